import EventLog
import Postgres

/// One step of folding: what happens in one transaction. The session is the owner's.
struct Folding {
  let models: [Definition]
  let unroller: Unroller
  private let folds: [ModelFold]

  init(models: [Definition], unroller: Unroller) {
    (self.models, self.unroller) = (models, unroller)
    folds = models.pieces.map { model in
      ModelFold(model: model, statement: model.fold(with: models.periods(of: model)), concern: Concern(model.body))
    }
  }

  /// A read model, with its quarters and years where it has them.
  private struct ModelFold {
    let model: Definition
    /// What adds a range to its live tables.
    let statement: String
    /// What it is left out without.
    let concern: Concern
  }

  enum Step: Equatable {
    /// Now at that position; the log reached to `head` when the step began.
    case reached(Int64, head: Int64)
    /// Another worker is at it.
    case busy
  }

  /// Takes entries, every read model and the checkpoint on to the next position together; at most `chunk` events, and not beyond `target`.
  ///
  /// The advisory lock belongs to the transaction: whoever dies frees it at once, and several workers need no agreement beforehand.
  /// Seven round trips, however many read models there are: with a few events at a time, as they come in, that is most of what a step costs.
  func step(_ session: Session, chunk: Int64, target: Int64) throws -> Step {
    try session.transaction {
      guard let (position, head, isRootBehind) = try begin(session) else { return .busy }
      let end = min(position + chunk, target, head)
      guard end > position else {
        if isRootBehind { try session.query("UPDATE checkpoint SET \(Self.root(upTo: "checkpoint.position"))") }
        return .reached(position, head: head)
      }
      let news = try session.copyEntries(after: position, through: end, unroller)
      try foldModels(after: position, through: end, folds.filter { news.isOf($0.concern) }, session)
      return .reached(end, head: head)
    }
  }

  /// Takes the lock, and sees where book and log stand.
  /// - Returns: nil when another worker has the lock; else also whether a newer signature vouches for what is folded already.
  /// - Throws: `ReadModelError.definitionsDiffer` when the book's tables were made by other definitions than these; `.historyChanged` when they were made
  ///   from another log than is there now.
  private func begin(_ session: Session) throws -> (position: Int64, head: Int64, isRootBehind: Bool)? {
    // One after the other on the server, each with a snapshot of its own: what comes after the lock sees what the last step committed.
    let answers = try session.pipeline([
      ("SELECT pg_try_advisory_xact_lock(\(Self.lockKey))", []),
      (Self.checkpoint, []),
      ("SELECT name, sha256 FROM read_model ORDER BY name", []),
      ("SELECT position FROM head", []),
    ])
    guard answers.count == 4, let isOurs = try answers[0].first?.bool(0), let checkpoint = answers[1].first, let head = answers[3].first else {
      throw PostgresError(.unexpectedData, "the checkpoint is missing")
    }
    guard isOurs else { return nil }
    let installed = try answers[2].map { try ($0.text(0), $0.bytes(1)) }
    let fits = installed.elementsEqual(models.map { ($0.name, $0.sha256) }, by: { $0.0 == $1.0 && $0.1 == $1.1 })
    guard fits, try checkpoint.optionalInt64(1) == Int64(unroller.version) else {
      throw ReadModelError(
        .definitionsDiffer, "The book's tables were made by other definitions than this program's. Run the newest esep, or type: esep rebuild")
    }
    try refuseOtherHistory(checkpoint)
    return (try checkpoint.int64(0), try head.int64(0), try checkpoint.bool(4))
  }

  /// - Parameter checkpoint: a row of `Self.checkpoint`.
  private func refuseOtherHistory(_ checkpoint: Row) throws {
    guard try checkpoint.bool(3) else { return }
    let position = try checkpoint.int64(2)
    throw ReadModelError(
      .historyChanged,
      "The read models were made from the log as it was signed at position \(position), and the book no longer has that signature: the history up to "
        + "\(position) may have been exchanged. Nothing more is folded. To find out where, type: esep verify",
      position: position)
  }

