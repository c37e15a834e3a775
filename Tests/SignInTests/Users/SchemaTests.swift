import EventLog
import Postgres
import TestSupport
import Testing

@testable import SignIn

@Suite("Who may touch users and sessions")
struct SchemaTests {
  private static let tables = ["sign_in_user", "sign_in_session", "sign_in_token", "sign_in_request", "sign_in_journal"]

  private func isRefused(_ statement: String, _ role: BookRole, _ test: TestAccounts) async throws -> Bool {
    do {
      _ = try await withSession(test.book.options(test.admin, as: role)) { try $0.execute(statement) }
      return false
    } catch let error as PostgresError where error.sqlState == "42501" {
      return true
    }
  }

  @Test("The reader, with which reports and hand-written queries run, sees nothing of them")
  func reader() async throws {
    try await TestAccounts.with { test in
      for table in Self.tables {
        let isRefused = try await isRefused("SELECT FROM \(table)", .reader, test)
        #expect(isRefused, "\(table)")
      }
    }
  }

  @Test("The journal is only added to")
  func journal() async throws {
    try await TestAccounts.with { test in
      for statement in ["UPDATE sign_in_journal SET done_by = 'x'", "DELETE FROM sign_in_journal", "TRUNCATE sign_in_journal"] {
        let isRefused = try await isRefused(statement, .writer, test)
        #expect(isRefused, "\(statement)")
      }
    }
  }

  @Test("The database refuses what the program should never ask for")
  func constraints() async throws {
    try await TestAccounts.with { test in
      for statement in [
        "INSERT INTO sign_in_user (name, roles, password) VALUES ('A<b>', '{clerk}', '')",
        "INSERT INTO sign_in_token (name, sha256, roles, created_by) VALUES ('till', '\\x00', '{clerk}', 'x')",
        "INSERT INTO sign_in_session (sha256, name, address) VALUES (sha256('x'), 'nobody', '')",
        "INSERT INTO sign_in_request (kind, subject, reason, requested_by, decided_by, outcome) VALUES ('k', 's', 'r', 'one', 'one', 'approved')",
      ] {
        let error = try await thrown(PostgresError.self) { try await test.sql(statement) }
        #expect(error.sqlState?.hasPrefix("23") == true, "\(statement)")
      }
    }
  }
}
