import EventLog

/// What a bookkeeper needs of the log. One implementation shares the log with other writers, another keeps everything in one
/// transaction that can be rolled back; deciding is the same for both.
public protocol BookLog: Sendable {
  /// Appends commits in their order; one outcome each. A refused commit leaves its neighbours alone.
  func append(contentsOf commits: [Commit]) async throws -> [Outcome]
  /// The position of the newest event; 0 in an empty book.
  func head() async throws -> Int64
  /// All events of the given streams, by stream and version.
  func events(ofStreams streams: [String]) async throws -> [RecordedEvent]
  /// The first two events and the last of each given stream, by stream and version: all that a batch of goods needs.
  func edgeEvents(ofStreams streams: [String]) async throws -> [RecordedEvent]
  /// Events after a position, in order, at most that many.
  func events(after position: Int64, limit: Int) async throws -> [RecordedEvent]
  /// The streams of all batches of the given products.
  func batchStreams(ofProducts products: [String]) async throws -> [String]
  /// Personal data kept for the given producers.
  func persons(ids: [String]) async throws -> [PersonRecord]
}
