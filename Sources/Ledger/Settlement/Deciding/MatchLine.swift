/// A sale, or goods of it that came back.
public struct ClaimTarget: Hashable, Sendable, Comparable {
  /// Which sale, and by which return.
  public let sale: SaleCode, returned: ReturnCode?

  /// A sale, or a return of it.
  public init(sale: SaleCode, returned: ReturnCode? = nil) { (self.sale, self.returned) = (sale, returned) }

  /// By sale, the sale itself before its returns.
  public static func < (left: ClaimTarget, right: ClaimTarget) -> Bool {
    if left.sale != right.sale { return left.sale < right.sale }
    guard let other = right.returned else { return false }
    return left.returned.map { $0 < other } ?? true
  }

  /// What it is called in a message.
  var name: String { returned.map { "return \($0) of sale \(sale)" } ?? "sale \(sale)" }
}

/// Asks to write down what a line of a statement stands for.
public struct MatchLine: Hashable, Sendable {
  /// Which line of which statement of whom.
  public let channel: ChannelCode, statement: StatementCode, line: LineCode
  /// The sales and returns it stands for; none for what a channel deducts.
  public let targets: [ClaimTarget]
  /// How that was found out, and on what day.
  public let method: MatchMethod, date: CalendarDate
  /// Why a difference that is not tolerated is disputed; without a reason it is refused.
  public let dispute: String?

  /// A match of one line.
  public init(
    channel: ChannelCode, statement: StatementCode, line: LineCode, targets: [ClaimTarget] = [], method: MatchMethod = .person, date: CalendarDate,
    dispute: String? = nil
  ) {
    (self.channel, self.statement, self.line) = (channel, statement, line)
    (self.targets, self.method, self.date, self.dispute) = (targets, method, date, dispute)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("date", date)
    writer.member("dispute", dispute)
    writer.member("line", line.text)
    writer.member("method", method.rawValue)
    writer.member("settlement", "match")
    writer.member("statement", statement.text)
    writer.member("targets", targets) { writer, target in
      writer.member("return", target.returned?.text)
      writer.member("sale", target.sale.text)
    }
  }
}

/// What a match would record: what the line stands for, and a dispute about what it lacks. All lines of the channel's commission are matched together.
/// - Throws: `SettlementRefusal.beyondTolerance` with both figures when they differ by more than is tolerated and no reason is given.
func decide(_ command: MatchLine, given context: SettlementContext) throws(Refusal) -> Decision {
  let statement = try context.statement(command.statement, of: command.channel)
  let index = try statement.place(of: command.line)
  guard command.date >= statement.receivedOn else { throw .before("the statement itself", statement.receivedOn) }
  if let reason = command.dispute { try require(reason, "reason") }
  let line = statement.received.lines[index]
  let standsForSales = line.type == .sale || line.type == .return
  if !standsForSales, !command.targets.isEmpty { throw .settlement(.takesNoTargets(line.line, line.type)) }
  if let known = statement.match(of: line.line) {
    guard Set(known.claims.map { ClaimTarget(sale: $0.sale, returned: $0.returned) }) == Set(command.targets) else {
      throw .settlement(.alreadyMatched(line.line, command.statement))
    }
    return .unchanged
  }
  let facts =
    if standsForSales {
      try claim(command, line, of: statement, given: context)
    } else if line.type == .commission {
      try keep(command, of: statement, given: context)
    } else { try charge(command, line, of: statement, given: context) }
  return .record(context.withConsequences(facts, for: statement, payout: nil, on: command.date))
}

/// How many sales a statement may claim, and a line: a payout relies on all of them in one commit.
private let (mostSales, mostTargets) = (9_000, 2_000)

private func claim(
  _ command: MatchLine, _ line: StatementLine, of statement: StatementState, given context: SettlementContext
) throws(Refusal) -> [Fact] {
  if command.targets.isEmpty { throw .settlement(.targetsMissing(line.line, line.type)) }
  guard command.method != .terms, command.method != .charge else {
    throw .malformed(column: "method", "line \(line.line) stands for sales: its method is reference, attributes, subset or person")
  }
  guard command.targets.count <= mostTargets, statement.saleCount + command.targets.count <= mostSales else {
    throw .settlement(.tooManySales(line.line, limit: command.targets.count > mostTargets ? mostTargets : mostSales))
  }
  var seen: Set<ClaimTarget> = []
  var claims: [Claim] = []
  for target in command.targets {
    guard seen.insert(target).inserted else { throw .malformed(column: "sale", "\(target.name) is named twice; name it once") }
    claims.append(try context.claim(target, line, of: statement))
  }
  let totals = claims.reduce((own: Int128(0), book: Int128(0))) { ($0.own + Int128($1.netSales.own), $0.book + Int128($1.netSales.book)) }
  guard totals.own.magnitude <= UInt128(largestInteger), totals.book.magnitude <= UInt128(largestInteger) else {
    throw .amountTooLarge(column: "sale")
  }
  let match = LineMatch(
    statement: command.statement, line: line.line, channel: command.channel, currency: statement.received.currency, bookCurrency: context.book,
    method: command.method, claims: claims)
  try statement.checkTotals(adding: match.due)
  let matched = Fact(.statementLineMatched(StatementLineMatched(match: match)), in: .settlement(command.channel), on: command.date)
  let differences = try context.differ(
    command, line.line, book: match.netSales.own, stated: line.amount, valuedAs: match.netSales, of: statement)
  return [matched] + differences
}

/// All lines of the channel's commission: they stand for what the claims say it keeps.
private func keep(_ command: MatchLine, of statement: StatementState, given context: SettlementContext) throws(Refusal) -> [Fact] {
  let lines = statement.received.lines
  if let waiting = statement.unmatchedLines.first(where: { $0.type == .sale || $0.type == .return }) {
    throw .settlement(.salesFirst(command.line, waiting: waiting.line))
  }
  let commissions = statement.commissionIndices
  var facts = commissions.map { index in
    let match = LineMatch(
      statement: command.statement, line: lines[index].line, channel: command.channel, currency: statement.received.currency,
      bookCurrency: context.book, method: .terms, claims: [])
    return Fact(.statementLineMatched(StatementLineMatched(match: match)), in: .settlement(command.channel), on: command.date)
  }
  let stated = commissions.reduce(Int64(0)) { $0 + lines[$1].amount }
  let netSales = statement.matches.values.reduce(Valued.zero) { $0 + $1.match.netSales }
  facts += try context.differ(
    command, lines[commissions[0]].line, book: statement.commissionDifference + stated, stated: stated, valuedAs: netSales, of: statement)
  return facts
}

/// A fee, a tax or an adjustment: taken as stated, at the rate of the day.
private func charge(
  _ command: MatchLine, _ line: StatementLine, of statement: StatementState, given context: SettlementContext
) throws(Refusal) -> [Fact] {
  let charge = try context.valued(line.amount, statement.received.currency, on: command.date, column: "amount").value
  try statement.checkTotals(adding: charge)
  let match = LineMatch(
    statement: command.statement, line: line.line, channel: command.channel, currency: statement.received.currency, bookCurrency: context.book,
    method: .charge, claims: [], charge: charge, chargeType: line.type)
  return [Fact(.statementLineMatched(StatementLineMatched(match: match)), in: .settlement(command.channel), on: command.date)]
}
