import Bookkeeping
public import EventLog
public import Ledger
public import Postgres
import ReadModels

/// Brings a channel's statements and the book's sales together: matches what is beyond doubt, and tells what is not.
public struct Reconciliation: Sendable {
  /// Sales that long before a statement's period are still looked at: a channel may state them late, by their number.
  public static let daysBefore: Int32 = 92

  /// Whose statements.
  public let channel: ChannelCode
  /// Where they stand and matches are recorded; a `TransactionLog` that is discarded makes a dry run.
  public let log: any WritableLog
  /// Reads the entries, which have to be folded up to the log.
  public let reader: Pool
  /// The day of what is recorded.
  public let date: CalendarDate
  /// Who is recorded as having entered it.
  public let author: String

  /// The work on one channel's statements.
  public init(channel: ChannelCode, log: any WritableLog, reader: Pool, date: CalendarDate, author: String = "reconcile") {
    (self.channel, self.log, self.reader, self.date, self.author) = (channel, log, reader, date, author)
  }

  /// All that is known of the channel's statements at one moment.
  public struct Standing: Sendable {
    /// Statements, matches, disputes and receipts.
    public internal(set) var state = SettlementState()
    /// Lines whose match a person took back, and why.
    public internal(set) var undone: [StatementCode: [LineCode: String]] = [:]

    /// What an event changes.
    mutating func evolve(_ event: Event, on date: CalendarDate) {
      state.evolve(event, on: date)
      switch event {
      case .statementLineMatched(let event): undone[event.match.statement]?[event.match.line] = nil
      case .statementLineUnmatched(let event): undone[event.match.statement, default: [:]][event.match.line] = event.reason
      default: break
      }
    }
  }

  /// Replays the channel's stream.
  /// - Parameters:
  ///   - position: what is later in the log does not count.
  ///   - day: what is of a later day does not count.
  public func standing(at position: Int64 = .max, through day: CalendarDate? = nil) async throws -> Standing {
    var standing = Standing()
    for read in try await log.ledgerEvents(of: .settlement(channel)) where read.position <= position && day.map({ read.date <= $0 }) ?? true {
      standing.evolve(read.event, on: read.date)
    }
    return standing
  }

  /// Sales and returns that a statement's lines may stand for, and no line stands for yet.
  public func candidates(of statement: StatementReceived, _ state: SettlementState) async throws -> [Candidate] {
    let (channel, currency) = (channel, statement.currency)
    let days = statement.periodFrom.adding(days: Int(-Self.daysBefore))...statement.periodTo
    let all = try await reader.withSession { try $0.saleCandidates(channel: channel, currency: currency, days: days) }
    return all.filter { candidate in
      candidate.target.returned.map { state.claimed($0) == nil } ?? (state.claimed(candidate.target.sale) == nil)
    }
  }

  /// Matches what is beyond doubt on one statement.
  public func match(_ code: StatementCode) async throws -> [LineFinding] {
    var findings: [LineCode: LineFinding] = [:]
    let before = try await standing()
    guard let statement = before.state.statement(code) else { return [] }
    let received = statement.received
    let lines = Dictionary(received.lines.map { ($0.line, $0) }) { first, _ in first }
    for match in statement.orderedMatches {
      guard let line = lines[match.line] else { continue }
      let targets = match.claims.map { ClaimTarget(sale: $0.sale, returned: $0.returned) }
      findings[match.line] = LineFinding(received, line, .before, match.method, targets)
    }
    let undone = before.undone[code] ?? [:]
    let goods = try await matchGoods(statement, before.state, undone)
    let charges = try await matchCharges(statement, before.state, undone)
    for finding in goods + charges { findings[finding.line.line] = finding }
    for finding in try await matchCommission(code) { findings[finding.line.line] = finding }
    return received.lines.compactMap { findings[$0.line] }
  }

