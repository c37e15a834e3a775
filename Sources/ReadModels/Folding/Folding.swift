import EventLog
import Postgres

/// One step of folding: what happens in one transaction. The session is the owner's.
struct Folding {
  let models: [Definition]
  let unroller: Unroller

  enum Step: Equatable {
    /// Now at that position.
    case reached(Int64)
    /// Another worker is at it.
    case busy
  }

  /// Takes entries, every read model and the checkpoint on to the next position together; at most `chunk` events, and not beyond `target`.
  ///
  /// The advisory lock belongs to the transaction: whoever dies frees it at once, and several workers need no agreement beforehand.
  func step(_ session: Session, chunk: Int64, target: Int64) throws -> Step {
    try session.transaction {
      try Self.settings(session)
      guard try session.query("SELECT pg_try_advisory_xact_lock(\(Self.lockKey))").first?.bool(0) == true else { return .busy }
      let position = try checkedPosition(session)
      let end = min(position + chunk, target, try session.head().position)
      guard end > position else { return .reached(position) }
      try session.copyEntries(session.unrolled(after: position, through: end, unroller))
      for model in models { try fold(model, into: model.name, after: position, through: end, session) }
      try session.query("UPDATE checkpoint SET position = $1, entries_version = $2, folded_at = now()", [.int64(end), .int32(unroller.version)])
      try session.execute("DELETE FROM halt")
      return .reached(end)
    }
  }

  /// Where the book stands.
  /// - Throws: `ReadModelError.definitionsDiffer` when its tables were made by other definitions than these.
  func checkedPosition(_ session: Session) throws -> Int64 {
    let rows = try session.query("SELECT position, entries_version FROM checkpoint FOR UPDATE")
    guard let row = rows.first else { throw PostgresError(.unexpectedData, "the checkpoint is missing") }
    let version = try row.optionalInt64(1)
    let installed = try session.query("SELECT name, sha256 FROM read_model ORDER BY name").map { try ($0.text(0), $0.bytes(1)) }
    let isOurs = installed.elementsEqual(models.map { ($0.name, $0.sha256) }, by: { $0.0 == $1.0 && $0.1 == $1.1 })
    guard isOurs, version == Int64(unroller.version) else {
      throw ReadModelError(
        .definitionsDiffer, "The book's tables were made by other definitions than this program's. Run the newest esep, or type: esep rebuild")
    }
    return try row.int64(0)
  }

  /// Adds a range of positions to a table of a read model.
  /// - Throws: `FoldFailure` when the definition cannot take the range.
  func fold(_ model: Definition, into table: String, entries: String = "entry", after: Int64, through: Int64, _ session: Session) throws {
    try add(model, model.fold(into: table, entries: entries), after, through, session)
  }

  /// Puts a range of positions into a table of partial rows.
  /// - Throws: `FoldFailure` when the definition cannot take the range.
  func append(_ model: Definition, into table: String, entries: String, after: Int64, through: Int64, _ session: Session) throws {
    try add(model, model.append(into: table, entries: entries), after, through, session)
  }

  private func add(_ model: Definition, _ statement: String, _ after: Int64, _ through: Int64, _ session: Session) throws {
    do {
      try session.query(statement, [.int64(after), .int64(through)])
    } catch let error as PostgresError where error.isAboutData {
      throw FoldFailure(position: through == after + 1 ? through : nil, range: after + 1...through, file: model.file, reason: "\(error)")
    }
  }

  /// Two chunks never fold at once in a book; the number is of the book's schema.
  static let lockKey = "hashtextextended('esep fold ' || current_schema(), 0)"

  /// Memory for aggregates that must not spill, plans made for the very range, and no JIT, which such short statements never earn back.
  static func settings(_ session: Session) throws {
    try session.execute("SET LOCAL work_mem = '64MB'; SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off")
  }
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
