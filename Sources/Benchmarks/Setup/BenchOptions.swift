/// How large and how often.
public struct BenchOptions: Sendable {
  /// Events of the works that go through a whole log.
  public var events = 1_000_000
  /// Rounds that count; one more warms up.
  public var runs = 3
  /// How long a work that goes on for a time goes on.
  public var seconds = 5.0
  /// Whether other systems are measured too.
  public var measuresPeers = false
  /// The directory of message-db's SQL files, `database` in its repository.
  public var messageDB: String?
  /// The file with pgledger's SQL.
  public var pgledger: String?

  /// The defaults.
  public init() {}
}

/// A measurement that could not be made, or came to a wrong outcome.
public struct BenchError: Error, CustomStringConvertible {
  /// What, where, why, and what to do next.
  public let description: String

  /// An error with its message.
  public init(_ description: String) { self.description = description }
}
