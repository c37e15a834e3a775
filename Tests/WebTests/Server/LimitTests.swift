import Foundation
import Postgres
import SignIn
import Testing

@testable import Web

/// What the server does not put up with: too large, too slow, too many.
@Suite struct LimitTests {
  private static let form = [("Content-Type", "application/x-www-form-urlencoded")]

  @Test("A form that is too large is refused, by what it says and by what comes")
  func tooLarge() async throws {
    try await ServerUnderTest.with(settings: { $0.bodyBytesMax = 1_000 }) { server in
      let large = [UInt8](repeating: UInt8(ascii: "a"), count: 5_000)
      let answer = try await HTTPClient.ask("POST", "/sign-in", port: server.port, headers: Self.form, body: large)
      #expect(answer.status == 413)
      let chunks = try await server.sendRaw(
        "POST /sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "1388\r\n" + String(repeating: "a", count: 5_000) + "\r\n0\r\n\r\n")
      #expect(chunks.hasPrefix("HTTP/1.1 413"))
    }
  }

  @Test("A file that is larger than the server takes is refused before it has come whole")
  func largeFile() async throws {
    try await ServerUnderTest.with(settings: { ($0.uploadBytesMax, $0.bodyBytesMax) = (10_000, 1_000) }) { server in
      let clerk = try await server.browser([.clerk])
      let body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + String(repeating: "a;b\n", count: 2_700)
        + "\r\n--b--\r\n"
      let answer = try await clerk.ask(
        "POST", "/clerk/import", headers: [("Content-Type", "multipart/form-data; boundary=b")], body: Array(body.utf8))
      #expect(answer.status == 413)
      let left = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path).filter {
        $0.hasPrefix("esep-upload-")
      }
      #expect(left.isEmpty)
    }
  }

  @Test("A head that never ends costs its sender the connection", .timeLimit(.minutes(1)))
  func slowHead() async throws {
    try await ServerUnderTest.with(settings: { $0.idleSecondsMax = 1 }) { server in
      let began = ContinuousClock.now
      let answer = try await server.sendSlowly("GET /sign-in HTTP/1.1\r\nHost: a\r\nX-Slow: ", then: "a", everyMilliseconds: 200)
      #expect(answer.isEmpty)
      #expect(ContinuousClock.now - began < .seconds(10))
    }
  }

  @Test("A form that trickles in is cut off, and nobody else waits", .timeLimit(.minutes(1)))
  func slowBody() async throws {
    try await ServerUnderTest.with(settings: { $0.requestSecondsMax = 1 }) { server in
      let began = ContinuousClock.now
      let head = "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3000\r\n\r\nname="
      let answer = try await server.sendSlowly(head, then: "a", everyMilliseconds: 100)
      #expect(answer.hasPrefix("HTTP/1.1 408") || answer.isEmpty)
      #expect(ContinuousClock.now - began < .seconds(10))
      #expect(try await server.stranger().get("/sign-in").status == 200)
    }
  }

  @Test("An answer that takes too long is given up, and says so")
  func slowAnswer() async throws {
    let slow = PageRoute.get("/slow", .everybody) { _ in
      try await Task.sleep(for: .seconds(60))
      return .notFound("")
    }
    try await ServerUnderTest.with(pages: [slow], settings: { $0.answerSecondsMax = 1 }) { server in
      let answer = try await server.stranger().get("/slow")
      #expect(answer.status == 503 && answer["retry-after"] == "10" && answer.text.contains("It takes too long"))
    }
  }

  @Test("Who comes when all hands are full is told to come again; probes are answered")
  func tooMany() async throws {
    let slow = PageRoute.get("/slow", .everybody) { _ in
      try await Task.sleep(for: .seconds(3))
      return .notFound("")
    }
    try await ServerUnderTest.with(pages: [slow], settings: { $0.requestsMax = 2 }) { server in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<2 { group.addTask { try await server.stranger().get("/slow").status } }
        try await Task.sleep(for: .seconds(1))
        let refused = try await server.stranger().get("/sign-in")
        #expect(refused.status == 503 && refused["retry-after"] == "2" && refused.text.contains("The server is busy"))
        #expect(refused["content-security-policy"]?.contains("default-src 'none'") == true)
        #expect(try await server.stranger().get("/health/live").status == 200)
        let program = try await server.stranger().get("/api/v1/reports")
        #expect(program.status == 503 && program["content-type"] == "application/problem+json")
        for try await status in group { #expect(status == 404) }
      }
      #expect(try await server.stranger().get("/sign-in").status == 200)
    }
  }
}

extension ServerUnderTest {
  /// Sends bytes as they are.
  func sendRaw(_ text: String) async throws -> String {
    let port = port
    let bytes = try await withOwnThread {
      let connection = try RawConnection(port: port)
      defer { connection.close() }
      connection.send(text)
      return connection.readAll()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Sends a beginning, then a little again and again until the other side has had enough, or for twenty seconds.
  /// - Returns: what came back.
  func sendSlowly(_ beginning: String, then piece: String, everyMilliseconds pause: UInt32) async throws -> String {
    let port = port
    let bytes = try await withOwnThread {
      let connection = try RawConnection(port: port)
      defer { connection.close() }
      connection.send(beginning)
      let deadline = ContinuousClock.now + .seconds(20)
      while ContinuousClock.now < deadline, connection.send(Array(piece.utf8)) { usleep(pause * 1_000) }
      return connection.readAll()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
