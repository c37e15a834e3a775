public import Postgres
public import Transparency

/// A signed checkpoint as the database keeps it: everybody may read it, and only its signature makes it true.
public struct StoredCheckpoint: Sendable, Hashable {
  /// How many events it covers.
  public var size: Int64
  /// The root beside the note; the note says it too, and only that is signed.
  public var root: TreeHash
  /// The signed note (C2SP signed-note, tlog-checkpoint), with the lines of witnesses behind ours.
  public var note: String
  /// When it was signed, in microseconds since 1970 UTC, by our clock; not part of what is signed.
  public var signedAt: Int64

  /// A checkpoint from its parts.
  public init(size: Int64, root: TreeHash, note: String, signedAt: Int64) {
    self.size = size
    self.root = root
    self.note = note
    self.signedAt = signedAt
  }
}

extension Session {
  private static let checkpointColumns = """
    size, root, note || coalesce((SELECT string_agg(line || E'\\n', '' ORDER BY name, key_id) FROM cosignature WHERE cosignature.size = saved.size), ''),
    signed_at
    """

  /// The signed checkpoints beyond a size, smallest first, at most `limit`.
  public func signedCheckpoints(after size: Int64, limit: Int) throws -> [StoredCheckpoint] {
    try checkpoints("WHERE size > $1 ORDER BY size LIMIT $2", [.int64(size), .int64(Int64(limit))])
  }

  /// The newest signed checkpoint up to a size; nil when there is none.
  public func newestCheckpoint(upTo size: Int64 = .max) throws -> StoredCheckpoint? {
    try checkpoints("WHERE size <= $1 ORDER BY size DESC LIMIT 1", [.int64(size)]).first
  }

  /// The newest checkpoint that covers a position and that witnesses have countersigned, else the newest that covers it; nil when none does.
  ///
  /// Checkpoints come every second, countersignatures now and then: the newest would hardly ever have one.
  public func bestCheckpoint(covering position: Int64) throws -> StoredCheckpoint? {
    let witnessed = "WHERE size = (SELECT max(size) FROM cosignature WHERE size >= $1)"
    return try checkpoints(witnessed, [.int64(position)]).first
      ?? checkpoints("WHERE size >= $1 ORDER BY size DESC LIMIT 1", [.int64(position)]).first
  }

  private func checkpoints(_ rest: String, _ parameters: [Parameter]) throws -> [StoredCheckpoint] {
    try query("SELECT \(Self.checkpointColumns) FROM signed_checkpoint AS saved \(rest)", parameters).map { row in
      guard let root = TreeHash(bytes: try row.bytes(1)) else {
        throw NotaryError(.treeDamaged, "The root of signed checkpoint \(try row.int64(0)) is not 32 bytes long. Type: esep verify")
      }
      return StoredCheckpoint(size: try row.int64(0), root: root, note: try row.text(2), signedAt: try row.microseconds(3))
    }
  }
}
