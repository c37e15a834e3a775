import Postgres
import TestSupport
import Testing

@testable import SignIn

@Suite("Signing in")
struct SignInTests {
  @Test("The right password opens a session under a token of its own each time")
  func right() async throws {
    try await TestAccounts.with { test in
      let (one, two) = (try await test.signIn(), try await test.signIn())
      #expect(one.token.text != two.token.text)
      #expect(one.identity.name == "aizada" && one.identity.roles == [.accountant] && one.identity.kind == .session)
      #expect(one.identity.csrfToken != nil && one.identity.csrfToken != two.identity.csrfToken)
      #expect(try await test.accounts.identity(ofSession: one.token.text) == one.identity)
      #expect(try await test.others.identity(ofSession: two.token.text) == two.identity)
    }
  }

  @Test("Whether the name, the password or the access is wrong, nobody is told")
  func wrong() async throws {
    try await TestAccounts.with { test in
      try await test.accounts.addUser(name: "bermet", roles: [.manager], password: TestAccounts.password, by: "console:test")
      try await test.accounts.setDisabled(true, of: "bermet", by: "console:test")
      let tries = [
        ("aizada", "wrong horse battery"), ("aizada", ""), ("aizada", String(repeating: "x", count: 100_000)), ("nobody", TestAccounts.password),
        ("bermet", TestAccounts.password), ("ai zada", TestAccounts.password), ("aizada' OR '1'='1", "x"), ("a\0b", "x"), ("", ""),
      ]
      for (name, password) in tries {
        let problem = try await thrown(SignInProblem.self) {
          try await test.accounts.signIn(name: name, password: password, address: "192.0.2.1")
        }
        #expect(problem == .wrong, "\(name)")
      }
      #expect(try await test.sql("SELECT count(*)::text FROM sign_in_session") == [["0"]])
    }
  }

  @Test("After five wrong passwords even the right one has to wait, elsewhere too; another user does not")
  func limited() async throws {
    try await TestAccounts.with { test in
      try await test.accounts.addUser(name: "bermet", roles: [.manager], password: TestAccounts.password, by: "console:test")
      for number in 0..<5 {
        let problem = try await thrown(SignInProblem.self) {
          try await test.accounts.signIn(name: "aizada", password: "wrong password", address: "192.0.2.\(number)")
        }
        #expect(problem == .wrong)
      }
      let problem = try await thrown(SignInProblem.self) { try await test.signIn(address: "198.51.100.1") }
      #expect(problem == .wait(seconds: 2))
      _ = try await test.accounts.signIn(name: "bermet", password: TestAccounts.password, address: "192.0.2.1")
      test.clock.wait(2)
      _ = try await test.signIn()
    }
  }

  @Test("Many who sign in rightly from one network never wait; who tries many names there does")
  func network() async throws {
    try await TestAccounts.with { test in
      for _ in 0..<40 { _ = try await test.signIn() }
      var problems: [SignInProblem] = []
      for number in 0..<31 {
        problems.append(
          try await thrown(SignInProblem.self) {
            try await test.accounts.signIn(name: "name-\(number)", password: "wrong password", address: "192.0.2.7")
          })
      }
      #expect(problems.prefix(30).allSatisfy { $0 == .wrong })
      #expect(problems.last == .wait(seconds: 2))
    }
  }

  @Test("Tries at the same moment count each")
  func together() async throws {
    try await TestAccounts.with { test in
      let accounts = test.accounts
      let problems = await withTaskGroup(of: SignInProblem?.self) { group in
        for _ in 0..<20 {
          group.addTask {
            do {
              _ = try await accounts.signIn(name: "aizada", password: "wrong password", address: "192.0.2.9")
              return nil
            } catch { return error as? SignInProblem }
          }
        }
        return await group.reduce(into: [SignInProblem?]()) { $0.append($1) }
      }
      #expect(problems.filter { $0 == .wrong }.count == 5)
      #expect(problems.count == 20 && !problems.contains(nil))
    }
  }

  @Test("A password kept with lower cost is kept with the present one after signing in")
  func hashedAnew() async throws {
    try await TestAccounts.with { test in
      let old = try PasswordHash.make(TestAccounts.password, cost: .init(rounds: 1 << 10, blockSize: 4, parallelism: 1)).text
      try await test.sql("UPDATE sign_in_user SET password = '\(old)'")
      let token = try await test.signIn().token
      let kept = try await test.sql("SELECT password FROM sign_in_user")[0][0]
      #expect(PasswordHash(kept)?.cost == TestAccounts.cost)
      #expect(try await test.others.identity(ofSession: token.text) != nil)
      _ = try await test.signIn()
    }
  }
}
