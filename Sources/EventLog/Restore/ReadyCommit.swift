/// A commit as it stands in a book: its key, and its events with everything the log gave them.
public struct ReadyCommit: Sendable, Hashable {
  /// The idempotency key.
  public var key: String
  /// The SHA-256 of the command.
  public var fingerprint: [UInt8]
  /// Its events, at least one, at positions that follow one another.
  public var events: [RecordedEvent]

  /// A commit from its parts.
  public init(key: String, fingerprint: [UInt8], events: [RecordedEvent]) { (self.key, self.fingerprint, self.events) = (key, fingerprint, events) }
}

/// The bounds of a restore.
public struct RestoreLimits: Sendable, Hashable {
  /// Events that are sent before their commits are, and before the versions that could not be judged here are looked up.
  public var chunkEventsMax = 50_000
  /// Streams whose versions are remembered here; others are looked up in the book.
  public var streamsMax = 200_000

  /// The defaults.
  public init() {}
}
