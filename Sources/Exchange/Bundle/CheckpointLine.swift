import Ledger

/// One line of `checkpoints.jsonl`: a checkpoint as it was signed. Canonical JSON (RFC 8785).
public struct CheckpointLine: Hashable, Sendable {
  /// The signed note, word for word.
  public var note: String
  /// When it was signed by our clock, as YYYY-MM-DDThh:mm:ss.ffffffZ; nobody signed that.
  public var signedAt: String
  /// How many events it covers.
  public var size: Int64

  /// A line from its parts.
  public init(note: String, signedAt: String, size: Int64) { (self.note, self.signedAt, self.size) = (note, signedAt, size) }

  /// The line, without a line feed.
  public var text: [UInt8] {
    CanonicalWriter.object { writer in
      writer.member("note", note)
      writer.member("signed_at", signedAt)
      writer.member("size", size)
    }
  }
}
