import Exchange
import Notary
import Postgres
import Transparency

extension Session {
  /// Rows that are fetched at a time.
  private static let rowsInPiece = 5_000

  /// Writes every commit up to a position, one a line; together they have every event, once.
  /// - Throws: `BundleProblem` when a commit is missing, or goes beyond the position.
  func writeCommits(through end: Int64, to file: HashedFile) throws {
    try transaction(.readOnlySnapshot) {
      try query(
        """
        DECLARE commits NO SCROLL CURSOR FOR SELECT key, fingerprint, first_position, events FROM "commit" WHERE first_position <= $1
        ORDER BY first_position
        """, [.int64(end)])
      var due: Int64 = 1
      while true {
        let rows = try query("FETCH \(Self.rowsInPiece) FROM commits")
        for row in rows {
          let line = CommitLine(firstPosition: try row.int64(2), events: try row.int64(3), key: try row.text(0), fingerprint: try row.bytes(1))
          guard line.firstPosition == due else { throw BundleProblem("No commit brought the event at position \(due). Type: esep verify") }
          due += line.events
          try line.text.withUnsafeBytes { try file.write($0, isLine: true) }
        }
        guard rows.count == Self.rowsInPiece else { break }
      }
      guard due == end + 1 else { throw BundleProblem("Checkpoint \(end) ends in the middle of a commit, which no signing does. Type: esep verify") }
    }
  }

  /// Writes every signed checkpoint up to a size, one a line.
  func writeCheckpoints(through end: Int64, to file: HashedFile) throws {
    var size: Int64 = 0
    while true {
      let page = try signedCheckpoints(after: size, limit: 1_000).filter { $0.size <= end }
      for checkpoint in page {
        let line = CheckpointLine(note: checkpoint.note, signedAt: TimeText.utc(checkpoint.signedAt), size: checkpoint.size)
        try line.text.withUnsafeBytes { try file.write($0, isLine: true) }
        size = checkpoint.size
      }
      guard !page.isEmpty else { return }
    }
  }
}
