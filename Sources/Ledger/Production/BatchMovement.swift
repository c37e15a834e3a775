/// How much a sale took from a batch, or gave back to it.
public struct BatchMovement: Hashable, Sendable {
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// For which sale.
  public let sale: SaleCode
  /// How much; more than nothing in either direction.
  public let quantity: Quantity
  /// From where, or to where.
  public let place: Place
  /// What is left of the batch afterwards, so that its last event alone tells its stock.
  public let stock: BatchStock

  /// What lies in the hub afterwards.
  public var onHand: Quantity { stock.hub }

  init(batch: BatchCode, product: ProductCode, sale: SaleCode, quantity: Quantity, place: Place = .hub, stock: BatchStock) {
    (self.batch, self.product, self.sale, self.quantity) = (batch, product, sale, quantity)
    (self.place, self.stock) = (place, stock)
  }

  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    stock.writeCostLeft(to: &writer)
    stock.writeOnHand(to: &writer)
    writer.member("place", unlessHub: place)
    stock.writePlaces(to: &writer)
    writer.member("product", product.text)
    writer.member("quantity", quantity.thousandths)
    stock.writeRecalled(to: &writer)
    writer.member("sale", sale.text)
  }

  fileprivate init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in try places.read(name, &reader) }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), sale: fields.code("sale"), quantity: fields.quantity("quantity"),
      place: fields.placeOrHub("place"), stock: BatchStock(fields, places))
  }
}

/// A sale took goods from a batch.
public struct BatchDrawn: EventPayload {
  /// Its name in the log.
  public static let type = "BatchDrawn"
  /// What was taken.
  public let movement: BatchMovement

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) { movement.write(to: &writer) }
  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) { movement = try BatchMovement(payload: payload) }
  init(_ movement: BatchMovement) { self.movement = movement }
}

/// Returned goods went back to their batch and can be sold again.
public struct BatchRestocked: EventPayload {
  /// Its name in the log.
  public static let type = "BatchRestocked"
  /// What came back.
  public let movement: BatchMovement

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) { movement.write(to: &writer) }
  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) { movement = try BatchMovement(payload: payload) }
  init(_ movement: BatchMovement) { self.movement = movement }
}
