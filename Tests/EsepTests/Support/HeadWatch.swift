import Postgres

/// Looks again and again how far a log is, on one connection: an import is over before many are opened.
actor HeadWatch {
  private let database: ConnectionOptions
  private var connection: Connection?

  init(_ database: ConnectionOptions) { self.database = database }

  /// The position of the newest event; 0 while there is no server or no book.
  func head() async -> Int64 {
    do {
      if connection == nil || connection?.isBroken == true { connection = try await Connection.open(database) }
      return try await connection?.run { try $0.query("SELECT position FROM main.head").first?.int64(0) } ?? 0
    } catch {
      return 0
    }
  }

  func close() async { await connection?.close() }
}
