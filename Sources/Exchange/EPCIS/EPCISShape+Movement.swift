// Goods on their way and where they lie. A document tells of all batches on it, and each batch's own stream of its part: shipping and receiving for the
// one, getting ready and being put in place for the other, so that nobody counts goods twice.
extension EPCISShape {
  /// The forms of facts of movement; nil for other types.
  static func movement(_ type: String) -> [EPCISShape]? {
    switch type {
    case "GoodsDispatched":
      [
        EPCISShape(
          .object, .observe, .shipping, .inTransit,
          [
            .lines(quantity: "quantity"), .paper("dispatch", .dispatch, .dispatchAdvice), .place("from", .source), .place("to", .destination),
          ])
      ]
    case "GoodsReceived":
      [
        EPCISShape(
          .object, .observe, .receiving, .inProgress,
          [.lines(quantity: "received"), .paper("dispatch", .dispatch, .receivingAdvice), .place("to", .destination)])
      ]
    case "BatchDispatched":
      [
        EPCISShape(
          .object, .observe, .stagingOutbound, .inProgress,
          [.lot(quantity: "quantity"), .paper("dispatch", .dispatch), .place("from", .source), .place("to", .destination)])
      ]
    case "BatchReceived":
      stocked([
        .lot(quantity: "received"), .paper("dispatch", .dispatch), .place("from", .source), .place("to", .destination),
        .place("place", .bizLocation),
      ])
    case "StockCounted":
      [EPCISShape(.object, .observe, .stockTaking, nil, [.lines(quantity: "counted"), .paper("count", .count), .place("place", .readPoint)])]
    case "StockAdjusted": adjusted
    default: nil
    }
  }

  /// Goods put where they can be sold, or apart when their batch is recalled.
  static func stocked(_ slots: [EPCISSlot]) -> [EPCISShape] {
    [
      EPCISShape(.object, .observe, .stocking, .sellable, slots, if: { $0["recalled"] == nil }),
      EPCISShape(.object, .observe, .stocking, .recalled, slots, if: { $0["recalled"] != nil }),
    ]
  }

  /// What was found comes into the book's world, and what is missing leaves it.
  private static var adjusted: [EPCISShape] {
    func slots(isNegative: Bool) -> [EPCISSlot] {
      [.lot(quantity: "change", isNegative: isNegative), .place("place", .readPoint, omitsHub: true), .paper("count", .count)]
    }
    return [
      EPCISShape(.object, .add, .stockTaking, .mismatchedQuantity, slots(isNegative: false), if: { ($0["change"]?.integer ?? 0) >= 0 }),
      EPCISShape(.object, .delete, .stockTaking, .mismatchedQuantity, slots(isNegative: true), if: { ($0["change"]?.integer ?? 0) < 0 }),
    ]
  }
}
