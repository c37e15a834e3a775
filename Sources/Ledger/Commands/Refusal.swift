/// Why a command is not carried out. Nothing has been recorded when one is thrown.
public enum Refusal: Error, Hashable, Sendable {
  /// What can be unknown.
  public enum Thing: String, Sendable {
    case community, producer, product, channel, batch, sale, dispatch
  }

  /// A name that the book does not know.
  case unknown(Thing, String)
  /// A required field is empty.
  case missing(column: String)
  /// A field's value is outside what it may be; the text says what to write.
  case malformed(column: String, String)
  /// The book already has this with other content.
  case differs(String, column: String, there: String, here: String)
  /// Goods by someone who has left.
  case producerInactive(ProducerCode, since: CalendarDate)
  /// No agreement holds on that day.
  case noTerms(ChannelCode, on: CalendarDate, first: CalendarDate?)
  /// No rate was published by that day.
  case noRate(Currency, on: CalendarDate)
  /// The named batch holds another product.
  case batchOfOtherProduct(BatchCode, is: ProductCode)
  /// Fewer goods than asked are there.
  case insufficientStock(ProductCode, batch: BatchCode?, asked: Quantity, available: Quantity, on: CalendarDate)
  /// More comes back than is still out.
  case returnExceedsSold(SaleCode, asked: Quantity, outstanding: Quantity)
  /// Something is dated before what it refers to.
  case before(String, CalendarDate)
  /// The sale was taken back as a whole.
  case saleReversed(SaleCode)
  /// A sale to be taken back that the channel has stated.
  case saleOnStatement(SaleCode, StatementCode)
  /// An amount beyond what a book can hold exactly.
  case amountTooLarge(column: String)
  /// Another command used this key with other content.
  case keyReused(String)
  /// A fact of goods or money in a month that is closed.
  case periodClosed(Month, CalendarDate, firstOpen: CalendarDate)
  /// Of how a product comes along and is made.
  case product(ProductRefusal)
  /// Of what brand committees decide.
  case certification(CertificationRefusal)
  /// Of what is agreed with a channel.
  case terms(TermsRefusal)
  /// Of what becomes of goods and where they lie.
  case goods(GoodsRefusal)
  /// Of goods that cannot be sold or bought.
  case trade(TradeRefusal)
  /// Of what a channel states and pays.
  case settlement(SettlementRefusal)
  /// Of what producers are paid.
  case payables(PayablesRefusal)
  /// Of which months are closed.
  case control(ControlRefusal)
  /// Of sites, programmes, consent and published figures.
  case programme(ProgrammeRefusal)
}

extension Refusal {
  /// The column (field) the reason lies in, by its canonical name.
  public var column: String {
    switch self {
    case .unknown(let thing, _): thing.rawValue
    case .missing(let column), .malformed(let column, _), .differs(_, let column, _, _), .amountTooLarge(let column): column
    case .producerInactive: "producer"
    case .noTerms: "channel"
    case .noRate: "currency"
    case .batchOfOtherProduct: "batch"
    case .insufficientStock, .returnExceedsSold: "quantity"
    case .before, .periodClosed: "date"
    case .saleReversed, .saleOnStatement: "sale"
    case .keyReused: "key"
    case .product(let refusal): refusal.column
    case .certification(let refusal): refusal.column
    case .terms(let refusal): refusal.column
    case .goods(let refusal): refusal.column
    case .trade(let refusal): refusal.column
    case .settlement(let refusal): refusal.column
    case .payables(let refusal): refusal.column
    case .control(let refusal): refusal.column
    case .programme(let refusal): refusal.column
    }
  }

  /// The reason and what to do next, in one or two sentences.
  public var message: String {
    switch self {
    case .unknown(let thing, let code):
      "there is no \(thing.rawValue) '\(code)' in this book; correct the code or record the \(thing.rawValue) first"
    case .missing(let column): "\(column) is empty; it is required"
    case .malformed(_, let message): message
    case .differs(let thing, let column, let there, let here):
      "\(thing) is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    case .producerInactive(let producer, let since):
      "producer \(producer) has been inactive since \(since); reactivate her first or correct the code"
    case .noTerms(let channel, let date, let first):
      first.map {
        "channel \(channel) has no terms on \(date): " + ($0 > date ? "its first terms hold from \($0)" : "those before it have ended")
          + "; add terms or correct the date"
      }
        ?? "channel \(channel) has no terms; add them to channels.csv first"
    case .noRate(let currency, let date): "no rate of \(currency) is known on \(date); add one to rates.csv with that date or an earlier one"
    case .batchOfOtherProduct(let batch, let product): "batch \(batch) holds product \(product), not the one of this row"
    case .insufficientStock(let product, let batch, let asked, let available, let date):
      "\(asked) sold, but \(batch.map { "batch \($0)" } ?? "product \(product) produced by \(date)") has only \(available) in stock; "
        + "record the goods first, or allow unallocated sales, whose money waits in suspense"
    case .returnExceedsSold(let sale, let asked, let outstanding):
      "\(asked) cannot come back: of sale \(sale) only \(outstanding) is still out; ask the shop to recount"
    case .before(let what, let date): "the date lies before \(what) (\(date)); correct one of the two"
    case .saleReversed(let sale): "sale \(sale) was reversed as a whole; nothing can be changed or returned on it"
    case .saleOnStatement(let sale, let statement):
      "sale \(sale) stands on statement \(statement) of the channel; record a return, or undo the match first"
    case .amountTooLarge(let column): "the amount is too large to be kept exactly; check \(column)"
    case .keyReused(let key): "'\(key)' was already used for a command with other content; correct the row or use a new number"
    case .periodClosed(let month, let date, let firstOpen):
      "\(date) lies in \(month), which is closed; the first open day is \(firstOpen): book a correction from then on, or have \(month) reopened"
    case .product(let refusal): refusal.message
    case .certification(let refusal): refusal.message
    case .terms(let refusal): refusal.message
    case .goods(let refusal): refusal.message
    case .trade(let refusal): refusal.message
    case .settlement(let refusal): refusal.message
    case .payables(let refusal): refusal.message
    case .control(let refusal): refusal.message
    case .programme(let refusal): refusal.message
    }
  }
}

extension Refusal: CustomStringConvertible {
  /// Column and reason.
  public var description: String { "\(column): \(message)" }
}

/// Refuses an empty text.
func require(_ text: String, _ column: String) throws(Refusal) {
  if text.isEmpty { throw .missing(column: column) }
}

/// Refuses what differs from what the book has.
func same(_ there: String?, _ here: String?, _ column: String, of thing: String) throws(Refusal) {
  guard there != here else { return }
  throw .differs(thing, column: column, there: there ?? "nothing", here: here ?? "nothing")
}
