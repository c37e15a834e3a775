/// A batch was recalled: nothing of it may be sold, and what still lies with us or at channels goes to quarantine.
public struct BatchRecalled: EventPayload {
  /// Its name in the log.
  public static let type = "BatchRecalled"
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// Why, and who said so.
  public let reason: String, by: String
  /// What went to quarantine, by the place where it had lain. What was on its way goes there when it arrives.
  public let moved: [MovedGoods]
  /// What is left of the batch afterwards.
  public let stock: BatchStock

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("by", by)
    stock.writeCostLeft(to: &writer)
    writer.member("moved", moved) { writer, goods in
      writer.member("place", goods.place.text)
      writer.member("quantity", goods.quantity.thousandths)
    }
    stock.writeOnHand(to: &writer)
    stock.writePlaces(to: &writer)
    writer.member("product", product.text)
    writer.member("reason", reason)
    stock.writeRecalled(to: &writer)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    var moved: [MovedGoods] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "moved" else { return try places.read(name, &reader) }
      try reader.array { reader throws(PayloadProblem) in
        let goods = try PayloadFields(&reader)
        moved.append(try MovedGoods(place: goods.place("place"), quantity: goods.quantity("quantity")))
      }
      return true
    }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), reason: fields.text("reason"), by: fields.text("by"), moved: moved,
      stock: BatchStock(fields, places))
  }

  init(batch: BatchCode, product: ProductCode, reason: String, by: String, moved: [MovedGoods], stock: BatchStock) {
    (self.batch, self.product, self.reason, self.by) = (batch, product, reason, by)
    (self.moved, self.stock) = (moved, stock)
  }
}

/// A recall was lifted: what lies in quarantine can be sold again.
public struct BatchRecallLifted: EventPayload {
  /// Its name in the log.
  public static let type = "BatchRecallLifted"
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// Why, and who said so.
  public let reason: String, by: String
  /// What left quarantine, and where it went: to the hub; to the samples, of a test batch.
  public let quantity: Quantity, place: Place
  /// What is left of the batch afterwards.
  public let stock: BatchStock

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("by", by)
    stock.writeCostLeft(to: &writer)
    stock.writeOnHand(to: &writer)
    writer.member("place", unlessHub: place)
    stock.writePlaces(to: &writer)
    writer.member("product", product.text)
    writer.member("quantity", quantity.thousandths)
    writer.member("reason", reason)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in try places.read(name, &reader) }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), reason: fields.text("reason"), by: fields.text("by"),
      quantity: fields.quantity("quantity"), place: fields.placeOrHub("place"), stock: BatchStock(fields, places))
  }

  init(batch: BatchCode, product: ProductCode, reason: String, by: String, quantity: Quantity, place: Place, stock: BatchStock) {
    (self.batch, self.product, self.reason, self.by) = (batch, product, reason, by)
    (self.quantity, self.place, self.stock) = (quantity, place, stock)
  }
}
