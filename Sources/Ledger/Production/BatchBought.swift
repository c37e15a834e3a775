/// What one producer sold of a batch that was bought outright.
public struct PurchasedLine: Hashable, Sendable {
  /// Who, and how much.
  public let producer: ProducerCode, quantity: Quantity
  /// For one unit, in major units of the book's currency.
  public let unitPrice: DecimalNumber
  /// What she gets, in minor units.
  public let amount: Int64

  init(producer: ProducerCode, quantity: Quantity, unitPrice: DecimalNumber, amount: Int64) {
    (self.producer, self.quantity, self.unitPrice, self.amount) = (producer, quantity, unitPrice, amount)
  }
}

/// The association bought all goods of a batch that were there, at a price a producer; from then on they are its own (a principal: IFRS 15 B34–B38).
public struct BatchBought: EventPayload {
  /// Its name in the log.
  public static let type = "BatchBought"
  /// Which batch, of what, counted in what.
  public let batch: BatchCode, product: ProductCode, unit: Unit
  /// When, repeated from the envelope, and on what paper.
  public let boughtOn: CalendarDate, reference: String?
  /// The currency of all prices and amounts.
  public let bookCurrency: Currency
  /// Who sold what, by producer.
  public let lines: [PurchasedLine]
  /// What is there, unchanged but for what it cost.
  public let stock: BatchStock

  /// What all of it cost.
  public var total: Int64 { lines.reduce(0) { $0.adding($1.amount) } }

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("book_currency", bookCurrency.code)
    writer.member("bought_on", boughtOn)
    stock.writeCostLeft(to: &writer)
    writer.member("lines", lines) { writer, line in
      writer.member("amount", line.amount)
      writer.member("producer", line.producer.text)
      writer.member("quantity", line.quantity.thousandths)
      writer.member("unit_price", line.unitPrice)
    }
    stock.writeOnHand(to: &writer)
    stock.writePlaces(to: &writer)
    writer.member("product", product.text)
    stock.writeRecalled(to: &writer)
    writer.member("reference", reference)
    writer.member("total", total)
    writer.member("unit", unit.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [PurchasedLine] = []
    var places = StockReading()
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return try places.read(name, &reader) }
      try reader.array { reader throws(PayloadProblem) in lines.append(try PurchasedLine(PayloadFields(&reader))) }
      return true
    }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), unit: fields.word("unit"), boughtOn: fields.date("bought_on"),
      reference: fields.optionalText("reference"), bookCurrency: fields.currency("book_currency"), lines: lines, stock: BatchStock(fields, places))
    guard try fields.number("total") == total else { throw PayloadProblem(description: "total is not the sum of the lines") }
  }

  init(
    batch: BatchCode, product: ProductCode, unit: Unit, boughtOn: CalendarDate, reference: String?, bookCurrency: Currency, lines: [PurchasedLine],
    stock: BatchStock
  ) {
    (self.batch, self.product, self.unit, self.boughtOn, self.reference) = (batch, product, unit, boughtOn, reference)
    (self.bookCurrency, self.lines, self.stock) = (bookCurrency, lines, stock)
  }
}

extension PurchasedLine {
  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(
      producer: fields.code("producer"), quantity: fields.quantity("quantity"), unitPrice: fields.decimal("unit_price"),
      amount: fields.number("amount"))
  }
}
