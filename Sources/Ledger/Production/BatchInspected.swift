/// Who looked at goods.
public enum Inspection: String, Sendable, CaseIterable {
  /// Whoever made them, or keeps the hub.
  case ownCheck = "self"
  /// The quality committee.
  case committee
  /// A laboratory.
  case laboratory = "lab"
}

/// Why how much of a batch was rejected.
public struct Reject: Hashable, Sendable {
  /// What was wrong.
  public let reason: String
  /// With how much; more than nothing.
  public let quantity: Quantity

  /// A line of an inspection sheet.
  public init(reason: String, quantity: Quantity) { (self.reason, self.quantity) = (reason, quantity) }

  func write(to writer: inout CanonicalWriter) {
    writer.member("quantity", asTyped: quantity.thousandths)
    writer.member("reason", reason)
  }
}

/// A batch was looked at; what was accepted can be sold, unless it is a test batch.
///
/// Goods that were looked at again and failed have a negative `accepted` and the same quantity `rejected`: what was accepted in all is always the sum.
public struct BatchInspected: EventPayload {
  /// Its name in the log.
  public static let type = "BatchInspected"
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// Accepted and rejected; with those of all inspections before not more than was produced.
  public let accepted: Quantity, rejected: Quantity
  /// Who looked: what kind of inspection, and the committee's or laboratory's name.
  public let by: Inspection, inspector: String?
  /// What was wrong with what was rejected, as far as that was written down; then it adds up to it.
  public let reasons: [Reject]
  /// Where accepted goods went to, or where those lay that failed afterwards.
  public let place: Place
  /// The number on the inspection's own paper.
  public let reference: String?
  /// What the association had paid for goods that failed afterwards, in minor units of the book's currency; nil for goods that were their producers' own.
  public let loss: Loss?
  /// What is left of the batch afterwards.
  public let stock: BatchStock

  /// What lies in the hub afterwards.
  public var onHand: Quantity { stock.hub }

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("accepted", accepted.thousandths)
    writer.member("batch", batch.text)
    loss?.writeCurrency(to: &writer)
    writer.member("by", by.rawValue)
    loss?.writeCost(to: &writer)
    stock.writeCostLeft(to: &writer)
    writer.member("inspector", inspector)
    stock.writeOnHand(to: &writer)
    writer.member("place", unlessHub: place)
    stock.writePlaces(to: &writer)
    writer.member("product", product.text)
    if !reasons.isEmpty { writer.member("reasons", reasons) { $1.write(to: &$0) } }
    stock.writeRecalled(to: &writer)
    writer.member("reference", reference)
    writer.member("rejected", rejected.thousandths)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    var reasons: [Reject] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "reasons" else { return try places.read(name, &reader) }
      try reader.array { reader throws(PayloadProblem) in
        let reject = try PayloadFields(&reader)
        reasons.append(try Reject(reason: reject.text("reason"), quantity: reject.quantity("quantity")))
      }
      return true
    }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), accepted: fields.quantity("accepted"), rejected: fields.quantity("rejected"),
      by: fields.word("by"), inspector: fields.optionalText("inspector"), reasons: reasons, place: fields.placeOrHub("place"),
      reference: fields.optionalText("reference"), loss: Loss(fields), stock: BatchStock(fields, places))
  }

  init(
    batch: BatchCode, product: ProductCode, accepted: Quantity, rejected: Quantity, by: Inspection = .ownCheck, inspector: String? = nil,
    reasons: [Reject] = [], place: Place = .hub, reference: String? = nil, loss: Loss? = nil, stock: BatchStock
  ) {
    (self.batch, self.product, self.accepted, self.rejected) = (batch, product, accepted, rejected)
    (self.by, self.inspector, self.reasons, self.place) = (by, inspector, reasons, place)
    (self.reference, self.loss, self.stock) = (reference, loss, stock)
  }
}
