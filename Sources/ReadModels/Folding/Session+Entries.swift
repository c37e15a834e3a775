import EventLog
import Postgres

extension Session {
  /// Unrolls the events of a range. Bounded by the range's length: about a kilobyte an event is held.
  /// - Throws: `FoldFailure` with the event that does not unroll.
  func unroll(after: Int64, through: Int64, _ unroller: Unroller, into rows: inout EntryRows) throws {
    rows.removeAll()
    try forEachEventBytes(after: after, through: through) { event in
      do {
        try rows.append(event, unroller)
      } catch {
        throw FoldFailure(position: event.position, range: event.position...event.position, file: "unroll", reason: "\(error)")
      }
    }
  }

  /// Unrolls the events of a range and copies their entries into a table, piece by piece, so that memory stays bounded whatever the range.
  /// - Returns: what there was.
  /// - Throws: `FoldFailure` with the event that does not unroll.
  @discardableResult
  func copyEntries(after: Int64, through: Int64, _ unroller: Unroller, into table: String = "entry") throws -> Novelty {
    var (rows, news) = (EntryRows(), Novelty())
    var position = after
    while position < through {
      let end = min(position + Self.eventsInPiece, through)
      try unroll(after: position, through: end, unroller, into: &rows)
      try copyEntries(rows, into: table)
      news.formUnion(rows.news)
      position = end
    }
    return news
  }

  /// Some megabytes of rows: enough that starting a COPY costs nothing beside it.
  private static let eventsInPiece: Int64 = 5_000

  /// Copies rows into a table of entries.
  private func copyEntries(_ rows: borrowing EntryRows, into table: String) throws {
    guard !rows.starts.isEmpty else { return }
    let bytes = rows.bytes
    try copyIn("COPY \(table.quoted) (\(EntryRows.columns)) FROM STDIN (FORMAT binary)") { writer in
      EntryRows.header.withUnsafeBytes { writer.raw($0) }
      // In pieces, so that the writer's buffer stays small too.
      var start = 0
      while start < bytes.count {
        let end = min(start + 1 << 16, bytes.count)
        writer.raw(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        start = end
      }
      EntryRows.trailer.withUnsafeBytes { writer.raw($0) }
    }
  }

  /// How far entries and read models reach.
  func foldedPosition() throws -> Int64 {
    guard let row = try query("SELECT position FROM checkpoint").first else { throw PostgresError(.unexpectedData, "the checkpoint is missing") }
    return try row.int64(0)
  }
}
