public import Postgres

/// The events of a book after a position, and those to come, in lists as they arrive. Ends only with its task or with an error.
///
/// Never skips: positions are dense and become visible in order, so what comes after the last one seen is all there is, and each
/// list is checked for it. Looks every `pollMilliseconds`, and at once when the appender's notification comes; a lost
/// notification therefore only costs time.
/// Survives a lost connection, `attemptsMax` times in a row.
public struct LogTail: AsyncSequence, Sendable {
  /// One or more events, in order.
  public typealias Element = [RecordedEvent]

  private let options: ConnectionOptions
  private let after: Int64
  private let limits: TailLimits

  /// The events after a position (0 for all), read with the options' role and search path.
  public init(options: ConnectionOptions, after: Int64, limits: TailLimits = TailLimits()) {
    self.options = options
    self.after = after
    self.limits = limits
  }

  /// Each iterator has a connection of its own, opened when the first events are asked for.
  public func makeAsyncIterator() -> Iterator { Iterator(options: options, position: after, limits: limits) }

  /// Reads on from where it is.
  public struct Iterator: AsyncIteratorProtocol {
    private let options: ConnectionOptions
    private let limits: TailLimits
    private var position: Int64
    private var connection: Connection?

    fileprivate init(options: ConnectionOptions, position: Int64, limits: TailLimits) {
      self.options = options
      self.position = position
      self.limits = limits
    }

    /// The next events: waits until there are some.
    /// - Throws: `CancellationError`, or `PostgresError` when the connection does not come back; `LogError.unexpected` if the log has a hole.
    public mutating func next() async throws -> [RecordedEvent]? {
      var failures = 0
      while true {
        try Task.checkCancellation()
        do {
          let events = try await read()
          failures = 0
          guard let last = events.last else { continue }
          guard zip(events, (position + 1)...).allSatisfy({ $0.position == $1 }) else {
            throw LogError(.unexpected, "The log has a hole after position \(position). Type: esep verify")
          }
          position = last.position
          return events
        } catch let error as PostgresError where error.code == .cannotConnect || error.code == .connectionLost {
          failures += 1
          guard failures < limits.attemptsMax else { throw error }
          connection = nil
          try await Task.sleep(for: .milliseconds(limits.pauseMilliseconds * failures))
        } catch let error as PostgresError where error.code == .cancelled {
          throw CancellationError()
        }
      }
    }

    /// What is there, or what comes within a polling interval.
    private mutating func read() async throws -> [RecordedEvent] {
      let (position, limits) = (position, limits)
      return try await listening().run { session in
        let events = try session.events(after: position, limit: limits.eventsMax)
        guard events.isEmpty else { return events }
        _ = try session.waitForNotifications(timeoutMilliseconds: limits.pollMilliseconds)
        return try session.events(after: position, limit: limits.eventsMax)
      }
    }

    private mutating func listening() async throws -> Connection {
      if let connection, !connection.isBroken { return connection }
      let new = try await Connection.open(options)
      if let schema = options.searchPath, let book = try? Book(named: schema) {
        try await new.run { try $0.execute("LISTEN \(book.notificationChannel)") }
      }
      connection = new
      return new
    }
  }
}

/// The bounds of a tail. Times are in milliseconds.
public struct TailLimits: Sendable, Hashable {
  /// Events in one list.
  public var eventsMax = 1_000
  /// How long to wait for a notification before looking without one.
  public var pollMilliseconds = 500
  /// Connections lost in a row before the tail gives up.
  public var attemptsMax = 10
  /// The pause after the first loss; it grows by itself with each further one.
  public var pauseMilliseconds = 100

  /// The defaults.
  public init() {}
}
