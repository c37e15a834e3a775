import EventLog
public import Postgres

/// Keeps a book's entries and read models up to its log. Any number of workers may serve a book; one folds at a time.
///
/// A poison event is never skipped: the book halts before it, says so in table `halt`, and the worker throws `ReadModelError.halted`.
/// Once the program or the definition is put right, folding goes on from there by itself and the row in `halt` goes.
public actor Worker {
  private let options: ConnectionOptions
  private let limits: FoldLimits
  private let folding: Folding
  private let folded: (@Sendable () -> Void)?
  /// How far following has come.
  private var followed: Int64?
  private var connection: Connection?
  /// Whether that connection hears of news.
  private var isListening = false
  /// Fewer events a transaction than allowed, while a poison event is being found.
  private var chunk: Int64

  /// A worker for the book whose owner's options these are.
  /// - Parameter folded: called after each step of following that took something in; it must not wait.
  public init(
    options: ConnectionOptions, catalogue: Catalogue, unroller: Unroller = .ledger, limits: FoldLimits = FoldLimits(),
    folded: (@Sendable () -> Void)? = nil
  ) {
    (self.options, self.limits, self.folded) = (options, limits, folded)
    folding = Folding(models: catalogue.models, unroller: unroller)
    chunk = limits.chunkEventsMax
  }

  /// Folds up to a position, or as far as the log goes now; where another worker is at it, waits for that one.
  /// - Returns: how far the book is folded.
  /// - Throws: `ReadModelError.halted`, `.definitionsDiffer`, `.historyChanged`, `.timedOut`; `PostgresError`.
  @discardableResult
  public func catchUp(to position: Int64? = nil) async throws -> Int64 {
    let target = if let position { position } else { try await withSession { try $0.head().position } }
    let deadline = ContinuousClock.now + .milliseconds(limits.waitMilliseconds)
    var latest: Int64 = -1
    while true {
      switch try await step(target: target) {
      case .reached(let reached, _) where reached >= target: return reached
      case .reached(let reached, _):
        // The log does not go that far yet, so there is nothing to do but wait.
        if reached == latest { try await pause(until: deadline, target) }
        latest = reached
      case .busy:
        let reached = try await withSession { try $0.foldedPosition() }
        if reached >= target { return reached }
        try await pause(until: deadline, target)
      }
    }
  }

  /// Folds whatever comes, until its task is cancelled. Outlives lost connections and restarts of the server.
  /// - Throws: `ReadModelError.halted`, `.definitionsDiffer` or `.historyChanged`, after which only a person can help; `CancellationError`.
  public func follow() async throws {
    var failures = 0
    while true {
      try Task.checkCancellation()
      do {
        // Listening comes before looking, so that nothing can come unheard in between.
        try await listen()
        let isAtEnd = try await foldWhatIsThere()
        failures = 0
        let pause = isAtEnd ? limits.pollMilliseconds : limits.pauseMilliseconds
        _ = try await withSession { try $0.waitForNotifications(timeoutMilliseconds: pause) }
      } catch let error as PostgresError {
        guard error.code != .cancelled else { throw CancellationError() }
        let doublings = min(failures, 16)
        failures += 1
        try await Task.sleep(for: .milliseconds(min(limits.retryPauseMilliseconds << doublings, limits.retryPauseMillisecondsMax)))
      }
    }
  }

  /// Steps until the log's end.
  /// - Returns: false when another worker is at it.
  private func foldWhatIsThere() async throws -> Bool {
    while true {
      try Task.checkCancellation()
      guard case .reached(let position, let head) = try await step(target: .max) else { return false }
      if position != followed { folded?() }
      followed = position
      if position >= head { return true }
    }
  }

  /// Asks the server for the appenders' notifications, once a connection.
  private func listen() async throws {
    guard let channel = options.searchPath.flatMap({ try? Book(named: $0) })?.notificationChannel else { return }
    if isListening, connection?.isBroken == false { return }
    try await withSession { try $0.execute("LISTEN \(channel)") }
    isListening = true
  }

  /// Gives the connection back. The worker can be used again.
  public func close() async {
    let old = connection
    connection = nil
    await old?.close()
  }

  /// One transaction. After one that a definition could not take, half as many events, until the event is alone and has a name.
  private func step(target: Int64) async throws -> Folding.Step {
    let folding = folding
    while true {
      let chunk = chunk
      do {
        let step = try await withSession { try folding.step($0, chunk: chunk, target: target) }
        // After a way round trouble, back to full size; the doubling keeps the search for a poison event logarithmic.
        if case .reached = step { self.chunk = min(chunk * 2, limits.chunkEventsMax) }
        return step
      } catch let failure as FoldFailure {
        let folded = try await withSession { try $0.foldedPosition() }
        if let position = failure.position {
          if position == folded + 1 { throw try await halt(failure, at: position) }
          // Beyond it already: another worker, with a newer program, has taken the event in meanwhile.
          self.chunk = max(1, position - folded - 1)
        } else {
          self.chunk = max(1, (failure.range.upperBound - folded) / 2)
        }
      }
    }
  }

  /// Writes down where the book stands still and why.
  private func halt(_ failure: FoldFailure, at position: Int64) async throws -> ReadModelError {
    try await withSession { session in
      let type = try session.query("SELECT type FROM event WHERE position = $1", [.int64(position)]).first?.text(0)
      let error = failure.error(type: type)
      try session.query(
        """
        INSERT INTO halt (position, file, message, halted_at) VALUES ($1, $2, $3, now())
        ON CONFLICT (only_row) DO UPDATE
        SET position = excluded.position, file = excluded.file, message = excluded.message, halted_at = excluded.halted_at
        """, [.int64(position), .text(failure.file), .text(error.message)])
      return error
    }
  }

  private func pause(until deadline: ContinuousClock.Instant, _ target: Int64) async throws {
    guard ContinuousClock.now < deadline else {
      throw ReadModelError(.timedOut, "Position \(target) was not folded within \(limits.waitMilliseconds) ms.")
    }
    try await Task.sleep(for: .milliseconds(limits.pauseMilliseconds))
  }

  private func withSession<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    let open: Connection
    if let connection, !connection.isBroken {
      open = connection
    } else {
      open = try await Connection.open(options)
      (connection, isListening) = (open, false)
    }
    return try await open.run(body)
  }
}
