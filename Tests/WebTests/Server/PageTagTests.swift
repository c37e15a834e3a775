import SignIn
import Testing

@testable import Web

/// Pages that have not changed are not sent again, and none is shown that should have.
@Suite struct PageTagTests {
  @Test("A page that has not changed is answered with no more than that; what changed is sent")
  func notModified() async throws {
    try await ServerUnderTest.with { server in
      let auditor = try await server.browser([.auditor])
      let first = try await auditor.get("/reports")
      let tag = try #require(first["etag"])
      let again = try await auditor.get("/reports", headers: [("If-None-Match", tag)])
      #expect(again.status == 304 && again.body.isEmpty)
      let other = try await auditor.get("/reports?lang=ky", headers: [("If-None-Match", tag)])
      #expect(other.status == 200)
      let somebody = try await server.browser([.auditor], name: "somebody-else").get("/reports", headers: [("If-None-Match", tag)])
      #expect(somebody.status == 200)
    }
  }

  @Test("A page whose form has a fresh key is never taken from memory")
  func freshKeys() async throws {
    try await ServerUnderTest.with { server in
      let page = try await server.stranger().get("/sign-in")
      #expect(page["etag"] == nil && page["cache-control"] == "private, no-cache")
    }
  }

  @Test("The token under another mask is no change; another session's token is")
  func masks() {
    let page = { (mask: String) in "<input name=\"csrf\" value=\"\(mask)\">text" }
    #expect(PageTag.of(page("a"), token: "t") == PageTag.of(page("b"), token: "t"))
    #expect(PageTag.of(page("a"), token: "t") != PageTag.of(page("a"), token: "u"))
    #expect(PageTag.of(page("a") + ".", token: "t") != PageTag.of(page("a"), token: "t"))
  }
}
