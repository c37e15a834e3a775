import Postgres
import TestSupport
import Testing

@testable import SignIn

@Suite("How sessions end")
struct SessionEndTests {
  @Test("A session that is used lives on; unused it ends after the idle time, and used or not at its limit")
  func expiry() async throws {
    try await TestAccounts.with(idleHours: 2, hoursMax: 10) { test in
      let text = try await test.signIn().token.text
      // Each time asked as another process, which has nothing in mind.
      func isOpen() async throws -> Bool {
        test.others.known.forget()
        return try await test.others.identity(ofSession: text) != nil
      }
      for _ in 0..<5 {
        try await test.sql("UPDATE sign_in_session SET seen_at = now() - interval '119 minutes'")
        #expect(try await isOpen())
        #expect(try await test.sql("SELECT (seen_at > now() - interval '1 minute')::text FROM sign_in_session") == [["true"]])
      }
      try await test.sql("UPDATE sign_in_session SET created_at = now() - interval '599 minutes'")
      #expect(try await isOpen())
      try await test.sql("UPDATE sign_in_session SET created_at = now() - interval '601 minutes'")
      #expect(try await !isOpen())
      try await test.sql("UPDATE sign_in_session SET created_at = now(), seen_at = now() - interval '121 minutes'")
      #expect(try await !isOpen())
      #expect(try await test.accounts.sessions(of: "aizada").isEmpty)
      try await test.accounts.sweep()
      #expect(try await test.sql("SELECT count(*)::text FROM sign_in_session") == [["0"]])
    }
  }

  @Test("Reading writes down at most once a minute that a session is used")
  func seen() async throws {
    try await TestAccounts.with { test in
      let text = try await test.signIn().token.text
      let before = try await test.sql("SELECT seen_at::text FROM sign_in_session")
      for _ in 0..<10 {
        test.accounts.known.forget()
        _ = try await test.accounts.identity(ofSession: text)
      }
      #expect(try await test.sql("SELECT seen_at::text FROM sign_in_session") == before)
    }
  }

  @Test("Signing out, ending one, ending all, a new password, being disabled: each counts at once")
  func ends() async throws {
    try await TestAccounts.with { test in
      let accounts = test.accounts
      func open() async throws -> String {
        let text = try await test.signIn().token.text
        #expect(try await accounts.identity(ofSession: text) != nil)
        return text
      }
      let out = try await open()
      try await accounts.endSession(out)
      #expect(try await accounts.identity(ofSession: out) == nil)

      let (one, other) = (try await open(), try await open())
      let infos = try await accounts.sessions(of: "aizada", current: one)
      #expect(infos.count == 2 && infos.filter(\.isCurrent).count == 1)
      let id = try #require(infos.first { !$0.isCurrent }?.id)
      #expect(try await thrown(SignInProblem.self) { try await accounts.endSession(id, of: "bermet", by: "bermet") } == .unknown)
      try await accounts.endSession(id, of: "aizada", by: "aizada")
      #expect(try await accounts.identity(ofSession: other) == nil)
      #expect(try await accounts.identity(ofSession: one) != nil)

      try await accounts.endAllSessions(of: "aizada", by: "admin")
      #expect(try await accounts.identity(ofSession: one) == nil)

      let old = try await open()
      try await accounts.setPassword(of: "aizada", to: TestAccounts.password, by: "aizada")
      #expect(try await accounts.identity(ofSession: old) == nil)

      let last = try await open()
      try await accounts.setDisabled(true, of: "aizada", by: "admin")
      #expect(try await accounts.identity(ofSession: last) == nil)
      try await accounts.setDisabled(false, of: "aizada", by: "admin")
      #expect(try await accounts.identity(ofSession: last) == nil, "taken back in, she signs in anew")
    }
  }

  @Test("What another process ends or changes counts within seconds")
  func elsewhere() async throws {
    try await TestAccounts.with { test in
      let text = try await test.signIn().token.text
      #expect(try await test.accounts.identity(ofSession: text)?.roles == [.accountant])
      try await test.others.setRoles(of: "aizada", to: [.manager, .auditor], by: "admin")
      try await eventually(seconds: 30) { try await test.accounts.identity(ofSession: text)?.roles == [.manager, .auditor] }
      try await test.others.endSession(text)
      try await eventually(seconds: 30) { try await test.accounts.identity(ofSession: text) == nil }
    }
  }

  @Test("What was looked up before a session ended is not kept after it")
  func race() {
    let cache = IdentityCache()
    let identity = Identity(name: "aizada", roles: [.clerk], kind: .session)
    let generation = cache.generation
    cache.forget()
    cache.keep(identity, for: [1], generation: generation)
    #expect(cache.identity([1], .session) == nil)
    cache.keep(identity, for: [1], generation: cache.generation)
    #expect(cache.identity([1], .session) == identity)
  }

  @Test("Whoever signs in while her password changes has no session under the old one")
  func signingInMeanwhile() async throws {
    try await TestAccounts.with { test in
      let accounts = test.accounts
      for round in 0..<8 {
        let (old, new) = round.isMultiple(of: 2) ? (TestAccounts.password, "another password") : ("another password", TestAccounts.password)
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<4 { group.addTask { _ = try? await accounts.signIn(name: "aizada", password: old, address: "192.0.2.\(round)") } }
          group.addTask { try? await accounts.setPassword(of: "aizada", to: new, by: "aizada") }
        }
        #expect(try await accounts.sessions(of: "aizada").isEmpty, "round \(round)")
        // Failures of this round are no matter of the next.
        _ = try await accounts.signIn(name: "aizada", password: new, address: "192.0.2.\(round)")
        try await accounts.endAllSessions(of: "aizada", by: "aizada")
      }
    }
  }
}
