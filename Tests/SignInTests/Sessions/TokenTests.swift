import Crypto
import Foundation
import Postgres
import TestSupport
import Testing

@testable import SignIn

@Suite("Tokens and cookies")
struct TokenTests {
  @Test("A token opens what its roles allow until it is taken back")
  func life() async throws {
    try await TestAccounts.with { test in
      let token = try await test.accounts.addToken(name: "till-3", roles: [.clerk], by: "admin")
      let identity = try #require(try await test.accounts.identity(ofToken: token.text))
      #expect(identity == Identity(name: "till-3", roles: [.clerk], kind: .token))
      #expect(try await test.accounts.identity(ofSession: token.text) == nil, "a token is no cookie")
      #expect(try await test.others.identity(ofSession: token.text) == nil)
      #expect(try await test.accounts.tokens().map(\.name) == ["till-3"])
      try await test.accounts.revokeToken(name: "till-3", by: "admin")
      #expect(try await test.accounts.identity(ofToken: token.text) == nil)
      #expect(try await thrown(SignInProblem.self) { try await test.accounts.revokeToken(name: "till-3", by: "admin") } == .unknown)
    }
  }

  @Test("A session's cookie is no token")
  func cookie() async throws {
    try await TestAccounts.with { test in
      let text = try await test.signIn().token.text
      #expect(try await test.others.identity(ofToken: text) == nil)
      #expect(try await test.accounts.identity(ofSession: text) != nil)
      #expect(try await test.accounts.identity(ofToken: text) == nil, "not even when it is known already")
    }
  }

  @Test("The name of a program whose token was taken back stays its own: a user of that name would be another in the same log")
  func revokedName() async throws {
    try await TestAccounts.with { test in
      _ = try await test.accounts.addToken(name: "till-3", roles: [.clerk], by: "admin")
      try await test.accounts.revokeToken(name: "till-3", by: "admin")
      let user = try await thrown(SignInProblem.self) {
        try await test.accounts.addUser(name: "till-3", roles: [.clerk], password: TestAccounts.password, by: "admin")
      }
      #expect(user == .taken)
      _ = try await test.accounts.addToken(name: "till-3", roles: [.clerk], by: "admin")
    }
  }

  @Test("One name is one actor: no token is called as a user, no user as a token")
  func names() async throws {
    try await TestAccounts.with { test in
      func problem(_ name: String, _ roles: Set<Role>) async throws -> SignInProblem {
        try await thrown(SignInProblem.self) { try await test.accounts.addToken(name: name, roles: roles, by: "admin") }
      }
      _ = try await test.accounts.addToken(name: "till-3", roles: [.clerk], by: "admin")
      #expect(try await problem("aizada", [.clerk]) == .taken)
      #expect(try await problem("till-3", [.clerk]) == .taken)
      #expect(try await problem("Till", [.clerk]) == .badName)
      #expect(try await problem("till-4", []) == .noRole)
      let user = try await thrown(SignInProblem.self) {
        try await test.accounts.addUser(name: "till-3", roles: [.clerk], password: TestAccounts.password, by: "admin")
      }
      #expect(user == .taken)
    }
  }

  @Test(
    "What is presented is looked up only when it can be a token",
    arguments: ["", "x", "' OR 1=1 --", String(repeating: "A", count: 44), String(repeating: "é", count: 43)])
  func presented(_ text: String) { #expect(SecretToken(presented: text) == nil) }

  @Test("A token is 256 bits of chance, and only its SHA-256 is kept")
  func kept() async throws {
    let tokens = (0..<1000).map { _ in SecretToken.random() }
    #expect(Set(tokens.map(\.text)).count == 1000)
    #expect(tokens.allSatisfy { SecretToken(presented: $0.text)?.sha256 == $0.sha256 && $0.text.utf8.count == 43 })
    try await TestAccounts.with { test in
      let (session, token) = (try await test.signIn().token, try await test.accounts.addToken(name: "till-3", roles: [.clerk], by: "admin"))
      func hex(_ token: SecretToken) -> String { SHA256.hash(data: Data(token.text.utf8)).map { String(format: "%02x", $0) }.joined() }
      #expect(
        try await test.sql("SELECT encode(sha256, 'hex') FROM sign_in_session UNION ALL SELECT encode(sha256, 'hex') FROM sign_in_token") == [
          [hex(session)], [hex(token)],
        ])
      let everything = try await test.sql(
        "SELECT s::text FROM sign_in_session s UNION ALL SELECT t::text FROM sign_in_token t UNION ALL SELECT j::text FROM sign_in_journal j")
      #expect(!everything.joined().contains { $0.contains(session.text) || $0.contains(token.text) })
    }
  }
}
