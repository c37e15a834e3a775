/// One batch as it was counted.
public struct CountLine: Hashable, Sendable {
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// What the book had there, and what was there; neither less than nothing.
  public let expected: Quantity, counted: Quantity

  init(batch: BatchCode, product: ProductCode, expected: Quantity, counted: Quantity) {
    (self.batch, self.product, self.expected, self.counted) = (batch, product, expected, counted)
  }
}

/// Goods were counted at a place: the document. Where they differ from the book, the batch's own stream says so.
public struct StockCounted: EventPayload {
  /// Its name in the log.
  public static let type = "StockCounted"
  /// The count's number.
  public let count: CountCode
  /// Where.
  public let place: Place
  /// What was there, by batch code; each batch once.
  public let lines: [CountLine]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("count", count.text)
    writer.member("lines", lines) { writer, line in
      writer.member("batch", line.batch.text)
      writer.member("counted", line.counted.thousandths)
      writer.member("expected", line.expected.thousandths)
      writer.member("product", line.product.text)
    }
    writer.member("place", place.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [CountLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let line = try PayloadFields(&reader)
        lines.append(
          try CountLine(
            batch: line.code("batch"), product: line.code("product"), expected: line.quantity("expected"), counted: line.quantity("counted")))
      }
      return true
    }
    try self.init(count: fields.code("count"), place: fields.place("place"), lines: lines)
  }

  init(count: CountCode, place: Place, lines: [CountLine]) { (self.count, self.place, self.lines) = (count, place, lines) }
}

/// The book's stock of a batch at a place was put right: by a count, or because somebody found what was wrong.
public struct StockAdjusted: EventPayload {
  /// Its name in the log.
  public static let type = "StockAdjusted"
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// Where, and by how much: more is positive, less is negative; never nothing.
  public let place: Place, change: Quantity
  /// Why, and the number on the paper it stands on.
  public let reason: String, reference: String?
  /// The count that found it.
  public let count: CountCode?
  /// What the association had paid for what is missing; nil where nothing is, or the goods were their producers' own.
  public let loss: Loss?
  /// What is left of the batch afterwards.
  public let stock: BatchStock

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    loss?.writeCurrency(to: &writer)
    writer.member("change", change.thousandths)
    loss?.writeCost(to: &writer)
    stock.writeCostLeft(to: &writer)
    writer.member("count", count?.text)
    stock.writeOnHand(to: &writer)
    writer.member("place", unlessHub: place)
    stock.writePlaces(to: &writer)
    writer.member("product", product.text)
    writer.member("reason", reason)
    stock.writeRecalled(to: &writer)
    writer.member("reference", reference)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var places = StockReading()
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in try places.read(name, &reader) }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), place: fields.placeOrHub("place"), change: fields.quantity("change"),
      reason: fields.text("reason"), reference: fields.optionalText("reference"), count: fields.optionalCode("count"), loss: Loss(fields),
      stock: BatchStock(fields, places))
  }

  init(
    batch: BatchCode, product: ProductCode, place: Place, change: Quantity, reason: String, reference: String?, count: CountCode?, loss: Loss?,
    stock: BatchStock
  ) {
    (self.batch, self.product, self.place, self.change) = (batch, product, place, change)
    (self.reason, self.reference, self.count, self.loss, self.stock) = (reason, reference, count, loss, stock)
  }
}
