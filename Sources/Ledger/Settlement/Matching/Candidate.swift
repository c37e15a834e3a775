/// A sale, or goods that came back, that no line of a statement stands for yet.
public struct Candidate: Hashable, Sendable {
  /// Which sale, and by which return.
  public let target: ClaimTarget
  /// The day of the sale or of the return.
  public let date: CalendarDate
  /// What, and how much of it: positive also for a return.
  public let product: ProductCode, quantity: Quantity
  /// What the buyer paid, in minor units of the statement's currency; negative for a return.
  public let netSales: Int64
  /// The receipt the sale stands on.
  public let receipt: String?

  /// A sale or return of the statement's channel and in its currency.
  public init(
    sale: SaleCode, returned: ReturnCode? = nil, date: CalendarDate, product: ProductCode, quantity: Quantity, netSales: Int64, receipt: String? = nil
  ) {
    target = ClaimTarget(sale: sale, returned: returned)
    (self.date, self.product, self.quantity, self.netSales, self.receipt) = (date, product, quantity, netSales, receipt)
  }
}

/// What a line of a statement may stand for.
public struct LineProposal: Hashable, Sendable {
  /// What was found.
  public enum Outcome: Hashable, Sendable {
    /// One answer, and no other line that could have it: it may be matched without asking. The difference is the book's figure less the line's.
    case unique([ClaimTarget], MatchMethod, difference: Int64)
    /// Several answers, or one that another line could have too: a person chooses. The first few of them, how many were found, and whether
    /// these are all there are.
    case alternatives([[ClaimTarget]], count: Int, isComplete: Bool)
    /// No answer.
    case none
    /// Too many sums to try; so many were tried.
    case tooMany(searched: Int)
  }

  /// Which line.
  public let line: LineCode
  /// What was found for it.
  public let outcome: Outcome
}
