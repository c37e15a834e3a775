public import Postgres

/// A book's log written beside others: appends by group commit, reads from a pool of its own.
public final class SharedLog: WritableLog {
  private let appender: Appender
  private let pool: Pool

  /// The log of the book that the options' search path names, as its writer. Connects when first used.
  /// - Parameter readers: how many connections read at once at most.
  public init(options: ConnectionOptions, readers: Int = 2) {
    appender = Appender(options: options)
    pool = Pool(options, size: readers)
  }

  /// Finishes what was handed in and closes all connections.
  public func close() async {
    await appender.close()
    await pool.close()
  }

  /// See `WritableLog`. Durable when it returns.
  public func append(inOrder commits: [Commit]) async throws -> [Outcome] { try await appender.append(inOrder: commits) }

  /// See `WritableLog`.
  public func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T { try await pool.withSession(body) }
}
