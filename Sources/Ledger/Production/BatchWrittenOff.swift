/// Goods of a batch were written off: they are gone, spoilt or given away, and nobody is paid for them.
public struct BatchWrittenOff: EventPayload {
  /// Its name in the log.
  public static let type = "BatchWrittenOff"
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// From where, and how much; more than nothing.
  public let place: Place, quantity: Quantity
  /// Why, and the number on the paper it stands on.
  public let reason: String, reference: String?
  /// What the association had paid for it; nil for goods that were their producers' own.
  public let loss: Loss?
  /// What is left of the batch afterwards.
  public let stock: BatchStock

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    loss?.writeCurrency(to: &writer)
    loss?.writeCost(to: &writer)
    stock.writeCostLeft(to: &writer)
    stock.writeOnHand(to: &writer)
    writer.member("place", unlessHub: place)
    stock.writePlaces(to: &writer)
    writer.member("product", product.text)
    writer.member("quantity", quantity.thousandths)
    writer.member("reason", reason)
    stock.writeRecalled(to: &writer)
    writer.member("reference", reference)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in try places.read(name, &reader) }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), place: fields.placeOrHub("place"), quantity: fields.quantity("quantity"),
      reason: fields.text("reason"), reference: fields.optionalText("reference"), loss: Loss(fields), stock: BatchStock(fields, places))
  }

  init(
    batch: BatchCode, product: ProductCode, place: Place, quantity: Quantity, reason: String, reference: String?, loss: Loss?, stock: BatchStock
  ) {
    (self.batch, self.product, self.place, self.quantity) = (batch, product, place, quantity)
    (self.reason, self.reference, self.loss, self.stock) = (reason, reference, loss, stock)
  }
}
