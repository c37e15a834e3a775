/// Asks to agree to a run, as its second person.
public struct ApprovePayoutRun: Hashable, Sendable {
  /// Which run, who agrees, and when.
  public let run: RunCode, by: String, date: CalendarDate

  /// An approval.
  public init(run: RunCode, by: String, date: CalendarDate) { (self.run, self.by, self.date) = (run, by, date) }

  func write(to writer: inout CanonicalWriter) {
    writer.member("approve", run.text)
    writer.member("by", by)
    writer.member("date", date)
  }
}

/// Asks to turn a run down before it is approved.
public struct RejectPayoutRun: Hashable, Sendable {
  /// Which run, who turns it down, why, and when.
  public let run: RunCode, by: String, reason: String, date: CalendarDate

  /// A rejection.
  public init(run: RunCode, by: String, reason: String, date: CalendarDate) {
    (self.run, self.by, self.reason, self.date) = (run, by, reason, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("by", by)
    writer.member("date", date)
    writer.member("reason", reason)
    writer.member("reject", run.text)
  }
}

/// Asks to record that the bank or the cashier was told to pay a run.
public struct InstructPayoutRun: Hashable, Sendable {
  /// Which run, by whom, and when.
  public let run: RunCode, by: String, date: CalendarDate

  /// An instruction.
  public init(run: RunCode, by: String, date: CalendarDate) { (self.run, self.by, self.date) = (run, by, date) }

  func write(to writer: inout CanonicalWriter) {
    writer.member("by", by)
    writer.member("date", date)
    writer.member("instruct", run.text)
  }
}

/// What agreeing to a run would record.
/// - Throws: `PayablesRefusal.samePerson` for whoever prepared it, however the name is typed.
public func decide(_ command: ApprovePayoutRun, given state: PayablesState, book: Currency) throws(Refusal) -> Decision {
  try require(command.by, "by")
  let run = try open(command.run, in: state)
  if try isRepeated(run.approved, by: command.by, on: command.date, "approval of run \(run.run)") { return .unchanged }
  guard !isSamePerson(command.by, run.prepared.by) else { throw .payables(.samePerson(command.by, run.run)) }
  guard command.date >= run.prepared.on else { throw .before("the preparation of run \(run.run)", run.prepared.on) }
  let payments = run.orderedPayments.map(\.totals)
  // Bounded like the preparation; totals alone are some 250 bytes each.
  let partSize = 3_000
  return .record(
    stride(from: 0, to: payments.count, by: partSize).map { start in
      let event = PayoutRunApproved(
        run: run.run, preparedBy: run.prepared.by, approvedBy: command.by, bookCurrency: book,
        payments: Array(payments[start..<min(start + partSize, payments.count)]))
      return Fact(.payoutRunApproved(event), in: .payables, on: command.date)
    })
}

/// What turning a run down would record; whoever prepared it may do so too.
/// - Throws: `PayablesRefusal.tooLateToReject` once it is approved.
public func decide(_ command: RejectPayoutRun, given state: PayablesState) throws(Refusal) -> Decision {
  try require(command.by, "by")
  try require(command.reason, "reason")
  guard let run = state.run(command.run) else { throw .payables(.unknownRun(command.run)) }
  if try isRepeated(run.rejected, by: command.by, on: command.date, "rejection of run \(run.run)") {
    try same(run.rejectionReason, command.reason, "reason", of: "rejection of run \(run.run)")
    return .unchanged
  }
  if let approved = run.approved { throw .payables(.tooLateToReject(run.run, approvedBy: approved.by)) }
  guard command.date >= run.prepared.on else { throw .before("the preparation of run \(run.run)", run.prepared.on) }
  let event = PayoutRunRejected(run: run.run, rejectedBy: command.by, reason: command.reason)
  return .record([Fact(.payoutRunRejected(event), in: .payables, on: command.date)])
}

/// What telling the bank would record.
/// - Throws: `PayablesRefusal.notApproved` while its second person has not agreed.
public func decide(_ command: InstructPayoutRun, given state: PayablesState, book: Currency) throws(Refusal) -> Decision {
  try require(command.by, "by")
  let run = try open(command.run, in: state)
  if try isRepeated(run.instructed, by: command.by, on: command.date, "instruction of run \(run.run)") { return .unchanged }
  guard let approved = run.approved else { throw .payables(.notApproved(run.run)) }
  guard command.date >= approved.on else { throw .before("the approval of run \(run.run)", approved.on) }
  let nets = run.payments.values.map(\.totals.net).filter { $0 > 0 }
  let event = PayoutInstructed(
    run: run.run, instructedBy: command.by, bookCurrency: book, payments: Int64(nets.count), total: nets.reduce(0, +))
  return .record([Fact(.payoutInstructed(event), in: .payables, on: command.date)])
}

/// A run that was not turned down.
private func open(_ code: RunCode, in state: PayablesState) throws(Refusal) -> PayoutRun {
  guard let run = state.run(code) else { throw .payables(.unknownRun(code)) }
  if let rejected = run.rejected { throw .payables(.rejected(code, by: rejected.by, on: rejected.on)) }
  return run
}

/// Whether exactly this was done before; refused when it was done by somebody else or on another day.
private func isRepeated(_ known: PayoutRun.Signature?, by name: String, on date: CalendarDate, _ thing: String) throws(Refusal) -> Bool {
  guard let known else { return false }
  try same(known.by, name, "by", of: thing)
  try same(known.on.description, date.description, "date", of: thing)
  return true
}

/// Two spellings of one name are one person: a second signature must not be had by a capital letter or a blank.
private func isSamePerson(_ one: String, _ other: String) -> Bool {
  func plain(_ name: String) -> String { name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  return plain(one) == plain(other)
}
