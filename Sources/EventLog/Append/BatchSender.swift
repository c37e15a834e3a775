import Postgres

/// Gets a batch to the server and its outcomes back, whatever happens to the connection in between.
///
/// **Why sending the same batch again is no blind retry.** When a connection is lost after the batch was sent, nobody here knows
/// whether it was committed. The batch holds each commit's idempotency key, and the server looks the keys up before anything else,
/// under the same lock as the inserts: what was committed answers `repeated` with its positions and is not appended twice; what was
/// not is decided as if for the first time.
/// A server process that still holds the first copy, unread, harms nothing either: it finds the keys of the second.
struct BatchSender {
  private let options: ConnectionOptions
  private let limits: AppenderLimits
  private var connection: Connection?

  init(_ options: ConnectionOptions, _ limits: AppenderLimits) {
    self.options = options
    self.limits = limits
  }

  mutating func close() async {
    await connection?.close()
    connection = nil
  }

  /// The connection to go on with, opened when there is none.
  /// - Throws: `PostgresError.cannotConnect`.
  mutating func connected() async throws -> Connection {
    if let connection, !connection.isBroken { return connection }
    await close()
    let new = try await Connection.open(options)
    connection = new
    return new
  }

  /// One result a commit, in order, after the first attempt failed with an error, if there was one.
  mutating func send(_ commits: [Commit], after failure: (any Error)?) async -> [Result<Outcome, any Error>] {
    do {
      return try await deliver(commits, after: failure).map { .success($0) }
    } catch let error as PostgresError where commits.count > 1 && error.isAboutData {
      // One of them holds what the server will not take, such as a payload that is no JSON, and took the whole transaction down. Nothing was
      // appended; alone, each gets the answer it deserves.
      var results: [Result<Outcome, any Error>] = []
      for commit in commits {
        do { results.append(.success(try await deliver([commit])[0])) } catch { results.append(.failure(error)) }
      }
      return results
    } catch {
      return commits.map { _ in .failure(error) }
    }
  }

  /// Commits that build on one another, in one transaction: the outcomes of those up to the first refused.
  mutating func send(inOrder commits: [Commit], after failure: (any Error)?) async -> Result<[Outcome], any Error> {
    do { return .success(try await deliver(commits, inOrder: true, after: failure)) } catch { return .failure(error) }
  }

  /// Sends until there is an answer, at most `attemptsMax` times, an attempt that has failed already included. Always the careful way.
  private mutating func deliver(_ commits: [Commit], inOrder: Bool = false, after failure: (any Error)? = nil) async throws -> [Outcome] {
    var mayHaveBeenCommitted = false
    var pause = limits.firstPauseMilliseconds
    var failure = failure
    for attempt in 1...max(1, limits.attemptsMax) {
      if attempt > 1 {
        try? await Task.sleep(for: .milliseconds(pause))
        pause = min(pause * 2, limits.longestPauseMilliseconds)
      }
      do {
        if let first = failure.take() { throw first }
        let connection = try await connected()
        return try await connection.run(timeoutMilliseconds: limits.batchTimeoutMilliseconds) { session in
          inOrder ? try session.transaction { try session.append(inOrder: commits) } : try session.appendBatch(commits)
        }
      } catch let error as PostgresError where error.isWorthAnotherAttempt {
        mayHaveBeenCommitted = mayHaveBeenCommitted || error.leavesOutcomeOpen
        await close()
      } catch let error as PostgresError where mayHaveBeenCommitted && !error.isAboutData {
        throw outcomeUnknown("then the server refused to look: \(error)")
      }
    }
    if mayHaveBeenCommitted { throw outcomeUnknown("\(limits.attemptsMax) attempts did not find out whether the commit was appended") }
    throw LogError(.unreachable, "The database could not be reached in \(limits.attemptsMax) attempts (\(options)); nothing was appended.")
  }

  private func outcomeUnknown(_ what: String) -> LogError {
    LogError(
      .outcomeUnknown,
      "The connection to the database was lost while a commit was under way, and \(what). Ask again with the same key: it is appended once at most.")
  }
}

extension PostgresError {
  /// Classes 22 (data), 23 (integrity), 54 (limits) and P0 (raised) are a statement's own fault; others concern the server.
  fileprivate var isAboutData: Bool {
    guard code == .server, let sqlState else { return false }
    return ["22", "23", "54", "P0"].contains { sqlState.hasPrefix($0) }
  }

  /// Lost or refused connections, time-outs, and transactions the server gave up for its own reasons (class 40, no connection slots).
  fileprivate var isWorthAnotherAttempt: Bool {
    switch code {
    case .cannotConnect, .connectionLost, .timedOut: true
    case .server: sqlState.map { $0.hasPrefix("40") || $0.hasPrefix("53300") } ?? false
    case .cancelled, .poolExhausted, .unexpectedData: false
    }
  }

  fileprivate var leavesOutcomeOpen: Bool { code == .connectionLost || code == .timedOut }
}
