public import Languages
public import Ledger

/// Why something is not recorded, in the reader's language: the reason, and what to do next.
///
/// The switches name every case, so that a new refusal does not compile before it has its phrase.
public struct RefusalText: Sendable {
  let words: Words

  /// Texts in a language.
  public init(_ words: Words) { self.words = words }

  /// The reason and what to do next, in one or two sentences.
  public func callAsFunction(_ refusal: Refusal) -> String {
    switch refusal {
    case .unknown(let thing, let code): unknown(thing, code)
    case .missing(let column): words("refusal.missing", ["column": self.column(column)])
    case .malformed(let column, let message): MalformedText(text: self)(column, message)
    case .differs(let thing, let column, let there, let here):
      differs(thing, column, there, here)
    case .producerInactive(let producer, let since): words("refusal.producer_inactive", ["producer": producer.text, "day": day(since)])
    case .noTerms(let channel, let date, let first): noTerms(channel, date, first)
    case .noRate(let currency, let date): words("refusal.no_rate", ["currency": currency.code, "day": day(date)])
    case .batchOfOtherProduct(let batch, let product): words("refusal.batch_of_other_product", ["batch": batch.text, "product": product.text])
    case .insufficientStock(let product, let batch, let asked, let available, let date):
      insufficient(product, batch, asked, available, date)
    case .returnExceedsSold(let sale, let asked, let outstanding):
      words("refusal.return_exceeds_sold", ["asked": quantity(asked), "sale": sale.text, "left": quantity(outstanding)])
    case .before(_, let date): words("refusal.before", ["day": day(date)])
    case .saleReversed(let sale): words("refusal.sale_reversed", ["sale": sale.text])
    case .saleOnStatement(let sale, let statement): words("refusal.sale_on_statement", ["sale": sale.text, "statement": statement.text])
    case .amountTooLarge(let column): words("refusal.amount_too_large", ["column": self.column(column)])
    case .keyReused: words("refusal.key_reused")
    case .periodClosed(let month, let date, let firstOpen):
      words("refusal.period_closed", ["day": day(date), "month": self.month(month), "open": day(firstOpen)])
    case .product(let refusal): text(refusal)
    case .certification(let refusal): text(refusal)
    case .terms(let refusal): text(refusal)
    case .goods(let refusal): text(refusal)
    case .trade(let refusal): text(refusal)
    case .settlement(let refusal): text(refusal)
    case .payables(let refusal): text(refusal)
    case .control(let refusal): text(refusal)
    case .programme(let refusal): text(refusal)
    }
  }

  /// The column or field the reason lies in, by its canonical name; a key is the form's own and no field's.
  public func field(of refusal: Refusal) -> String? {
    if case .keyReused = refusal { return nil }
    return refusal.column.isEmpty ? nil : refusal.column
  }

  private func unknown(_ thing: Refusal.Thing, _ code: String) -> String {
    let values = ["code": code]
    return switch thing {
    case .community: words("refusal.unknown.community", values)
    case .producer: words("refusal.unknown.producer", values)
    case .product: words("refusal.unknown.product", values)
    case .channel: words("refusal.unknown.channel", values)
    case .batch: words("refusal.unknown.batch", values)
    case .sale: words("refusal.unknown.sale", values)
    case .dispatch: words("refusal.unknown.dispatch", values)
    }
  }

  private func noTerms(_ channel: ChannelCode, _ date: CalendarDate, _ first: CalendarDate?) -> String {
    let values = ["channel": channel.text, "day": day(date), "first": first.map(day) ?? ""]
    guard let first else { return words("refusal.no_terms.none", values) }
    return first > date ? words("refusal.no_terms.later", values) : words("refusal.no_terms.ended", values)
  }

  private func insufficient(_ product: ProductCode, _ batch: BatchCode?, _ asked: Quantity, _ available: Quantity, _ date: CalendarDate) -> String {
    let values = [
      "asked": quantity(asked), "available": quantity(available), "product": product.text, "batch": batch?.text ?? "", "day": day(date),
    ]
    return batch == nil ? words("refusal.insufficient_stock.product", values) : words("refusal.insufficient_stock.batch", values)
  }
}

extension RefusalText {
  /// A column by the name its readers know; the technical name where there is none.
  func column(_ name: String) -> String { words.member(of: "clerk.field", name) ?? words(family: "column", name) }

  func day(_ date: CalendarDate) -> String {
    let (year, month, day) = date.components
    return words.dates.short(year: year, month: month, day: day)
  }

  func month(_ month: Month) -> String { words.dates.month(year: month.year, month: month.month) }

  func quantity(_ quantity: Quantity) -> String { words.numbers.decimal(quantity.thousandths, places: 3, dropsZeros: true) }

  func number(_ number: Int64) -> String { words.numbers.whole(number) }

  func money(_ money: Money) -> String {
    words.numbers.money(money.minor, currency: money.currency.code, decimals: money.currency.decimals)
  }

  /// An amount in the currency books are kept in.
  func som(_ minor: Int64) -> String { words.numbers.money(minor, currency: Currency.kgs.code, decimals: Currency.kgs.decimals) }
}
