import Bookkeeping
import EventLog
import Ledger
import Office
import ReadModels

/// What a person says about a channel's statements on the command line.
struct ReconcileOrders {
  var statement: String?
  var matches: [String] = []
  var accepted: [String] = []
  var unmatched: String?
  var disputed: String?
  var resolved: String?
  var outcome: String?
  var reason: String?
  var amount: String?
  var applied: String?
  var tolerance: String?
  var from: String?

  /// Whether there is anything to record that only a person can say.
  var isEmpty: Bool {
    matches.isEmpty && accepted.isEmpty && [unmatched, disputed, resolved, applied, tolerance].allSatisfy { $0 == nil }
  }

  /// The word for a dispute about a statement as a whole.
  static let whole = "all"

  /// Records them one by one, in the order in which they depend on each other, and says what each came to.
  /// - Throws: `Failure` at the first that cannot be understood or is refused; those before it are recorded.
  func carryOut(_ work: Reconciliation) async throws {
    if let tolerance { try await agree(tolerance, work) }
    if isOnlyTolerance { return }
    let statement = try await chosen(work)
    let code = statement.received.statement
    if let unmatched {
      let line: LineCode = try Typed.code(unmatched, "--unmatch")
      let command = UnmatchLine(
        channel: work.channel, statement: code, line: line, reason: try given(reason, "--unmatch needs --reason TEXT"), date: work.date)
      try await record(.unmatch(command), "Line \(line) of statement \(code) stands for nothing again.", work)
    }
    if let resolved {
      let outcome = try given(outcome.flatMap { DisputeOutcome(rawValue: $0) }, "--resolve needs --outcome recovered or --outcome written_off")
      let command = ResolveDispute(
        channel: work.channel, statement: code, line: try part(resolved, "--resolve"), outcome: outcome,
        reason: try given(reason, "--resolve needs --reason TEXT"), date: work.date)
      try await record(.resolve(command), "The dispute about \(name(command.line, code)) has ended: \(outcome.rawValue).", work)
    }
    for text in matches { try await match(text, statement, work) }
    for text in accepted {
      let line: LineCode = try Typed.code(text, "--accept")
      try await record(
        work.accepting(line, of: statement.received, dispute: reason), "Line \(line) of statement \(code) is accepted.", work)
    }
    if let disputed {
      let amount = try Typed.amount(
        given(amount, "--dispute needs --amount AMOUNT"), statement.received.currency, option: "--amount")
      let command = DisputeStatement(
        channel: work.channel, statement: code, line: try part(disputed, "--dispute"), amount: amount,
        reason: try given(reason, "--dispute needs --reason TEXT"), date: work.date)
      try await record(.dispute(command), "A dispute about \(name(command.line, code)) is open.", work)
    }
    if let applied { try await apply(applied, statement, work) }
  }

  private var isOnlyTolerance: Bool {
    matches.isEmpty && accepted.isEmpty && [unmatched, disputed, resolved, applied].allSatisfy { $0 == nil }
  }

  private func agree(_ tolerance: String, _ work: Reconciliation) async throws {
    let from = try Typed.day(given(from, "--tolerance needs --from DATE, the day it holds from"), option: "--from")
    let currency = try await work.currency(on: from)
    let amount = try Typed.amount(tolerance, currency, option: "--tolerance")
    let command = AgreeTolerance(channel: work.channel, currency: currency, amount: amount, validFrom: from)
    try await record(.agreeTolerance(command), "From \(from) on \(tolerance) \(currency) a line is tolerated.", work)
  }

  private func apply(_ text: String, _ statement: StatementState, _ work: Reconciliation) async throws {
    let payout: PayoutCode = try Typed.code(text, "--apply")
    // With a dispute beside it the amount is that of the dispute.
    let amount = try disputed == nil ? amount.map { try Typed.amount($0, statement.received.currency, option: "--amount") } : nil
    let command = ApplyReceipt(
      payout: payout, channel: work.channel, statement: statement.received.statement, amount: amount, date: work.date)
    try await record(.applyReceipt(command), "Receipt \(payout) is applied to statement \(statement.received.statement).", work)
  }

  private func match(_ text: String, _ statement: StatementState, _ work: Reconciliation) async throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw Failure.usage("--match \(text): write the line and what it stands for, such as 4=S-88121,S-88130") }
    let line: LineCode = try Typed.code(parts[0], "--match")
    let isReturn = statement.received.lines.first { $0.line == line }?.type == .return
    var targets: [ClaimTarget] = []
    for name in parts[1].split(separator: ",").map(String.init) {
      if let place = name.lastIndex(of: "@") {
        let sale: SaleCode = try Typed.code(String(name[name.index(after: place)...]), "--match")
        targets.append(ClaimTarget(sale: sale, returned: try Typed.code(String(name[..<place]), "--match")))
      } else if isReturn {
        targets.append(try await work.openReturn(name, for: statement.received))
      } else {
        targets.append(ClaimTarget(sale: try Typed.code(name, "--match")))
      }
    }
    let command = work.matching(line, of: statement.received, to: targets, dispute: reason)
    try await record(
      command, "Line \(line) of statement \(statement.received.statement) stands for \(targets.map(\.text).joined(separator: ", ")).", work)
  }

  /// The statement that was named, or the only one that is not settled.
  private func chosen(_ work: Reconciliation) async throws -> StatementState {
    if let statement { return try await work.statement(Typed.code(statement, "--statement")) }
    let open = try await work.standing().state.orderedStatements.filter { !$0.isSettled }
    guard let only = open.first, open.count == 1 else {
      let names = open.map(\.received.statement.text).joined(separator: ", ")
      throw Failure.usage(
        open.isEmpty ? "Channel \(work.channel) has no open statement; name one with --statement" : "Say which statement with --statement: \(names)")
    }
    return only
  }

  private func part(_ text: String, _ option: String) throws -> LineCode? { text == Self.whole ? nil : try Typed.code(text, option) }

  private func name(_ line: LineCode?, _ statement: StatementCode) -> String {
    line.map { "line \($0) of statement \(statement)" } ?? "statement \(statement) as a whole"
  }

  private func given<T>(_ value: T?, _ message: String) throws -> T {
    guard let value else { throw Failure.usage(message) }
    return value
  }

  private func record(_ command: SettlementCommand, _ said: String, _ work: Reconciliation) async throws {
    print(try await work.record(command) ? said : "\(said) It was so before; nothing changed.")
  }
}
