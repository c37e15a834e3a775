import SignIn
import Testing

@testable import Web

@Suite("Forms that another site sends")
struct ForgeryTests {
  private func with(_ body: @escaping @Sendable (ServerUnderTest, Browser, String) async throws -> Void) async throws {
    try await ServerUnderTest.with { server in
      let admin = try await server.browser([.admin])
      let page = try await admin.get("/admin/users")
      try await body(server, admin, try #require(Browser.hidden(in: page.text).first { $0.0 == "csrf" }?.1))
    }
  }

  private static let fields = [("name", "bermet"), ("role-clerk", "on"), ("password", "long enough 1")]

  @Test("Without the session's token, with none, another's, or a piece of it, nothing is done")
  func token() async throws {
    try await with { server, admin, csrf in
      let other = try await server.browser([.clerk])
      let foreign = try #require(Browser.hidden(in: try await other.get("/account").text).first { $0.0 == "csrf" }?.1)
      #expect(foreign != csrf)
      for value in [nil, "", foreign, String(csrf.dropLast()), csrf + "A", csrf.uppercased() + "x"] {
        let answer = try await admin.post("/admin/users", Self.fields + (value.map { [("csrf", $0)] } ?? []))
        #expect(answer.status == 403, "\(value ?? "none")")
      }
      #expect(try await server.accounts.users().map(\.name) == ["admin", "clerk"])
      #expect(try await admin.post("/admin/users", Self.fields + [("csrf", csrf)]).status == 303)
      #expect(try await server.accounts.users().map(\.name) == ["admin", "bermet", "clerk"])
    }
  }

  @Test("Even with the token, a form that the browser says comes from elsewhere is refused")
  func origin() async throws {
    try await with { server, admin, csrf in
      for header in [
        ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null"),
        ("Origin", "http://127.0.0.1:1"),
      ] {
        let answer = try await admin.post("/admin/users", Self.fields + [("csrf", csrf)], headers: [header])
        #expect(answer.status == 403, "\(header)")
      }
      #expect(try await server.accounts.users().count == 1)
      let own = [("Origin", "http://127.0.0.1:\(server.port)"), ("Sec-Fetch-Site", "same-origin")]
      #expect(try await admin.post("/admin/users", Self.fields + [("csrf", csrf)], headers: own).status == 303)
    }
  }

  @Test("Nobody is signed in from another site")
  func signingIn() async throws {
    try await with { server, _, _ in
      let answer = try await server.stranger().post(
        "/sign-in", [("name", "admin"), ("password", "correct horse admin")], headers: [("Sec-Fetch-Site", "cross-site")])
      #expect(answer.status == 403 && answer.all("set-cookie").isEmpty)
    }
  }

  @Test("What changes something is never had by reading, and reading changes nothing")
  func methods() async throws {
    try await with { server, admin, csrf in
      for path in ["/account/password", "/account/sessions/end", "/admin/tokens/revoke", "/sign-out"] {
        let status = try await admin.get(path + "?csrf=\(csrf)").status
        #expect([404, 405].contains(status), "\(path)")
      }
      let status = try await admin.get("/account").status
      #expect(status == 200)
    }
  }

  @Test("Frames, scripts and types are closed on every answer", arguments: ["/sign-in", "/nowhere", "/account", "/assets/esep.css", "/health/live"])
  func headers(path: String) async throws {
    try await with { server, _, _ in
      let answer = try await server.stranger().get(path)
      let policy = answer["content-security-policy"] ?? ""
      #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
      #expect(answer["x-content-type-options"] == "nosniff" && answer["server"] == nil)
    }
  }
}
