import Ledger
import Postgres
import SignIn
import Testing

@testable import Web

/// What probes, measures and banners say, and that all comes right again by itself.
@Suite struct HealthTests {
  /// Asks until it is so, for ten seconds at most.
  static func eventually(_ isSo: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<100 {
      if try await isSo() { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  @Test("Probes and measures need no signing in and name nobody")
  func probes() async throws {
    try await ServerUnderTest.with { server in
      let stranger = server.stranger()
      #expect(try await stranger.get("/health/live").text == "ok\n")
      #expect(try await Self.eventually { try await stranger.get("/health/ready").status == 200 })
      #expect(try await stranger.get("/health/ready").text.contains("\"lag\":0"))
      _ = try await server.browser([.auditor], name: "aizada")
      try await stranger.get("/reports/secret-name")
      let measures = try await stranger.get("/metrics").text
      #expect(measures.contains("esep_http_requests_total{route=\"/health/ready\",method=\"GET\",status=\"200\"}"))
      #expect(measures.contains("esep_folded_position ") && measures.contains("esep_http_request_seconds_bucket{le=\"+Inf\"}"))
      #expect(!measures.contains("aizada") && !measures.contains("secret-name"))
    }
  }

  @Test("When an event cannot be folded, every page says as of when its figures are; when it can again, the notice goes")
  func halt() async throws {
    try await ServerUnderTest.with(folds: false) { server in
      let auditor = try await server.browser([.auditor])
      let owner = try await Connection.open(server.desk.owner)
      try await owner.run { try $0.execute("INSERT INTO halt (position, file, message, halted_at) VALUES (7, 'balance', 'x', now())") }
      #expect(try await Self.eventually { try await auditor.get("/reports").text.contains("Event 7 cannot be taken in (balance)") })
      #expect(try await auditor.get("/health/ready").status == 503)
      try await owner.run { try $0.execute("DELETE FROM halt") }
      #expect(try await Self.eventually { try await !auditor.get("/reports").text.contains("cannot be taken in") })
      await owner.close()
    }
  }

  @Test("When nobody folds, pages say how far reports are behind")
  func behind() async throws {
    try await ServerUnderTest.with(folds: false) { server in
      let auditor = try await server.browser([.auditor])
      let command = Command.enrolCommunity(
        EnrolCommunity(community: .init("KERBEN"), name: "Кербен", oblast: "Ысык-Көл", date: CalendarDate(daysSince1970: 19_723)))
      _ = try await server.desk.record([command], by: "test")
      #expect(try await Self.eventually { try await auditor.get("/reports").text.contains("Reports are behind: 0 of 1") })
      #expect(try await auditor.get("/health/ready").status == 503)
    }
  }
}
