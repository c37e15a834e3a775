// Sales and returns, the bulk of every book.
extension QuickLines {
  mutating func saleRecorded(_ scanner: inout ByteScanner) throws(Unusual) {
    try allocations(.sold, &scanner)
    if scanner.take(#","batch":""#) { _ = try scanner.code() }
    try scanner.expect(#","book_commission":"#)
    let bookCommission = try scanner.integer()
    try scanner.expect(#","book_currency":""#)
    _ = try scanner.word(of: Self.currencies)
    try scanner.expect(#","book_discount":"#)
    let bookDiscount = try scanner.integer()
    try scanner.expect(#","book_fee":"#)
    let bookFee = try scanner.integer()
    try scanner.expect(#","book_gross":"#)
    let bookGross = try scanner.integer()
    try scanner.expect(#","book_net":"#)
    guard try scanner.integer() == bookGross - bookDiscount - bookCommission - bookFee else { throw Unusual() }
    try scanner.expect(#","channel":""#)
    channel = try scanner.code()
    try scanner.expect(#","commission":"#)
    let commission = try scanner.integer()
    try countryAndCurrency(&scanner)
    try scanner.expect(#","discount":"#)
    let discount = try scanner.integer()
    try draws(&scanner)
    try scanner.expect(#","fee":"#)
    let fee = try scanner.integer()
    try scanner.expect(#","gross":"#)
    let gross = try scanner.integer()
    if scanner.take(#","hs_code":""#) { hsCode = try scanner.text() }
    try scanner.expect(#","model":""#)
    guard scanner.take(#"consignment""#) || scanner.take(#"purchase""#) else { throw Unusual() }
    try scanner.expect(#","net":"#)
    guard try scanner.integer() == gross - discount - commission - fee else { throw Unusual() }
    try outletProductAndQuantity(&scanner)
    if scanner.take(#","rate":""#) {
      try scanner.decimal()
      try scanner.expect(#","rate_date":""#)
      try scanner.date()
      try scanner.expect(#","rate_nominal":"#)
      _ = try scanner.integer()
    }
    if scanner.take(#","receipt":""#) { _ = try scanner.text() }
    try scanner.expect(#","sale":""#)
    sale = try scanner.code()
    try scanner.expect(#","unit":""#)
    unit = try scanner.word(of: Self.units)
    try scanner.expect(#","unit_price":""#)
    try scanner.decimal()
    try scanner.expect("}")
  }

  mutating func saleReturned(_ scanner: inout ByteScanner) throws(Unusual) {
    try allocations(.returned, &scanner)
    try scanner.expect(#","book_currency":""#)
    _ = try scanner.word(of: Self.currencies)
    if scanner.take(#","cause":""#) { _ = try scanner.text() }
    try scanner.expect(#","channel":""#)
    channel = try scanner.code()
    try countryAndCurrency(&scanner)
    try scanner.expect(#","disposition":""#)
    guard scanner.take(#"restock""#) || scanner.take(#"scrap""#) else { throw Unusual() }
    try draws(&scanner)
    if scanner.take(#","hs_code":""#) { hsCode = try scanner.text() }
    try outletProductAndQuantity(&scanner)
    try scanner.expect(#","return":""#)
    returned = try scanner.code()
    try scanner.expect(#","sale":""#)
    sale = try scanner.code()
    try scanner.expect(#","unit":""#)
    unit = try scanner.word(of: Self.units)
    try scanner.expect("}")
  }

  private mutating func countryAndCurrency(_ scanner: inout ByteScanner) throws(Unusual) {
    try scanner.expect(#","country":""#)
    country = try scanner.text()
    try scanner.expect(#","currency":""#)
    currency = try scanner.word(of: Self.currencies)
  }

  private mutating func outletProductAndQuantity(_ scanner: inout ByteScanner) throws(Unusual) {
    if scanner.take(#","outlet":""#) { outlet = try scanner.code() }
    try scanner.expect(#","product":""#)
    product = try scanner.code()
    try scanner.expect(#","quantity":"#)
    _ = try scanner.integer()
  }

  private mutating func allocations(_ kind: Kind, _ scanner: inout ByteScanner) throws(Unusual) {
    try scanner.expect(#"{"allocations":["#)
    if scanner.take("]") { return }
    repeat { lines.append(try allocation(kind, &scanner)) } while scanner.take(",")
    try scanner.expect("]")
  }

  /// What is zero is left out, and so are the amounts in the book's currency when the sale is in that.
  private func allocation(_ kind: Kind, _ scanner: inout ByteScanner) throws(Unusual) -> Line {
    try scanner.expect("{")
    var line = Line(kind: kind, quantity: 0)
    if scanner.take(#""batch":""#) {
      line.batch = try scanner.code()
      try scanner.expect(",")
    }
    var book: Amounts?
    if scanner.take(#""book_"#) {
      let commission = scanner.take(#"commission":"#) ? try followed(by: #","book_"#, &scanner) : 0
      let discount = scanner.take(#"discount":"#) ? try followed(by: #","book_"#, &scanner) : 0
      let fee = scanner.take(#"fee":"#) ? try followed(by: #","book_"#, &scanner) : 0
      try scanner.expect(#"gross":"#)
      book = Amounts(gross: try followed(by: ",", &scanner), discount: discount, commission: commission, fee: fee)
    }
    let commission = scanner.take(#""commission":"#) ? try followed(by: ",", &scanner) : 0
    try scanner.expect(#""contributed":"#)
    _ = try followed(by: ",", &scanner)
    let discount = scanner.take(#""discount":"#) ? try followed(by: ",", &scanner) : 0
    let fee = scanner.take(#""fee":"#) ? try followed(by: ",", &scanner) : 0
    try scanner.expect(#""gross":"#)
    let own = Amounts(gross: try followed(by: ",", &scanner), discount: discount, commission: commission, fee: fee)
    if scanner.take(#""producer":""#) {
      line.producer = try scanner.code()
      try scanner.expect(",")
    } else if line.batch.count >= 0 {
      // Goods of our own: their lines have kinds of their own, and their cost beside them.
      throw Unusual()
    }
    try scanner.expect(#""quantity":"#)
    line.quantity = try scanner.integer()
    try scanner.expect("}")
    (line.amounts, line.bookAmounts) = (own, book ?? own)
    return line
  }

  @inline(__always)
  private func followed(by next: StaticString, _ scanner: inout ByteScanner) throws(Unusual) -> Int64 {
    let value = try scanner.integer()
    try scanner.expect(next)
    return value
  }

  /// The draws leave no line of their own: `BatchDrawn` does. What goods of our own had cost does, and is not read here.
  private func draws(_ scanner: inout ByteScanner) throws(Unusual) {
    try scanner.expect(#","draws":["#)
    if scanner.take("]") { return }
    repeat {
      try scanner.expect(#"{"batch":""#)
      _ = try scanner.code()
      if scanner.take(#","place":""#) { _ = try scanner.place() }
      try scanner.expect(#","produced":"#)
      _ = try scanner.integer()
      try scanner.expect(#","quantity":"#)
      _ = try scanner.integer()
      try scanner.expect("}")
    } while scanner.take(",")
    try scanner.expect("]")
  }
}
