/// What the book knows of all that a channel stated and paid: the state of its one stream `settlement/<channel>`.
///
/// One stream, so that its expected version makes "a sale is claimed once and settled once" a constraint.
public struct SettlementState: Sendable {
  /// A statement and a line of it.
  struct Place: Hashable, Sendable {
    let statement: StatementCode
    let line: LineCode
  }
  /// A tolerance and the day it holds from.
  public struct Tolerance: Hashable, Sendable {
    /// In which currency, how much in its minor units, and from which day on.
    public let currency: Currency, amount: Int64, validFrom: CalendarDate
  }

  private var statements: [StatementCode: StatementState] = [:]
  private var sales: [SaleCode: Place] = [:]
  private var returns: [ReturnCode: Place] = [:]
  /// By their first day.
  public private(set) var tolerances: [Tolerance] = []

  /// Nothing known yet.
  public init() {}

  /// A statement with what became of it.
  public func statement(_ code: StatementCode) -> StatementState? { statements[code] }

  /// All statements, by their last day, then by number. O(n log n).
  public var orderedStatements: [StatementState] {
    statements.values.sorted { ($0.received.periodTo, $0.received.statement) < ($1.received.periodTo, $1.received.statement) }
  }

  /// The currency a statement is in.
  public func currency(of statement: StatementCode) -> Currency? { statements[statement]?.received.currency }

  /// The statement that claims a sale.
  public func claimed(_ sale: SaleCode) -> StatementCode? { sales[sale]?.statement }

  /// The statement that claims a return.
  public func claimed(_ returned: ReturnCode) -> StatementCode? { returns[returned]?.statement }

  /// Whether a sale's producers got their part: also where that part was nothing, because its goods had no maker yet.
  public func isReleased(_ sale: SaleCode) -> Bool {
    sales[sale].flatMap { statements[$0.statement]?.released.contains(sale) } ?? false
  }

  /// The sales of a statement that wait for money. O(lines).
  public func unreleasedSales(of statement: StatementCode) -> [SaleCode] { statements[statement]?.unreleasedSales ?? [] }

  /// The sales that must be at hand before something is decided by which a statement may be settled: those that wait for money, and in a foreign
  /// currency all of them, because the exchange difference may be their producers'. O(lines).
  public func salesNeeded(of statement: StatementCode, book: Currency) -> [SaleCode] {
    guard let state = statements[statement] else { return [] }
    return state.received.currency == book ? state.unreleasedSales : state.sales
  }

  /// The sales that must be at hand to decide a command, beside those a match names. O(lines).
  ///
  /// A match before the first payment needs none until it is the last: a long statement is matched line by line, and each match would rely on all
  /// sales of those before it.
  public func salesNeeded(for command: SettlementCommand, book: Currency) -> [SaleCode] {
    switch command {
    case .match(let command):
      guard let state = statements[command.statement] else { return [] }
      // Commission lines are matched together, any other line alone.
      let atOnce = state.index(of: command.line).map { state.received.lines[$0].type == .commission ? state.commissionIndices.count : 1 } ?? 0
      let isLast = state.matches.count + atOnce >= state.received.lines.count
      return state.payments.isEmpty && !isLast ? [] : salesNeeded(of: command.statement, book: book)
    case .unmatch(let command): return hasPayments(command.statement) ? salesNeeded(of: command.statement, book: book) : []
    case .dispute(let command): return hasPayments(command.statement) ? salesNeeded(of: command.statement, book: book) : []
    case .resolve(let command): return salesNeeded(of: command.statement, book: book)
    case .applyReceipt(let command): return salesNeeded(of: command.statement, book: book)
    case .recordReceipt(let command): return command.applications.flatMap { salesNeeded(of: $0.statement, book: book) }
    case .receive, .agreeTolerance: return []
    }
  }

  private func hasPayments(_ statement: StatementCode) -> Bool { statements[statement]?.payments.isEmpty == false }

  /// What is tolerated on a day: the newest agreement whose first day is not later; nothing before any.
  public func tolerance(in currency: Currency, on date: CalendarDate) -> Int64 {
    tolerances.last { $0.currency == currency && $0.validFrom <= date }?.amount ?? 0
  }

  /// Where a sale or return is claimed.
  func place(of target: ClaimTarget) -> Place? {
    if let returned = target.returned { returns[returned] } else { sales[target.sale] }
  }

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .statementReceived(let event): statements[event.statement] = StatementState(event, on: date)
    case .toleranceAgreed(let agreed):
      let tolerance = Tolerance(currency: agreed.currency, amount: agreed.amount, validFrom: agreed.validFrom)
      tolerances.insert(tolerance, at: tolerances.firstIndex { $0.validFrom > agreed.validFrom } ?? tolerances.endIndex)
    case .statementLineMatched(let matched):
      claim(matched.match, Place(statement: matched.match.statement, line: matched.match.line))
      statements[matched.match.statement]?.evolve(event, on: date)
    case .statementLineUnmatched(let unmatched):
      claim(unmatched.match, nil)
      statements[unmatched.match.statement]?.evolve(event, on: date)
    case .statementDisputed(let disputed): statements[disputed.statement]?.evolve(event, on: date)
    case .statementResolved(let resolved): statements[resolved.statement]?.evolve(event, on: date)
    case .channelPayoutReceived(let payout): statements[payout.statement]?.evolve(event, on: date)
    default: break
    }
  }

  private mutating func claim(_ match: LineMatch, _ place: Place?) {
    for claim in match.claims {
      if let returned = claim.returned { returns[returned] = place } else { sales[claim.sale] = place }
    }
  }
}
