import Postgres

/// Keeping the history of definitions. The session is the owner's, in a transaction.
extension Session {
  /// The hash of the version of each file that counts now.
  func liveDefinitions() throws -> [String: [UInt8]] {
    let rows = try query("SELECT file, sha256 FROM definition_live")
    return try Dictionary(rows.map { try ($0.text(0), $0.bytes(1)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Writes down that these versions count from now on, as far as they do not already.
  /// - Parameter isAll: whether files that are not among them are gone.
  func recordDefinitions(_ files: [DefinitionFile], isAll: Bool) throws {
    let live = try liveDefinitions()
    let changed = Set(files).filter { live[$0.file] != $0.sha256 }.sorted { $0.file < $1.file }
    let gone = isAll ? Set(live.keys).subtracting(files.map(\.file)).sorted() : []
    guard !changed.isEmpty || !gone.isEmpty else { return }
    try query(
      """
      INSERT INTO definition (sha256, file, name, text, first_position, installed_at)
      SELECT new.*, checkpoint.position, clock_timestamp()
      FROM unnest($1, $2, $3, $4) AS new(sha256, file, name, text) CROSS JOIN checkpoint
      ON CONFLICT DO NOTHING
      """, [.bytesArray(changed.map(\.sha256)), .textArray(changed.map(\.file)), .textArray(changed.map(\.name)), .textArray(changed.map(\.text))])
    try query(
      """
      INSERT INTO definition_change (number, file, sha256, position, changed_at)
      SELECT (SELECT coalesce(max(number), 0) FROM definition_change) + new.number, new.file, definition.sha256, checkpoint.position, clock_timestamp()
      FROM unnest($1, $2) WITH ORDINALITY AS new(file, sha256, number)
           LEFT JOIN definition ON definition.sha256 = new.sha256 AND definition.file = new.file
           CROSS JOIN checkpoint
      """,
      // A file that is gone has no version; an empty hash is nobody's.
      [.textArray(changed.map(\.file) + gone), .bytesArray(changed.map(\.sha256) + gone.map { _ in [] })])
  }
}
