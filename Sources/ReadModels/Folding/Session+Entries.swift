import EventLog
import Postgres

extension Session {
  /// Unrolls the events of a range. Bounded by the range's length: about a kilobyte an event is held.
  /// - Throws: `FoldFailure` with the event that does not unroll.
  func unrolled(after: Int64, through: Int64, _ unroller: Unroller) throws -> EntryRows {
    var rows = EntryRows()
    try forEachEvent(after: after, through: through) { event in
      do {
        rows.append(try unroller.unroll(event), of: event)
      } catch {
        throw FoldFailure(position: event.position, range: event.position...event.position, file: "unroll", reason: "\(error)")
      }
    }
    return rows
  }

  /// Copies rows into a table of entries.
  func copyEntries(_ rows: EntryRows, into table: String = "entry") throws {
    guard !rows.starts.isEmpty else { return }
    try copyIn("COPY \(table.quoted) (\(EntryRows.columns)) FROM STDIN (FORMAT binary)") { writer in
      EntryRows.header.withUnsafeBytes { writer.raw($0) }
      // In pieces, so that the writer's buffer stays small too.
      rows.bytes.withUnsafeBytes { bytes in
        var start = 0
        while start < bytes.count {
          let end = min(start + 1 << 16, bytes.count)
          writer.raw(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
          start = end
        }
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
