public import Postgres

/// What it takes to record: reading what a decision depends on, and appending what it came to.
///
/// `SharedLog` writes beside others, each batch for good; `TransactionLog` keeps everything in one transaction until it is
/// said whether to keep it. Whoever decides does not see the difference.
public protocol WritableLog: Sendable {
  /// Appends commits that build on one another, in their order: after one that is not appended, none is.
  ///
  /// A version is only a number: were a commit refused and the next one appended, the next could find the version it counts on made
  /// by somebody else's event, and state what was never true.
  /// - Returns: outcomes of the first commits, at least one; commits beyond were not appended and are to be decided anew.
  func append(inOrder commits: [Commit]) async throws -> [Outcome]
  /// Lends a session that sees everything appended so far.
  func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T
}

extension WritableLog {
  /// The position of the newest event; 0 in an empty book.
  public func headPosition() async throws -> Int64 { try await read { try $0.head().position } }

  /// All events of the given streams, in order of position.
  public func events(ofStreams streams: [String]) async throws -> [RecordedEvent] { try await read { try $0.events(ofStreams: streams) } }

  /// The first two events and the last of each given stream, in order of position: all that a batch of goods needs.
  public func edgeEvents(ofStreams streams: [String]) async throws -> [RecordedEvent] {
    try await read { try $0.edgeEvents(ofStreams: streams) }
  }

  /// Events after a position, in order, at most that many.
  public func events(after position: Int64, limit: Int) async throws -> [RecordedEvent] {
    try await read { try $0.events(after: position, limit: limit) }
  }

  /// The streams of all batches of the given products.
  public func batchStreams(ofProducts products: [String]) async throws -> [String] {
    try await read { try $0.batchStreams(ofProducts: products) }
  }

  /// Personal data kept under the given ids.
  public func persons(ids: [String]) async throws -> [PersonRecord] { try await read { try $0.persons(ids: ids) } }
}
