import EventLog
import Postgres

extension BenchBook {
  /// Puts a history into the log.
  /// - Returns: its last position.
  func restore(events count: Int) async throws -> Int64 {
    try await with(.owner) { session in
      var history = History(events: count)
      return try session.restore { history.next() }
    }
  }

  /// What makes the program work on this book.
  var arguments: [String] {
    ["--book", book.name, "--database", "postgresql://\(login.user)@/\(login.database)?host=\(login.host)"]
  }
}