  /// Adds a range to read models, writes down which, and moves the checkpoint, in one round trip.
  private func foldModels(after: Int64, through: Int64, _ folds: [ModelFold], _ session: Session) throws {
    let range: [Parameter] = [.int64(after), .int64(through)]
    let settings = through - after <= Self.smallRange ? Self.settingsForFew : Self.settingsForMany
    do {
      _ = try session.pipeline(
        [(settings, [])] + folds.map { ($0.statement, range) } + [
          // Of what is told by its kind, whether anything was added; of the rest, that it may have been.
          ("UPDATE read_model SET changed_at = $1 WHERE name = ANY($2)", [.int64(through), .textArray(folds.map(\.model.name))]),
          (
            "UPDATE checkpoint SET position = $1, entries_version = $2, folded_at = now(), \(Self.root(upTo: "$1"))",
            [.int64(through), .int32(unroller.version)]
          ),
          ("DELETE FROM halt", []),
        ])
    } catch let error as PostgresError where error.isAboutData {
      guard let failed = folds.first(where: { $0.statement == error.statement }) else { throw error }
      throw FoldFailure(failed.model, after, through, error)
    }
  }

  /// Adds a range of positions to a table of a read model.
  /// - Throws: `FoldFailure` when the definition cannot take the range.
  func fold(_ model: Definition, into table: String, entries: String = "entry", after: Int64, through: Int64, _ session: Session) throws {
    do {
      try session.query(model.fold(into: table, entries: entries), [.int64(after), .int64(through)])
    } catch let error as PostgresError where error.isAboutData {
      throw FoldFailure(model, after, through, error)
    }
  }

  /// How far the tables reach, by which rules, from which signed checkpoint; whether that one is gone or says something else now; and whether a newer
  /// one vouches for them.
  private static let checkpoint = """
    SELECT position, entries_version, root_position,
           root IS DISTINCT FROM (SELECT signed.root FROM signed_checkpoint AS signed WHERE signed.size = root_position),
           root_position IS DISTINCT FROM (SELECT max(size) FROM signed_checkpoint WHERE size <= position)
    FROM checkpoint
    """

  /// For an UPDATE of `checkpoint`: remembers the newest signed checkpoint that is not beyond a position.
  static func root(upTo position: String) -> String {
    "(root_position, root) = (SELECT size, root FROM signed_checkpoint WHERE size <= \(position) ORDER BY size DESC LIMIT 1)"
  }

  /// Two chunks never fold at once in a book; the number is of the book's schema.
  static let lockKey = "hashtextextended('esep fold ' || current_schema(), 0)"

  /// Events up to which planning would take longer than folding.
  private static let smallRange: Int64 = 2_000

  /// A few events: one plan, made once, that reaches them by the primary key whatever the tables' size was when it was made.
  private static let settingsForFew = """
    SELECT set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_generic_plan', true), \
    set_config('enable_seqscan', 'off', true)
    """

  /// Memory for aggregates that must not spill and plans made for the very range.
  private static let settingsForMany = """
    SELECT set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)
    """

  /// The same for the transactions of a rebuild.
  static func settings(_ session: Session) throws { try session.query(settingsForMany) }
}

/// Events that a file cannot take, before it is known which one it is.
struct FoldFailure: Error {
  /// The event, once it is known.
  let position: Int64?
  /// Where it is.
  let range: ClosedRange<Int64>
  /// The definition's file, or `unroll`.
  let file: String
  let reason: String

  init(position: Int64?, range: ClosedRange<Int64>, file: String, reason: String) {
    (self.position, self.range, self.file, self.reason) = (position, range, file, reason)
  }

  /// A range that a definition cannot take.
  init(_ model: Definition, _ after: Int64, _ through: Int64, _ error: PostgresError) {
    self.init(position: through == after + 1 ? through : nil, range: after + 1...through, file: model.file, reason: "\(error)")
  }

  /// The failure as callers see it.
  func error(type: String? = nil) -> ReadModelError {
    let kind = type.map { " (\($0))" } ?? ""
    let events = position.map { "Event \($0)\(kind)" } ?? "One of the events \(range.lowerBound) to \(range.upperBound)"
    return ReadModelError(.halted, "\(events) cannot be folded by \(file): \(reason)", position: position, file: file)
  }
}

extension PostgresError {
  /// Whether trying again cannot help: the data or the statement is at fault (SQLSTATE classes 21, 22, 23, 42, 0A, P0), not the server's state.
  var isAboutData: Bool {
    code == .server && ["21", "22", "23", "42", "0A", "P0"].contains(String((sqlState ?? "").prefix(2)))
  }
}
