public import Postgres

/// A book's log inside one transaction: nothing is for good until `keep()`; `discard()` leaves no trace.
///
/// For dry runs and for imports that are taken whole or not at all, in constant memory. Other writers wait from the first
/// append until the end, because positions have no holes; readers do not.
public final class TransactionLog: WritableLog {
  private let connection: Connection

  /// Begins the transaction on a connection of its own.
  /// - Parameter options: of a writer, with the book as search path.
  public init(options: ConnectionOptions) async throws {
    connection = try await Connection.open(options)
    // Each statement sees the newest committed log until our own first append locks its head.
    try await connection.run { try $0.execute("BEGIN ISOLATION LEVEL READ COMMITTED") }
  }

  /// Commits everything at once.
  public func keep() async throws {
    try await connection.run { try $0.execute("COMMIT") }
    await connection.close()
  }

  /// Rolls everything back.
  public func discard() async { await connection.close() }

  /// See `WritableLog`. Nothing is durable before `keep()`.
  public func append(inOrder commits: [Commit]) async throws -> [Outcome] { try await read { try $0.append(inOrder: commits) } }

  /// See `WritableLog`.
  public func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T { try await connection.run(body) }
}
