import Foundation
import Postgres
import SignIn
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Programs that record while the database is restarted.
@Suite struct APIRestartTests {
  @Test(
    "While the database is away a program is told so and when to come again; what it sends again under its key is recorded exactly once",
    .timeLimit(.minutes(4)))
  func writersLoop() async throws {
    let home = try TemporaryHome.make()
    let place = try await withOwnThread { try PrivateServer.start(home: home) }
    let running = Mutex<PrivateServer?>(nil)
    try await ServerUnderTest.with(at: place.connectionOptions()) { server in
      let book = try await BookAtWork.filled(server)
      let writing = Task { try await Self.write(book, sales: 150) }
      try await Task.sleep(for: .milliseconds(400))
      try await withOwnThread { place.release() }
      // Away for a while: somebody is told so.
      try await Task.sleep(for: .seconds(2))
      let report = try await book.ask("/reports/channel-share")
      Self.expectAway(report)
      Self.expectAway(try await book.sell("S-away"))
      let again = try await withOwnThread { try PrivateServer.start(home: home) }
      running.withLock { $0 = again }
      let outcome = try await writing.value
      #expect(outcome.acknowledged == 150)
      #expect(outcome.turnedAway > 0)
      #expect(try await HealthTests.eventually { try await book.sell("S-away").status == 200 })
      #expect(try await HealthTests.eventually { try await book.isWell() })
      #expect(try await book.salesInLog() == 151)
      let head = try await book.head()
      #expect(try await book.look() == [head, head])
    }
    let last = running.withLock { $0 }
    try await withOwnThread { last?.discard() }
  }

  /// Sells so many pairs, each until it is acknowledged: sent again under its key as long as the answer is 503.
  private static func write(_ book: BookAtWork, sales: Int) async throws -> (acknowledged: Int, turnedAway: Int) {
    var (acknowledged, turnedAway) = (0, 0)
    for number in 1...sales {
      for attempt in 1...600 {
        let answer = try await book.sell("S-\(number)")
        if answer.status == 200 {
          acknowledged += 1
          break
        }
        expectAway(answer)
        turnedAway += 1
        guard attempt < 600 else { return (acknowledged, turnedAway) }
        try await Task.sleep(for: .milliseconds(50))
      }
      // What was acknowledged may be sent once more.
      if number % 10 == 0 { #expect(try await book.sell("S-\(number)").status == 200) }
    }
    return (acknowledged, turnedAway)
  }

  private static func expectAway(_ answer: HTTPAnswer) {
    #expect(answer.status == 503, "\(answer.status) \(answer.text)")
    #expect(answer["content-type"] == "application/problem+json")
    #expect(answer["retry-after"].flatMap { Int($0) } ?? 0 > 0, "\(answer.text)")
    #expect(!answer.text.contains("socket") && !answer.text.contains("SQLSTATE"))
  }
}
