/// Asks to recall a batch: to take what is left of it from sale, wherever it lies.
public struct RecallBatch: Hashable, Sendable {
  /// Which batch, and the day.
  public let batch: BatchCode, date: CalendarDate
  /// Why, and who said so: an office or a role, no person's name.
  public let reason: String, by: String

  /// A recall.
  public init(batch: BatchCode, reason: String, by: String, date: CalendarDate) {
    (self.batch, self.reason, self.by, self.date) = (batch, reason, by, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("by", by)
    writer.member("date", date)
    writer.member("reason", reason)
    writer.member("recall", batch.text)
  }
}

/// Asks to lift a recall.
public struct LiftRecall: Hashable, Sendable {
  /// Which batch, and the day.
  public let batch: BatchCode, date: CalendarDate
  /// Why, and who said so: an office or a role, no person's name.
  public let reason: String, by: String

  /// The end of a recall.
  public init(batch: BatchCode, reason: String, by: String, date: CalendarDate) {
    (self.batch, self.reason, self.by, self.date) = (batch, reason, by, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("by", by)
    writer.member("date", date)
    writer.member("lift_recall", batch.text)
    writer.member("reason", reason)
  }
}

/// What a recall would record. One event moves what lies anywhere to quarantine; a recall for the reason that the book has changes nothing.
/// - Throws: `Refusal.unknown` for a batch that is not there, `GoodsRefusal.alreadyRecalled` when it is recalled for another reason.
func decide(_ command: RecallBatch, given state: BatchState) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  try require(command.by, "by")
  let produced = try state.existing(command.batch, on: command.date)
  if let reason = state.stock.recallReason {
    guard reason == command.reason else { throw .goods(.alreadyRecalled(command.batch, reason: reason)) }
    return .unchanged
  }
  let (after, moved) = state.stock.recalling(command.reason)
  let event = BatchRecalled(
    batch: command.batch, product: produced.product, reason: command.reason, by: command.by, moved: moved, stock: after)
  return .record([Fact(.batchRecalled(event), in: .batch(command.batch), on: command.date)])
}

/// What lifting a recall would record: what lies in quarantine goes to the hub, to be sold or sent out again.
/// - Throws: `Refusal.unknown` for a batch that is not there, `GoodsRefusal.notRecalled`.
func decide(_ command: LiftRecall, given state: BatchState) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  try require(command.by, "by")
  let produced = try state.existing(command.batch, on: command.date)
  guard state.isRecalled else { throw .goods(.notRecalled(command.batch)) }
  let event = BatchRecallLifted(
    batch: command.batch, product: produced.product, reason: command.reason, by: command.by, quantity: state.stock[.quarantine], place: state.home,
    stock: state.stock.liftingRecall(to: state.home))
  return .record([Fact(.batchRecallLifted(event), in: .batch(command.batch), on: command.date)])
}
