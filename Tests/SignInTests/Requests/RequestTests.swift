import Postgres
import Synchronization
import TestSupport
import Testing

@testable import SignIn

@Suite("What two persons decide")
struct RequestTests {
  private struct Failed: Error {}

  private func request(_ test: TestAccounts, by actor: String = "aizada") async throws -> PendingRequest {
    try await test.accounts.request(kind: "reopen-period", subject: "2024-03", reason: "a late statement", by: actor)
  }

  @Test("Who asks cannot agree, another can, once")
  func agreement() async throws {
    try await TestAccounts.with { test in
      let asked = try await request(test)
      #expect(try await test.others.openRequests(kind: "reopen-period") == [asked])
      #expect(try await test.others.openRequests(kind: "something-else").isEmpty)
      let own = try await thrown(SignInProblem.self) {
        try await test.accounts.approve(asked.id, by: "aizada") { _ in Issue.record("carried out without a second person") }
      }
      #expect(own == .samePerson)
      let done = Mutex<[PendingRequest]>([])
      try await test.accounts.approve(asked.id, by: "bermet") { request in done.withLock { $0.append(request) } }
      #expect(done.withLock { $0 } == [asked])
      #expect(try await test.accounts.openRequests().isEmpty)
      let again = try await thrown(SignInProblem.self) {
        try await test.accounts.approve(asked.id, by: "chinara") { _ in Issue.record("carried out twice") }
      }
      #expect(again == .unknown)
      #expect(try await test.sql("SELECT decided_by, outcome FROM sign_in_request") == [["bermet", "approved"]])
    }
  }

  @Test("What cannot be carried out stays open")
  func failure() async throws {
    try await TestAccounts.with { test in
      let asked = try await request(test)
      try await thrown(Failed.self) { try await test.accounts.approve(asked.id, by: "bermet") { _ in throw Failed() } }
      #expect(try await test.accounts.openRequests() == [asked])
    }
  }

  @Test("The same is asked for once at a time; taken back, it can be asked for again")
  func once() async throws {
    try await TestAccounts.with { test in
      let asked = try await request(test)
      #expect(try await thrown(SignInProblem.self) { try await request(test, by: "bermet") } == .taken)
      try await test.accounts.cancel(asked.id, by: "aizada")
      #expect(try await thrown(SignInProblem.self) { try await test.accounts.cancel(asked.id, by: "aizada") } == .unknown)
      let next = try await request(test, by: "bermet")
      #expect(next.id != asked.id && next.requestedBy == "bermet")
      let changes = try await test.accounts.journal(rowsMax: 10).filter { $0.subject == "reopen-period 2024-03" }
      #expect(changes.map(\.action) == [.requested, .cancelled, .requested])
      #expect(changes.map(\.actor) == ["bermet", "aizada", "aizada"] && changes[2].detail == asked.reason)
    }
  }
}
