// Sales, and what became of them. A sale that was taken back as a whole (SaleReversed) has no form of its own: it is the sale's event again with an error
// declaration, as EPCIS has it (section 7.4.1.2).
extension EPCISShape {
  /// The forms of facts of selling; nil for other types.
  static func sales(_ type: String) -> [EPCISShape]? {
    switch type {
    case "SaleRecorded":
      [EPCISShape(.object, .observe, .retailSelling, .retailSold, [.draws(hasQuantity: true), .outlet, .paper("sale", .sale)])]
    case "SaleAllocated":
      [EPCISShape(.transaction, .add, nil, nil, [.draws(hasQuantity: false), .outlet, .paper("sale", .sale)])]
    case "SaleReturned":
      [
        EPCISShape(
          .object, .observe, .receiving, .returned, returned + [.word("disposition", "restock")], if: { $0["disposition"]?.text != "scrap" }),
        EPCISShape(
          .object, .delete, .destroying, .destroyed, returned + [.word("disposition", "scrap")], if: { $0["disposition"]?.text == "scrap" }),
      ]
    case "BatchDrawn":
      [
        EPCISShape(
          .object, .observe, .picking, nil, [.lot(quantity: "quantity"), .place("place", .readPoint, omitsHub: true), .paper("sale", .sale)])
      ]
    case "BatchRestocked": stocked([.lot(quantity: "quantity"), .place("place", .bizLocation, omitsHub: true), .paper("sale", .sale)])
    default: nil
    }
  }

  private static var returned: [EPCISSlot] {
    [.draws(hasQuantity: true), .outlet, .paper("return", .returned, .returnAuthorisation), .paper("sale", .sale)]
  }

  /// The forms of a type of fact; nil when EPCIS has nothing to say of it.
  static func of(_ type: String) -> [EPCISShape]? { production(type) ?? movement(type) ?? sales(type) }

  /// The types of facts that go into a document: all that happens to goods.
  static let types = [
    "BatchProduced", "BatchInspected", "BatchRecalled", "BatchRecallLifted", "BatchWrittenOff", "BatchBought", "GoodsDispatched", "GoodsReceived",
    "BatchDispatched", "BatchReceived", "StockCounted", "StockAdjusted", "SaleRecorded", "SaleAllocated", "SaleReturned", "SaleReversed",
    "BatchDrawn", "BatchRestocked",
  ]
}
