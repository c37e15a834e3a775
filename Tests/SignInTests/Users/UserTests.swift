import Postgres
import TestSupport
import Testing

@testable import SignIn

@Suite("Keeping users")
struct UserTests {
  @Test("Names, passwords and roles that will not do are refused, and nothing is kept of them")
  func refused() async throws {
    try await TestAccounts.with { test in
      let cases: [(String, Set<Role>, String, SignInProblem)] = [
        ("a", [.clerk], TestAccounts.password, .badName), (String(repeating: "a", count: 41), [.clerk], TestAccounts.password, .badName),
        ("Bermet", [.clerk], TestAccounts.password, .badName), ("бермет", [.clerk], TestAccounts.password, .badName),
        ("ber met", [.clerk], TestAccounts.password, .badName), ("<b>", [.clerk], TestAccounts.password, .badName),
        ("bermet", [.clerk], "123456789", .badPassword), ("bermet", [.clerk], String(repeating: "x", count: 201), .badPassword),
        ("bermet-asanova", [.clerk], "bermet-asanova", .badPassword), ("bermet", [], TestAccounts.password, .noRole),
        ("aizada", [.clerk], TestAccounts.password, .taken),
      ]
      for (name, roles, password, expected) in cases {
        let problem = try await thrown(SignInProblem.self) {
          try await test.accounts.addUser(name: name, roles: roles, password: password, by: "admin")
        }
        #expect(problem == expected, "\(name)")
      }
      #expect(try await test.accounts.users().map(\.name) == ["aizada"])
      #expect(try await test.accounts.users().first?.roles == [.accountant])
    }
  }

  @Test("Another password is the only one from then on")
  func password() async throws {
    try await TestAccounts.with { test in
      try await test.accounts.setPassword(of: "aizada", to: "жаңы сырсөз 2025", by: "admin")
      #expect(try await thrown(SignInProblem.self) { try await test.signIn() } == .wrong)
      _ = try await test.accounts.signIn(name: "aizada", password: "жаңы сырсөз 2025", address: "192.0.2.1")
      try await test.accounts.prove(name: "aizada", password: "жаңы сырсөз 2025", address: "192.0.2.1")
      #expect(try await test.accounts.sessions(of: "aizada").count == 1, "proving opens none")
      #expect(
        try await thrown(SignInProblem.self) { try await test.accounts.setPassword(of: "nobody", to: TestAccounts.password, by: "admin") } == .unknown
      )
    }
  }

  @Test("Other roles count at once, in sessions that are open too")
  func roles() async throws {
    try await TestAccounts.with { test in
      let text = try await test.signIn().token.text
      _ = try await test.accounts.identity(ofSession: text)
      try await test.accounts.setRoles(of: "aizada", to: [.approver], by: "admin")
      #expect(try await test.accounts.identity(ofSession: text)?.roles == [.approver])
      #expect(try await thrown(SignInProblem.self) { try await test.accounts.setRoles(of: "aizada", to: [], by: "admin") } == .noRole)
      // A role that a newer program wrote gives nothing to this one.
      try await test.sql("UPDATE sign_in_user SET roles = '{approver,wizard}'")
      #expect(try await test.others.users().first?.roles == [.approver])
    }
  }

  @Test("The last admin stays one, even when two are taken away at the same moment")
  func lastAdmin() async throws {
    try await TestAccounts.with { test in
      let accounts = test.accounts
      for name in ["admin-1", "admin-2"] {
        try await accounts.addUser(name: name, roles: [.admin], password: TestAccounts.password, by: "console:test")
      }
      await withTaskGroup(of: Void.self) { group in
        group.addTask { try? await accounts.setDisabled(true, of: "admin-1", by: "admin-2") }
        group.addTask { try? await accounts.setRoles(of: "admin-2", to: [.clerk], by: "admin-1") }
      }
      let left = try await accounts.users().filter { $0.roles.contains(.admin) && !$0.isDisabled }
      #expect(left.count == 1)
      let name = try #require(left.first?.name)
      #expect(try await thrown(SignInProblem.self) { try await accounts.setDisabled(true, of: name, by: name) } == .lastAdmin)
      #expect(try await thrown(SignInProblem.self) { try await accounts.setRoles(of: name, to: [.clerk], by: name) } == .lastAdmin)
      #expect(try await accounts.users().first { $0.name == name }?.isDisabled == false)
    }
  }

  @Test("Whoever is not there cannot be changed, and the journal says who changed what")
  func journal() async throws {
    try await TestAccounts.with { test in
      let accounts = test.accounts
      #expect(try await thrown(SignInProblem.self) { try await accounts.setDisabled(true, of: "nobody", by: "admin") } == .unknown)
      try await accounts.setRoles(of: "aizada", to: [.clerk, .accountant], by: "admin")
      try await accounts.setDisabled(true, of: "aizada", by: "admin")
      #expect(try await !accounts.hasUsers())
      let journal = try await test.sql("SELECT done_by, action, subject, detail FROM sign_in_journal ORDER BY id")
      #expect(
        journal == [
          ["console:test", "add user", "aizada", "accountant"], ["admin", "set roles", "aizada", "accountant clerk"],
          ["admin", "disable", "aizada", ""],
        ])
    }
  }
}
