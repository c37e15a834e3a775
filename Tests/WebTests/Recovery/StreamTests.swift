import Ledger
import Postgres
import SignIn
import Synchronization
import Testing

@testable import Web

/// What tells an open page that there are new figures.
@Suite struct StreamTests {
  @Test("A page hears of a new position within seconds, and the server's end ends the stream in order", .timeLimit(.minutes(1)))
  func hears() async throws {
    let listener = Listener()
    try await ServerUnderTest.with { server in
      let clerk = try await server.browser([.clerk])
      let cookies = await clerk.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
      listener.listen(port: server.port, cookies: cookies)
      #expect(try await HealthTests.eventually { listener.text.contains("data: 0\n") })
      let community = EnrolCommunity(community: .init("TAL"), name: "Талды-Суу", oblast: "Ысык-Көл", date: CalendarDate(daysSince1970: 19_723))
      _ = try await server.desk.record([.enrolCommunity(community)], by: "test")
      #expect(try await HealthTests.eventually { listener.text.contains("data: 1\n") })
    }
    #expect(try await HealthTests.eventually { listener.text.hasSuffix("0\r\n\r\n") })
  }

  @Test("Strangers hear nothing")
  func strangers() async throws {
    try await ServerUnderTest.with { server in
      let status = try await server.stranger().get("/events").status
      #expect(status == 403)
    }
  }
}

/// Keeps what a stream of events says.
private final class Listener: Sendable {
  private let heard = Mutex("")

  /// What came so far.
  var text: String { heard.withLock { $0 } }

  /// Listens on a thread of its own until the stream ends.
  func listen(port: Int, cookies: String) {
    Task { [self] in
      try await withOwnThread { [self] in
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        connection.send("GET /events HTTP/1.1\r\nHost: a\r\nCookie: \(cookies)\r\nConnection: close\r\n\r\n")
        while true {
          let piece = connection.readSome()
          if piece.isEmpty { return }
          heard.withLock { $0 += String(decoding: piece, as: UTF8.self) }
        }
      }
    }
  }
}
