import Postgres
import SignIn
import Testing

@testable import Web

/// Pages that say what went wrong, and nothing of what is inside.
@Suite struct ErrorPageTests {
  @Test("A fault of ours is told with the request's number and nothing from inside")
  func leaksNothing() async throws {
    let secret = "SELECT secret FROM person WHERE name = 'Aizada'"
    let fault = PageRoute.get("/fault", .everybody) { _ in throw PostgresError(.server, secret) }
    try await ServerUnderTest.with(pages: [fault]) { server in
      let answer = try await server.stranger().get("/fault?q=Aizada")
      #expect(answer.status == 500)
      #expect(
        !answer.text.contains("SELECT") && !answer.text.contains("Postgres") && !answer.text.contains("Aizada") && !answer.text.contains(".swift"))
      #expect(answer.text.contains(try #require(answer["x-request-id"])))
      #expect(answer["cache-control"] == "no-store")
    }
  }

  @Test("What is not there, what is not for sending, and what cannot be read each have a page in the reader's language")
  func pages() async throws {
    try await ServerUnderTest.with { server in
      let missing = try await server.stranger().get("/nothing/here", headers: [("Accept-Language", "ru")])
      #expect(missing.status == 404 && missing.text.contains("lang=\"ru\""))
      let wrong = try await server.stranger().post("/health/live", [])
      #expect([404, 405].contains(wrong.status))
      let method = try await server.browser([.manager]).post("/reports", [])
      #expect(method.status == 405 && method["allow"] == "GET, HEAD")
      let bad = try await server.browser([.manager]).get("/reports?from=yesterday")
      #expect(bad.status == 400 && bad.text.contains("cannot be understood"))
      let nul = try await server.browser([.manager]).get("/reports?from=%00")
      #expect(nul.status == 400)
    }
  }

  @Test("A stranger is asked to sign in and then comes to where she wanted; who may not is told so")
  func access() async throws {
    try await ServerUnderTest.with { server in
      let answer = try await server.stranger().get("/reports?by=year")
      #expect(answer.status == 303 || answer.status == 307 || answer.status == 302)
      #expect(answer["location"] == "/sign-in?then=%2Freports%3Fby%3Dyear")
      let refused = try await server.browser([.clerk]).get("/log")
      #expect(refused.status == 403 && refused.text.contains("not open to you"))
    }
  }

  @Test("Every answer carries the headers that keep a browser in check")
  func headers() async throws {
    try await ServerUnderTest.with { server in
      for path in ["/sign-in", "/nothing", "/health/live", "/api/v1/nothing", "/metrics"] {
        let answer = try await server.stranger().get(path)
        #expect(answer["content-security-policy"]?.contains("script-src 'self'") == true, "\(path)")
        #expect(answer["x-content-type-options"] == "nosniff", "\(path)")
        #expect(answer["server"] == nil, "\(path)")
      }
    }
  }
}
