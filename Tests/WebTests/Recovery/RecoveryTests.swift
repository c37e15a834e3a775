import Foundation
import Postgres
import ReadModels
import SignIn
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Pages while the ground moves: a restart of the database, tables swapped by a rebuild.
@Suite struct RecoveryTests {
  @Test("While the database is away pages say so and come back by themselves; once it is back so are they", .timeLimit(.minutes(2)))
  func databaseRestarts() async throws {
    let home = try TemporaryHome.make()
    let place = try await withOwnThread { try PrivateServer.start(home: home) }
    let running = Mutex<PrivateServer?>(nil)
    try await ServerUnderTest.with(at: place.connectionOptions()) { server in
      let auditor = try await server.browser([.auditor])
      #expect(try await auditor.get("/reports/channel-share").status == 200)
      try await withOwnThread { place.release() }
      let away = try await auditor.get("/reports/channel-share")
      #expect(away.status == 503 && away["refresh"] == "3" && away["retry-after"] == "3")
      #expect(away.text.contains("The database does not answer") && !away.text.contains("socket"))
      let program = try await auditor.get("/api/v1/reports/channel-share")
      #expect(program.status == 503 && program["content-type"] == "application/problem+json")
      #expect(try await HealthTests.eventually { try await auditor.get("/health/ready").status == 503 })
      #expect(try await auditor.get("/health/live").status == 200)
      let again = try await withOwnThread { try PrivateServer.start(home: home) }
      #expect(try await HealthTests.eventually { try await auditor.get("/reports/channel-share").status == 200 })
      #expect(try await HealthTests.eventually { try await auditor.get("/health/ready").status == 200 })
      #expect(try await !auditor.get("/reports").text.contains("does not answer"))
      running.withLock { $0 = again }
    }
    let last = running.withLock { $0 }
    try await withOwnThread { last?.discard() }
  }

  @Test("While a rebuild swaps all tables, no page shows a wrong number", .timeLimit(.minutes(3)))
  func rebuild() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let auditor = try await server.browser([.auditor])
      let paths = ["/reports/channel-share?by=year", "/reports/producer-balance"]
      var before: [String: String] = [:]
      for path in paths { before[path] = Self.figures(try await auditor.get(path).text) }
      #expect(before.values.allSatisfy { $0.contains("<td") })
      let rebuilding = Task {
        for _ in 0..<5 { _ = try await Rebuilder(options: server.desk.owner, catalogue: server.desk.catalogue).rebuild() }
      }
      var looks = 0
      let deadline = ContinuousClock.now + .seconds(60)
      let done = Task {
        _ = try await rebuilding.value
        return true
      }
      while ContinuousClock.now < deadline, looks < 400 {
        for path in paths {
          let answer = try await auditor.get(path)
          #expect(answer.status == 200)
          #expect(Self.figures(answer.text) == before[path])
          looks += 1
        }
      }
      #expect(try await done.value)
      #expect(looks > 20)
    }
  }

  /// The tables of a page.
  private static func figures(_ html: String) -> String {
    html.components(separatedBy: "<tbody>").dropFirst().map { $0.components(separatedBy: "</tbody>")[0] }.joined()
  }
}
