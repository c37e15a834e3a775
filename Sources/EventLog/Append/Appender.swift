public import Postgres
import Synchronization

/// Appends commits to one book by group commit: many callers, one connection, one batch in flight.
///
/// Durable when it answers: a batch is one transaction, and its commit is on disk before any caller in it hears. Several appenders, in
/// several processes, may write to one book; the head's lock puts them in line.
///
/// A cancelled caller stops waiting, but its commit may be on its way already and may still be appended; asking again with the same key tells.
/// Close it when done; an appender that is merely forgotten finishes what it has and then closes by itself.
public final class Appender: Sendable {
  private let core: AppenderCore

  /// An appender for the book that is the options' search path, as its writer. Connects when the first commit comes.
  public init(options: ConnectionOptions, limits: AppenderLimits = AppenderLimits()) {
    core = AppenderCore(options, limits)
    core.start()
  }

  deinit { core.finish() }

  /// Appends a commit and says what became of it.
  /// - Throws: `LogError.invalidCommit`, `.overloaded`, `.closed` or `.unreachable` when nothing was sent; `.outcomeUnknown` when the connection was
  ///   lost and did not come back in time; `PostgresError` when the server refused it; `CancellationError`.
  public func append(_ commit: Commit) async throws -> Outcome {
    try commit.check(core.limits.commit)
    let pending = try await core.enqueue([commit])
    guard let outcome = try await pending.outcomes().first else { throw LogError(.unexpected, "A commit got no outcome.") }
    return outcome
  }

  /// Appends many commits, in order, and says what became of each. Slower callers come in between; each commit is for itself.
  ///
  /// Suspends while the queue is full, so its memory is bounded by the queue's.
  /// - Throws: as `append(_:)`. Commits before and after the one that failed may have been appended: ask again with the same keys.
  public func append(contentsOf commits: [Commit]) async throws -> [Outcome] {
    for commit in commits { try commit.check(core.limits.commit) }
    var pending: [PendingAppend] = []
    for slice in core.limits.bulk.slices(of: commits) { pending.append(try await core.enqueue(slice)) }
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(commits.count)
    for part in pending { outcomes += try await part.outcomes() }
    return outcomes
  }

  /// Appends commits that build on one another, in order: after one that is not appended, none is. See `WritableLog`.
  ///
  /// They go as transactions of their own, without other callers' commits, each with as many as a bulk append queues at once.
  /// - Throws: as `append(_:)`. The first of them may have been appended: ask again with the same keys.
  public func append(inOrder commits: [Commit]) async throws -> [Outcome] {
    for commit in commits { try commit.check(core.limits.commit) }
    var outcomes: [Outcome] = []
    for slice in core.limits.bulk.slices(of: commits) {
      let part = try await core.enqueue(slice, inOrder: true).outcomes()
      outcomes += part
      guard part.count == slice.count, part.allSatisfy(\.isAppended) else { break }
    }
    return outcomes
  }

  /// Takes nothing more, waits until all that was taken has its answer, and closes the connections.
  public func close() async {
    core.finish()
    await core.finished()
  }
}

/// The bounds of an appender. Times are in milliseconds unless their names say otherwise.
public struct AppenderLimits: Sendable, Hashable {
  /// The sizes a commit must keep to.
  public var commit = CommitLimits()
  /// The sizes of queue and batch.
  public var queue = QueueLimits()
  /// How often one batch is sent before its outcome is given up as unknown.
  public var attemptsMax = 8
  /// The pause before the second attempt; it doubles with each further one.
  public var firstPauseMilliseconds = 50
  /// The longest pause.
  public var longestPauseMilliseconds = 2_000
  /// How long the server may take for a batch, waiting for the head's lock included.
  public var batchTimeoutMilliseconds = 60_000
  /// How long an appender that has nothing to do looks for more before it sleeps, in microseconds.
  public var spinMicroseconds = 30
  /// How long a caller who appends alone looks for the answer before they leave it to a thread that sleeps, in microseconds; 0 for not at all.
  public var answerSpinMicroseconds = 400
  /// The least time between two notifications.
  public var notificationPauseMilliseconds = 5

  /// The defaults.
  public init() {}

  /// The slices in which a bulk append queues: small enough that other callers' commits find room beside them in a batch.
  var bulk: BatchLimits {
    var slice = queue.batch
    slice.commitsMax = max(1, min(500, slice.commitsMax, queue.commitsMax / 2))
    slice.eventsMax = max(1, slice.eventsMax / 2)
    slice.bytesMax = max(1, slice.bytesMax / 2)
    return slice
  }
}
