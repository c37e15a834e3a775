import Testing

@testable import Web

/// In which language a page comes.
@Suite struct LanguageChoiceTests {
  @Test("The browser's wish counts until a language is chosen; the choice is kept")
  func choice() async throws {
    try await ServerUnderTest.with { server in
      let browser = Browser(port: server.port, headers: [("Accept-Language", "de, en;q=0.4, ky;q=0.7")])
      let first = try await browser.get("/sign-in")
      #expect(first.text.contains("<html lang=\"ky\">") && first["content-language"] == "ky")
      let chosen = try await browser.get("/sign-in?lang=ru")
      #expect(chosen.text.contains("<html lang=\"ru\">"))
      #expect(chosen.all("set-cookie").contains { $0.hasPrefix("esep-language=ru;") && $0.contains("SameSite=Lax") })
      #expect(try await browser.get("/sign-in").text.contains("<html lang=\"ru\">"))
      #expect(try await browser.get("/sign-in?lang=xx").text.contains("<html lang=\"ru\">"))
    }
  }
}