  /// Sale and return lines.
  private func matchGoods(_ statement: StatementState, _ state: SettlementState, _ undone: [LineCode: String]) async throws -> [LineFinding] {
    let received = statement.received
    let waiting = statement.unmatchedLines.filter { $0.type == .sale || $0.type == .return }
    guard !waiting.isEmpty else { return [] }
    let candidates = try await candidates(of: received, state)
    let tolerance = state.tolerance(in: received.currency, on: date)
    let proposals = Ledger.match(lines: waiting, among: candidates, period: received.periodFrom...received.periodTo, tolerance: tolerance)
    let explanation = LineExplanation(received, candidates)
    var findings: [LineFinding] = []
    var sure: [(StatementLine, [ClaimTarget], MatchMethod)] = []
    for (line, proposal) in zip(waiting, proposals) {
      if let reason = undone[line.line] {
        findings.append(LineFinding(received, line, .undone, "the match was taken back (\(reason)); say what the line stands for"))
      } else if case .unique(let targets, let method, _) = proposal.outcome {
        sure.append((line, targets, method))
      } else {
        findings.append(explanation.finding(line, proposal.outcome))
      }
    }
    return findings + (try await record(sure, received))
  }

  /// Fees, taxes and adjustments: taken as they are within the tolerance, for there is nothing in the book to compare them with.
  private func matchCharges(_ statement: StatementState, _ state: SettlementState, _ undone: [LineCode: String]) async throws -> [LineFinding] {
    let received = statement.received
    let tolerance = state.tolerance(in: received.currency, on: date)
    var findings: [LineFinding] = []
    var sure: [(StatementLine, [ClaimTarget], MatchMethod)] = []
    for line in statement.unmatchedLines where [.fee, .tax, .adjustment].contains(line.type) {
      if let reason = undone[line.line] {
        findings.append(LineFinding(received, line, .undone, "was taken back (\(reason)); accept it, or ask the channel"))
      } else if line.amount.magnitude <= tolerance.magnitude {
        sure.append((line, [], .charge))
      } else {
        let finding = LineFinding(received, line, .differs)
        findings.append(
          LineFinding(received, line, .differs, "a charge beyond the tolerance of \(finding.money(tolerance)); accept it, or ask the channel"))
      }
    }
    return findings + (try await record(sure, received))
  }

  /// Commission lines, which are reckoned together from all sales and returns.
  private func matchCommission(_ code: StatementCode) async throws -> [LineFinding] {
    guard let statement = try await standing().state.statement(code) else { return [] }
    let received = statement.received
    let lines = statement.unmatchedLines.filter { $0.type == .commission }
    guard let first = lines.first else { return [] }
    let waiting = statement.unmatchedLines.filter { $0.type == .sale || $0.type == .return }
    if !waiting.isEmpty {
      let names = waiting.prefix(5).map(\.line.text).joined(separator: ", ") + (waiting.count > 5 ? " and \(waiting.count - 5) more" : "")
      return lines.map {
        LineFinding(received, $0, .waits, "is reckoned once \(waiting.count == 1 ? "line \(names) is" : "lines \(names) are") matched")
      }
    }
    guard let outcome = try await record([(first, [], .terms)], received).first else { return [] }
    return lines.map { line in
      var finding = LineFinding(received, line, outcome.status, outcome.note)
      finding.method = outcome.method
      return finding
    }
  }

  /// Records matches in one round; what the book refuses needs a person.
  private func record(
    _ sure: [(line: StatementLine, targets: [ClaimTarget], method: MatchMethod)], _ statement: StatementReceived
  ) async throws -> [LineFinding] {
    guard !sure.isEmpty else { return [] }
    let commands = sure.map { match in
      Command.settlement(
        .match(
          MatchLine(
            channel: channel, statement: statement.statement, line: match.line.line, targets: match.targets, method: match.method, date: date)))
    }
    let verdicts = try await Bookkeeper(log: log, author: author).record(commands.map { Instruction($0) })
    return zip(sure, verdicts).map { match, verdict in
      switch verdict {
      case .recorded: LineFinding(statement, match.line, .matched, match.method, match.targets)
      case .unchanged: LineFinding(statement, match.line, .before, match.method, match.targets)
      case .refused(let refusal): LineFinding(statement, match.line, .differs, refusal.message)
      }
    }
  }
}

extension Reconciliation {
  /// Sales and returns of the statements' own days that no line stands for.
  public func unstated(by statements: [StatementState], _ state: SettlementState) async throws -> [(candidate: Candidate, currency: Currency)] {
    var found: [ClaimTarget: (candidate: Candidate, currency: Currency)] = [:]
    for received in statements.map(\.received) {
      for candidate in try await candidates(of: received, state) where candidate.date >= received.periodFrom {
        found[candidate.target] = (candidate, received.currency)
      }
    }
    return found.values.sorted { ($0.candidate.date, $0.candidate.target) < ($1.candidate.date, $1.candidate.target) }
  }
}
