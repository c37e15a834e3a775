import Ledger

/// What a sale of a history sold, and who gets what of it.
struct SoldGoods {
  let sale: String
  let channel: Int
  let product: Int
  let batch: String
  /// Thousandths that the batch ever held.
  let produced: Int64
  /// Whole pieces, and the price of one in the currency's minor units.
  let pieces: Int64, price: Int64
  let producers: [String]

  /// Thousandths.
  var quantity: Int64 { pieces * 1_000 }
  private var isForeign: Bool { Registry.isAbroad(channel) }
  private var factor: Int64 { isForeign ? Registry.tyiynPerYen : 1 }
  private var currency: String { isForeign ? "JPY" : "KGS" }
  private var whole: Money { Money(gross: pieces * price, channel: channel) }

  func write(to writer: inout CanonicalWriter) {
    let (whole, book) = (whole, whole.times(factor))
    writeAllocations(sign: 1, to: &writer)
    writer.member("book_commission", book.commission)
    writer.member("book_currency", "KGS")
    writer.member("book_discount", Int64(0))
    writer.member("book_fee", book.fee)
    writer.member("book_gross", book.gross)
    writer.member("book_net", book.net)
    writer.member("channel", Registry.channel(channel))
    writer.member("commission", whole.commission)
    writer.member("country", isForeign ? "JP" : "KG")
    writer.member("currency", currency)
    writer.member("discount", Int64(0))
    writer.member("draws", [self]) { writer, goods in
      writer.member("batch", goods.batch)
      writer.member("produced", goods.produced)
      writer.member("quantity", goods.quantity)
    }
    writer.member("fee", whole.fee)
    writer.member("gross", whole.gross)
    writer.member("hs_code", Registry.hsCode(product))
    writer.member("model", "consignment")
    writer.member("net", whole.net)
    writer.member("product", Registry.product(product))
    writer.member("quantity", quantity)
    if isForeign {
      writer.member("rate", "0.58")
      writer.member("rate_date", "2016-01-01")
      writer.member("rate_nominal", Int64(1))
    }
    writer.member("sale", sale)
    writer.member("unit", "H87")
    writer.member("unit_price", isForeign ? String(price) : "\(price / 100).\(padded("", Int(price % 100), 2))".trimmingDecimals)
  }

  func writeReturn(_ number: String, to writer: inout CanonicalWriter) {
    writeAllocations(sign: -1, to: &writer)
    writer.member("book_currency", "KGS")
    writer.member("cause", "broken")
    writer.member("channel", Registry.channel(channel))
    writer.member("country", isForeign ? "JP" : "KG")
    writer.member("currency", currency)
    writer.member("disposition", "scrap")
    writer.member("draws", [Int]()) { _, _ in }
    writer.member("hs_code", Registry.hsCode(product))
    writer.member("product", Registry.product(product))
    writer.member("quantity", quantity)
    writer.member("return", number)
    writer.member("sale", sale)
    writer.member("unit", "H87")
  }

  /// Equal parts; what does not divide goes to the first.
  private func writeAllocations(sign: Int64, to writer: inout CanonicalWriter) {
    let (whole, count) = (whole, Int64(producers.count))
    writer.member("allocations", Array(producers.enumerated())) { writer, element in
      let part = whole.part(element.offset, of: count)
      writer.member("batch", batch)
      if isForeign {
        let book = part.times(factor)
        writer.member("book_commission", unlessZero: sign * book.commission)
        writer.member("book_fee", unlessZero: sign * book.fee)
        writer.member("book_gross", sign * book.gross)
      }
      writer.member("commission", unlessZero: sign * part.commission)
      writer.member("contributed", Int64(240_000))
      writer.member("fee", unlessZero: sign * part.fee)
      writer.member("gross", sign * part.gross)
      writer.member("producer", element.element)
      writer.member("quantity", sign * Money.part(quantity, element.offset, of: count))
    }
  }
}

/// The money of a sale or a part of one.
private struct Money {
  var commission: Int64, fee: Int64, net: Int64
  var gross: Int64 { commission + fee + net }

  init(gross: Int64, channel: Int) {
    commission = gross * Registry.commissionBasisPoints(channel) / 10_000
    fee = gross * Registry.feeBasisPoints / 10_000
    net = gross - commission - fee
  }

  private init(commission: Int64, fee: Int64, net: Int64) { (self.commission, self.fee, self.net) = (commission, fee, net) }

  func times(_ factor: Int64) -> Money { Money(commission: commission * factor, fee: fee * factor, net: net * factor) }

  func part(_ index: Int, of count: Int64) -> Money {
    Money(commission: Self.part(commission, index, of: count), fee: Self.part(fee, index, of: count), net: Self.part(net, index, of: count))
  }

  static func part(_ whole: Int64, _ index: Int, of count: Int64) -> Int64 { whole / count + (index == 0 ? whole % count : 0) }
}

extension String {
  /// A decimal number without zeros behind its last digit.
  fileprivate var trimmingDecimals: String {
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
