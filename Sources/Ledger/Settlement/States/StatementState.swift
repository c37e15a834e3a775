/// A dispute, open or ended.
public struct Dispute: Hashable, Sendable {
  /// How it ended.
  public struct Resolution: Hashable, Sendable {
    /// Which way, why, and when.
    public let outcome: DisputeOutcome, reason: String, on: CalendarDate
  }

  /// About which line; nil: about the statement.
  public let line: LineCode?
  /// What is in dispute.
  public let amount: Valued
  /// Why, and since when.
  public let reason: String, openedOn: CalendarDate
  /// Its end, once it has ended.
  public internal(set) var resolution: Resolution?
}

/// A payout as far as it paid for a statement.
public struct StatementPayment: Hashable, Sendable {
  /// What was received.
  public let received: ChannelPayoutReceived
  /// On what day.
  public let on: CalendarDate
}

/// What the book knows of one statement: what its lines stand for, what is in dispute, what was paid.
///
/// `due` is what the channel owes by our book; `open` is what of it is still to be paid. Both hold the value at which account 1210 carries it.
public struct StatementState: Sendable {
  /// A match, and since when it holds.
  struct Matched: Hashable, Sendable {
    let match: LineMatch
    let on: CalendarDate
  }
  /// A match that was undone last.
  struct Undone: Hashable, Sendable {
    let reason: String
    let on: CalendarDate
  }

  /// The statement, and its day.
  public let received: StatementReceived, receivedOn: CalendarDate
  /// All disputes there ever were, in their order.
  public private(set) var disputes: [Dispute] = []
  /// All payments, in their order.
  public private(set) var payments: [StatementPayment] = []
  /// Claims and charges together.
  public private(set) var matched = Valued.zero
  /// In dispute now; given up.
  public private(set) var disputed = Valued.zero, writtenOff = Valued.zero
  /// What payouts paid of it, at the value the book had for it.
  public private(set) var paid = Valued.zero
  /// What the exchange brought so far, and what of it was reckoned up when the statement was settled.
  public private(set) var exchange: Int64 = 0, exchangeReckoned: Int64 = 0
  /// Sales whose producers got their part.
  public internal(set) var released: Set<SaleCode> = []

  private let indices: [LineCode: Int]
  private(set) var matches: [Int: Matched] = [:]
  private(set) var undone: [Int: Undone] = [:]
  /// Lines whose difference must still be recorded as a dispute: between two events of one commit.
  private(set) var incomplete: Set<Int> = []
  /// What was given up for a line since it was matched.
  private(set) var writtenOffByLine: [LineCode: Valued] = [:]
  /// What the channel owes for sales alone, in its currency, of all lines.
  private(set) var owedForSales: Int64 = 0
  /// What is owed for sales that were released.
  var owedForReleased: Int64 = 0
  /// No line before this one has a sale that waits.
  var firstWaiting = 0
  /// How many sales are claimed.
  private(set) var saleCount = 0

  init(_ received: StatementReceived, on date: CalendarDate) {
    (self.received, receivedOn) = (received, date)
    indices = Dictionary(received.lines.indices.map { (received.lines[$0].line, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What the channel owes by our book, without what is in dispute.
  public var due: Valued { matched - disputed - writtenOff }
  /// What of it is still to be paid; negative when the channel has paid more, or has to get something back.
  public var open: Valued { due - paid }
  /// Every line is matched, nothing is in dispute, and nothing is left to pay.
  public var isSettled: Bool { isMatched && !hasOpenDispute && open.own == 0 }
  /// Every line is matched.
  public var isMatched: Bool { matches.count == received.lines.count && incomplete.isEmpty }
  /// Whether anything is in dispute.
  public var hasOpenDispute: Bool { disputes.contains { $0.resolution == nil } }
  /// The lines nobody has matched yet, in the channel's order. O(lines).
  public var unmatchedLines: [StatementLine] { received.lines.indices.filter { matches[$0] == nil }.map { received.lines[$0] } }
  /// All matches, in the order of the lines. O(lines).
  public var orderedMatches: [LineMatch] { received.lines.indices.compactMap { matches[$0]?.match } }
  /// The dispute of a line that has not ended; nil: of the statement as a whole.
  public func openDispute(of line: LineCode?) -> Dispute? { disputes.last { $0.line == line && $0.resolution == nil } }
  /// What a line was found to stand for.
  public func match(of line: LineCode) -> LineMatch? { indices[line].flatMap { matches[$0]?.match } }
  /// A line's place.
  func index(of line: LineCode) -> Int? { indices[line] }

  /// The lines of the channel's commission.
  var commissionIndices: [Int] { received.lines.indices.filter { received.lines[$0].type == .commission } }

  /// What the channel's commission lines lack, less what it may keep by the book: what a dispute about them is about.
  var commissionDifference: Int64 {
    let kept = matches.values.reduce(Int64(0)) { $0 + $1.match.commission.own }
    return -kept - commissionIndices.reduce(0) { $0 + received.lines[$1].amount }
  }

  /// Takes a fact in.
  mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .statementLineMatched(let event): take(event.match, on: date)
    case .statementLineUnmatched(let event): undo(event, on: date)
    case .statementDisputed(let event): take(event, on: date)
    case .statementResolved(let event): resolve(event, on: date)
    case .channelPayoutReceived(let event):
      paid += Valued(own: event.amount, book: event.carrying)
      exchange += event.exchange
      payments.append(StatementPayment(received: event, on: date))
    default: return
    }
    release()
    if isSettled { exchangeReckoned = exchange }
  }

  private mutating func take(_ match: LineMatch, on date: CalendarDate) {
    guard let index = indices[match.line] else { return }
    matches[index] = Matched(match: match, on: date)
    matched += match.due
    count(match, sign: 1)
    firstWaiting = min(firstWaiting, index)
    let line = received.lines[index]
    switch line.type {
    case .sale, .return: if match.netSales.own != line.amount { incomplete.insert(index) }
    case .commission:
      let commissions = commissionIndices
      if commissions.allSatisfy({ matches[$0] != nil }), commissionDifference != 0 { incomplete.insert(commissions[0]) }
    case .fee, .tax, .adjustment: break
    }
  }

  private mutating func undo(_ event: StatementLineUnmatched, on date: CalendarDate) {
    guard let index = indices[event.match.line] else { return }
    matches[index] = nil
    undone[index] = Undone(reason: event.reason, on: date)
    matched -= event.match.due
    count(event.match, sign: -1)
    incomplete.remove(index)
    writtenOffByLine[event.match.line] = nil
  }

  private mutating func count(_ match: LineMatch, sign: Int64) {
    for claim in match.claims where claim.returned == nil {
      owedForSales += sign * claim.due.own
      saleCount += Int(sign)
    }
  }

  private mutating func take(_ event: StatementDisputed, on date: CalendarDate) {
    disputed += event.amount
    disputes.append(Dispute(line: event.line, amount: event.amount, reason: event.reason, openedOn: date))
    if let line = event.line, let index = indices[line] { incomplete.remove(index) }
  }

  private mutating func resolve(_ event: StatementResolved, on date: CalendarDate) {
    guard let index = disputes.lastIndex(where: { $0.line == event.line && $0.resolution == nil }) else { return }
    disputes[index].resolution = Dispute.Resolution(outcome: event.outcome, reason: event.reason, on: date)
    disputed -= event.amount
    guard event.outcome == .writtenOff else { return }
    writtenOff += event.amount
    if let line = event.line { writtenOffByLine[line, default: .zero] += event.amount }
  }
}
