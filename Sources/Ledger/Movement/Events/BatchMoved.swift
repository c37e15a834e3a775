/// Goods of a batch left one place for another.
public struct BatchDispatched: EventPayload {
  /// Its name in the log.
  public static let type = "BatchDispatched"
  /// On which dispatch.
  public let dispatch: DispatchCode
  /// Which batch, of what, how much.
  public let line: DispatchLine
  /// From where to where.
  public let from: Place, to: Place
  /// What is left of the batch afterwards, these goods among what is on its way.
  public let stock: BatchStock

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", line.batch.text)
    stock.writeCostLeft(to: &writer)
    writer.member("dispatch", dispatch.text)
    writer.member("from", from.text)
    stock.writeOnHand(to: &writer)
    stock.writePlaces(to: &writer)
    writer.member("product", line.product.text)
    writer.member("quantity", line.quantity.thousandths)
    writer.member("to", to.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in try places.read(name, &reader) }
    try self.init(
      dispatch: fields.code("dispatch"),
      line: DispatchLine(batch: fields.code("batch"), product: fields.code("product"), quantity: fields.quantity("quantity")),
      from: fields.place("from"), to: fields.place("to"), stock: BatchStock(fields, places))
  }

  init(dispatch: DispatchCode, line: DispatchLine, from: Place, to: Place, stock: BatchStock) {
    (self.dispatch, self.line, self.from, self.to, self.stock) = (dispatch, line, from, to, stock)
  }
}

/// Goods of a batch arrived.
public struct BatchReceived: EventPayload {
  /// Its name in the log.
  public static let type = "BatchReceived"
  /// Of which dispatch.
  public let dispatch: DispatchCode
  /// Which batch, of what, how much was sent and how much was there.
  public let line: ReceiptLine
  /// From where to where they were sent.
  public let from: Place, to: Place
  /// Where they lie now: quarantine, when the batch was recalled meanwhile, else where they were sent.
  public let place: Place
  /// What the association had paid for what is missing; nil where nothing is, or the goods were their producers' own.
  public let loss: Loss?
  /// What is left of the batch afterwards.
  public let stock: BatchStock

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", line.batch.text)
    loss?.writeCurrency(to: &writer)
    loss?.writeCost(to: &writer)
    stock.writeCostLeft(to: &writer)
    writer.member("dispatch", dispatch.text)
    writer.member("dispatched", line.dispatched.thousandths)
    writer.member("from", from.text)
    stock.writeOnHand(to: &writer)
    writer.member("over", line.over.thousandths)
    writer.member("place", place == to ? nil : place.text)
    stock.writePlaces(to: &writer)
    writer.member("product", line.product.text)
    stock.writeRecalled(to: &writer)
    writer.member("received", line.received.thousandths)
    writer.member("short", line.short.thousandths)
    writer.member("to", to.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in try places.read(name, &reader) }
    let to = try fields.place("to")
    try self.init(
      dispatch: fields.code("dispatch"), line: ReceiptLine(fields), from: fields.place("from"), to: to,
      place: fields.optionalPlace("place") ?? to, loss: Loss(fields), stock: BatchStock(fields, places))
  }

  init(dispatch: DispatchCode, line: ReceiptLine, from: Place, to: Place, place: Place, loss: Loss?, stock: BatchStock) {
    (self.dispatch, self.line, self.from, self.to) = (dispatch, line, from, to)
    (self.place, self.loss, self.stock) = (place, loss, stock)
  }
}
