import EventLog
import Postgres

extension TestBook {
  /// Ends all of the writer's connections to this book, as a restart of the server would.
  func terminateWriters() async throws { try await terminate(role: .writer) }

  /// Ends the connections that act in a role; they tell by their application's name, which `options` sets.
  func terminate(role: BookRole) async throws {
    let name = applicationName(role)
    _ = try await runAsSuperuser { session in
      try session.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [.text(name)]).count
    }
  }

  /// Ends the writer's connections that wait for the head.
  func terminateWaiting() async throws {
    let name = applicationName(.writer)
    _ = try await runAsSuperuser { session in
      try session.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'", [.text(name)]
      ).count
    }
  }

  func applicationName(_ role: BookRole) -> String { "\(admin.database) \(book) \(role.rawValue)" }
}

/// Lets a value that cannot be copied be used by several tasks.
final class Shared<Value: ~Copyable & Sendable>: Sendable {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
}
