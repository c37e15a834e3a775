// Batches: how they came to be, were looked at, recalled and written off. The choice of words is explained in the catalogue's article on EPCIS.
extension EPCISShape {
  /// The forms of facts of a batch's making and quality; nil for other types.
  static func production(_ type: String) -> [EPCISShape]? {
    switch type {
    case "BatchProduced": produced
    case "BatchInspected": inspected
    case "BatchRecalled":
      [EPCISShape(.object, .observe, .holding, .recalled, [.lot(quantity: nil)])]
    case "BatchRecallLifted":
      [EPCISShape(.object, .observe, .stocking, .sellable, [.lot(quantity: "quantity"), .place("place", .bizLocation, omitsHub: true)])]
    case "BatchWrittenOff":
      [EPCISShape(.object, .delete, .other, .nonSellable, [.lot(quantity: "quantity"), .place("place", .readPoint, omitsHub: true)])]
    case "BatchBought":
      [EPCISShape(.object, .observe, .accepting, .sellable, [.lot(quantity: nil), .day("bought_on")])]
    default: nil
    }
  }

  /// From material, where it was written down; else goods came to be out of nothing that the book knows.
  private static var produced: [EPCISShape] {
    let slots: [EPCISSlot] = [.lot(quantity: "quantity", hasUnit: true), .site, .day("produced_on")]
    return [
      EPCISShape(.transformation, nil, .creating, .active, [.inputs] + slots, if: { !hasNone($0) }),
      EPCISShape(.object, .add, .creating, .active, slots, if: hasNone),
    ]
    @Sendable func hasNone(_ fact: JSONObject) -> Bool { fact["inputs"]?.elements?.isEmpty ?? true }
  }

  /// One event for what passed and one for what failed: an event has one disposition.
  private static var inspected: [EPCISShape] {
    let place = EPCISSlot.place("place", .readPoint, omitsHub: true)
    return [
      EPCISShape(.object, .observe, .inspecting, .conformant, [.lot(quantity: "accepted"), place], if: { isMore("accepted", $0) }),
      EPCISShape(
        .object, .observe, .inspecting, .nonConformant, [.lot(quantity: "rejected"), place],
        if: { !isMore("accepted", $0) || isMore("rejected", $0) }),
    ]
    @Sendable func isMore(_ member: String, _ fact: JSONObject) -> Bool { (fact[member]?.integer ?? 0) > 0 }
  }
}
