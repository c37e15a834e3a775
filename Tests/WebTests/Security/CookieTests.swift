import SignIn
import Testing

@testable import Web

@Suite("Cookies and sessions")
struct CookieTests {
  private static let password = "correct horse battery"

  private func with(
    settings: (inout WebSettings) -> Void = { _ in }, _ body: @escaping @Sendable (ServerUnderTest, Browser) async throws -> Void
  ) async throws {
    try await ServerUnderTest.with(settings: settings) { server in
      try await server.accounts.addUser(name: "aizada", roles: [.manager], password: Self.password, by: "test")
      try await body(server, server.stranger())
    }
  }

  @Test("The session's cookie is out of reach for scripts and for other sites", arguments: [false, true])
  func flags(hasTLS: Bool) async throws {
    try await with(settings: { $0.hasTLS = hasTLS }) { _, browser in
      let answer = try await browser.signIn("aizada", Self.password)
      #expect(answer.status == 303)
      let cookie = try #require(answer.all("set-cookie").first { $0.contains("esep") })
      let attributes = Set(cookie.split(separator: ";").dropFirst().map { $0.drop { $0 == " " } })
      #expect(attributes == Set(["Path=/", "HttpOnly", "SameSite=Lax"] + (hasTLS ? ["Secure"] : [])))
      #expect(cookie.hasPrefix(hasTLS ? "__Host-esep=" : "esep-session="))
      if hasTLS { #expect(answer["strict-transport-security"] != nil) }
    }
  }

  @Test("A cookie that somebody planted opens nothing, before or after signing in")
  func fixation() async throws {
    try await with { server, browser in
      let planted = SecretToken.random().text
      await browser.set(cookie: "esep-session", planted)
      #expect(try await browser.get("/account").status == 303)
      try await browser.signIn("aizada", Self.password)
      let own = try #require(await browser.cookies["esep-session"])
      #expect(own != planted)
      let attacker = server.stranger()
      await attacker.set(cookie: "esep-session", planted)
      #expect(try await attacker.get("/account").status == 303)
      #expect(try await browser.get("/account").status == 200)
    }
  }

  @Test("Signing in again ends the session before; signing out ends it for whoever kept the cookie")
  func replaced() async throws {
    try await with { server, browser in
      try await browser.signIn("aizada", Self.password)
      let first = try #require(await browser.cookies["esep-session"])
      try await browser.signIn("aizada", Self.password)
      let second = try #require(await browser.cookies["esep-session"])
      let thief = server.stranger()
      await thief.set(cookie: "esep-session", first)
      #expect(try await thief.get("/account").status == 303)
      await thief.set(cookie: "esep-session", second)
      #expect(try await thief.get("/account").status == 200)
      try await browser.get("/account")
      let out = try await browser.send("/sign-out", [])
      #expect(out.status == 303 && out["location"] == "/sign-in")
      #expect(await browser.cookies["esep-session"] == nil)
      #expect(try await thief.get("/account").status == 303)
    }
  }

  @Test("A cookie is no token of the API's, nor a token a cookie")
  func mixedUp() async throws {
    try await with { server, browser in
      try await browser.signIn("aizada", Self.password)
      let cookie = try #require(await browser.cookies["esep-session"])
      let token = try await server.accounts.addToken(name: "till-1", roles: [.manager], by: "test").text
      let other = server.stranger()
      #expect(try await other.get("/api/v1/reports", headers: [("Authorization", "Bearer \(cookie)")]).status == 401)
      #expect(try await other.get("/api/v1/reports", headers: [("Authorization", "Bearer \(token)")]).status == 200)
      #expect(try await other.get("/account", headers: [("Authorization", "Bearer \(token)")]).status == 303)
      await other.set(cookie: "esep-session", token)
      #expect(try await other.get("/account").status == 303)
    }
  }

  @Test("Tries with wrong passwords have to wait, and say nothing of which names there are")
  func limited() async throws {
    try await with { _, browser in
      var answers: [String] = []
      for name in ["aizada", "nobody"] {
        try await browser.get("/sign-in")
        let answer = try await browser.send("/sign-in", [("name", name), ("password", "wrong password")])
        #expect(answer.status == 422 && answer.all("set-cookie").allSatisfy { !$0.contains("esep") })
        answers.append(answer.text.components(separatedBy: "<main").last?.replacingOccurrences(of: name, with: "NAME") ?? "")
      }
      func text(_ html: String) -> String { html.components(separatedBy: "<input type=\"hidden\"").map { $0.drop { $0 != ">" } }.joined() }
      #expect(text(answers[0]) == text(answers[1]))
      var last: HTTPAnswer?
      for _ in 0..<12 {
        try await browser.get("/sign-in")
        last = try await browser.send("/sign-in", [("name", "aizada"), ("password", "wrong password")])
      }
      #expect(last?.status == 429 && last?.text.contains("Too many tries") == true)
      #expect((1...900).contains(last?["retry-after"].flatMap { Int($0) } ?? 0))
    }
  }

  @Test(
    "After signing in one goes on within this server and nowhere else",
    arguments: [
      ("/reports?by=month", "/reports?by=month"), ("https://evil.example/", "/manager"), ("//evil.example/", "/manager"),
      ("/\\evil.example/", "/manager"), ("javascript:alert(1)", "/manager"), ("/a\r\nSet-Cookie: x=y", "/manager"), ("", "/manager"),
    ])
  func goesOn(then: String, expected: String) async throws {
    try await with { _, browser in
      try await browser.get("/sign-in")
      let answer = try await browser.send("/sign-in", [("name", "aizada"), ("password", Self.password), ("then", then)])
      #expect(answer["location"] == expected)
      #expect(answer.all("set-cookie").count == 1)
    }
  }
}
