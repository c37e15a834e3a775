/// Why something about what a channel states and pays is not carried out.
public enum SettlementRefusal: Hashable, Sendable {
  /// No statement of the channel has that number.
  case unknownStatement(StatementCode, ChannelCode)
  /// The statement has no such line.
  case unknownLine(LineCode, StatementCode)
  /// The sale has no such return.
  case unknownReturn(ReturnCode, SaleCode)
  /// No receipt has that number.
  case unknownReceipt(PayoutCode)
  /// Opening and lines do not come to closing.
  case doesNotAddUp(StatementCode, sum: Money, closing: Money, difference: Money)
  /// More lines than one event can hold.
  case statementTooLong(StatementCode, lines: Int)
  /// A currency the channel does not pay in.
  case wrongCurrency(Currency, ChannelCode, agreed: Currency)
  /// A sale in another currency than the statement's.
  case saleInOtherCurrency(SaleCode, Currency, statement: Currency)
  /// A sale through another channel.
  case saleOfOtherChannel(SaleCode, ChannelCode)
  /// A sale or return after the statement's period.
  case afterPeriod(String, CalendarDate, periodTo: CalendarDate)
  /// Another line stands for it already.
  case alreadyClaimed(String, StatementCode, LineCode)
  /// A line that stands for sales, without any.
  case targetsMissing(LineCode, StatementLineType)
  /// A line that stands for no sale.
  case takesNoTargets(LineCode, StatementLineType)
  /// A line of goods that came back stands for returns.
  case notAReturn(SaleCode, LineCode)
  /// More sales than one commit can hold.
  case tooManySales(LineCode, limit: Int)
  /// The book and the line differ by more than is tolerated.
  case beyondTolerance(LineCode, book: Money, stated: Money, difference: Money, tolerance: Money)
  /// The line was matched otherwise.
  case alreadyMatched(LineCode, StatementCode)
  /// The line stands for nothing yet.
  case notMatched(LineCode, StatementCode)
  /// Commission is reckoned from all sales and returns.
  case salesFirst(LineCode, waiting: LineCode)
  /// Commission was reckoned from this line too.
  case commissionFirst(LineCode, commission: LineCode)
  /// Its producers have their money.
  case saleReleased(SaleCode, LineCode)
  /// The channel has paid for it.
  case paidFor(LineCode, paid: Money, left: Money)
  /// A dispute about it is open.
  case disputeOpen(LineCode?, StatementCode)
  /// No dispute about it is open.
  case noDispute(LineCode?, StatementCode)
  /// More than is owed.
  case disputeExceedsDue(asked: Money, open: Money)
  /// Nothing is left to pay.
  case nothingOpen(StatementCode)
  /// More than is left to pay, or the other way.
  case overpaid(StatementCode, given: Money, open: Money)
  /// All of the receipt is applied.
  case nothingLeft(PayoutCode)
  /// More than is left of the receipt.
  case beyondReceipt(PayoutCode, asked: Money, left: Money)
  /// The receipt and the statement are in two currencies.
  case receiptInOtherCurrency(PayoutCode, Currency, statement: Currency)
  /// The receipt came from another channel.
  case receiptOfOtherChannel(PayoutCode, ChannelCode)
}
