/// The lines of a sale payload: draws and allocations, and how they are written down.
///
/// An allocation leaves out what is zero, and its book-currency twins when the sale is in book currency: these lines are
/// most of a book's bytes.
struct SaleLines {
  var draws: [Draw] = []
  var allocations: [Allocation] = []

  /// Reads the member if it is one of the arrays.
  mutating func read(_ name: String, _ reader: inout CanonicalReader) throws(PayloadProblem) -> Bool {
    switch name {
    case "draws":
      var draws: [Draw] = []
      try reader.array { reader throws(PayloadProblem) in draws.append(try Draw(&reader)) }
      self.draws = draws
    case "allocations":
      var allocations: [Allocation] = []
      try reader.array { reader throws(PayloadProblem) in allocations.append(try Allocation(&reader)) }
      self.allocations = allocations
    default: return false
    }
    return true
  }
}

extension Draw {
  /// The hub is where goods usually lie, so it is left out.
  func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    if let cost { writer.member("cost", cost) }
    writer.member("place", unlessHub: place)
    writer.member("produced", produced.thousandths)
    writer.member("quantity", quantity.thousandths)
  }

  init(_ reader: inout CanonicalReader) throws(PayloadProblem) {
    let fields = try PayloadFields(&reader)
    try self.init(
      batch: fields.code("batch"), place: fields.placeOrHub("place"), quantity: fields.quantity("quantity"), produced: fields.quantity("produced"),
      cost: fields.optionalNumber("cost"))
  }
}

extension Allocation {
  func write(to writer: inout CanonicalWriter, foreign: Bool) {
    writer.member("batch", batch?.text)
    if foreign {
      writer.member("book_commission", unlessZero: bookAmounts.commission)
      writer.member("book_discount", unlessZero: bookAmounts.discount)
      writer.member("book_fee", unlessZero: bookAmounts.fee)
      writer.member("book_gross", bookAmounts.gross)
    }
    writer.member("commission", unlessZero: amounts.commission)
    writer.member("contributed", contributed.thousandths)
    writer.member("discount", unlessZero: amounts.discount)
    writer.member("fee", unlessZero: amounts.fee)
    writer.member("gross", amounts.gross)
    writer.member("producer", producer?.text)
    writer.member("quantity", quantity.thousandths)
  }

  init(_ reader: inout CanonicalReader) throws(PayloadProblem) {
    var batch: BatchCode?
    var producer: ProducerCode?
    var (contributed, quantity) = (Int64(0), Int64(0))
    var own = (gross: Int64(0), discount: Int64(0), commission: Int64(0), fee: Int64(0))
    var book: (gross: Int64, discount: Int64, commission: Int64, fee: Int64) = (0, 0, 0, 0)
    var isForeign = false
    try reader.object { name, reader throws(PayloadProblem) in
      switch name {
      case "batch": batch = try readCode(reader.string(), name)
      case "producer": producer = try readCode(reader.string(), name)
      case "contributed": contributed = try reader.integer()
      case "quantity": quantity = try reader.integer()
      case "gross": own.gross = try reader.integer()
      case "discount": own.discount = try reader.integer()
      case "commission": own.commission = try reader.integer()
      case "fee": own.fee = try reader.integer()
      case "book_gross": (book.gross, isForeign) = (try reader.integer(), true)
      case "book_discount": book.discount = try reader.integer()
      case "book_commission": book.commission = try reader.integer()
      case "book_fee": book.fee = try reader.integer()
      default: throw PayloadProblem(description: "an allocation has no member \(name)")
      }
    }
    let amounts = Amounts(gross: own.gross, discount: own.discount, commission: own.commission, fee: own.fee)
    self.init(
      batch: batch, producer: producer, contributed: Quantity(thousandths: contributed), quantity: Quantity(thousandths: quantity), amounts: amounts,
      bookAmounts: isForeign ? Amounts(gross: book.gross, discount: book.discount, commission: book.commission, fee: book.fee) : amounts)
  }
}

extension Amounts {
  init(_ fields: PayloadFields, prefix: String = "") throws(PayloadProblem) {
    try self.init(
      gross: fields.number(prefix + "gross"), discount: fields.number(prefix + "discount"), commission: fields.number(prefix + "commission"),
      fee: fields.number(prefix + "fee"))
    guard try fields.number(prefix + "net") == net else { throw PayloadProblem(description: "\(prefix)net does not balance") }
  }
}

extension SalePlace {
  init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(channel: fields.code("channel"), outlet: fields.optionalCode("outlet"), country: fields.text("country"))
  }
}

extension SaleGoods {
  init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(product: fields.code("product"), hsCode: fields.optionalText("hs_code"), unit: fields.word("unit"))
  }
}
