import SignIn
import Testing

@testable import Web

@Suite("What somebody slips in")
struct InjectionTests {
  static let evil = "<script>alert(1)</script>\"'&{{{name}}}"

  @Test("What was typed comes back as text, never as part of the page")
  func html() async throws {
    try await ServerUnderTest.with { server in
      let stranger = server.stranger()
      for target in ["/sign-in?then=/%22%3E%3Cscript%3E", "/%3Cscript%3Ealert(1)%3C/script%3E", "/sign-in?lang=%3Cscript%3E"] {
        let text = try await stranger.get(target).text
        #expect(!text.contains("<script>"), "\(target)")
      }
      try await stranger.get("/sign-in")
      let back = try await stranger.send("/sign-in", [("name", Self.evil), ("password", "x")])
      #expect(back.status == 422)
      #expect(!back.text.contains("<script>alert") && back.text.contains("&lt;script&gt;alert(1)"))
      #expect(back.text.contains("{{{name}}}"), "no template is run over it")
      let admin = try await server.browser([.admin])
      try await admin.get("/admin/users")
      let added = try await admin.send("/admin/users", [("name", Self.evil), ("role-clerk", "on"), ("password", "long enough 1")])
      #expect(added.status == 422 && !added.text.contains("<script>alert"))
    }
  }

  @Test("SQL in filters is a value like any other")
  func sql() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let auditor = try await server.browser([.auditor, .manager])
      for value in ["'; DROP TABLE event; --", "' OR '1'='1", "\\'; SELECT pg_sleep(30); --", "$1", "%", "\u{0}"] {
        let text = QueryText.encoded(value)
        for target in [
          "/reports/sales?channel=\(text)", "/reports/sales?producer=\(text)", "/reports/sales?by=\(text)", "/reports/sales?at-position=\(text)",
          "/reports/\(text)", "/explain/sales?where.channel=\(text)", "/log?stream=\(text)", "/log?type=\(text)", "/log?actor=\(text)",
          "/channels/\(text)",
          "/producers/\(text)", "/changes/sales?from=\(text)", "/sign-in?then=\(text)",
        ] {
          let answer = try await auditor.get(target)
          #expect(answer.status < 500, "\(target): \(answer.status)")
          #expect(!answer.text.contains("syntax error") && !answer.text.contains("PostgresError"), "\(target)")
        }
      }
      #expect(try await auditor.get("/log").status == 200)
    }
  }

  @Test(
    "No path leads out of what is served",
    arguments: [
      "/assets/../../etc/passwd", "/assets/..%2f..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets//etc/passwd",
      "/assets/esep.css%00.js",
      "/assets/....//etc/passwd", "/reports/..%2f..%2fetc%2fpasswd/csv", "/clerk/import/..%2f..%2fetc%2fpasswd", "/exports/..%2f..%2fetc%2fpasswd",
    ])
  func traversal(path: String) async throws {
    try await ServerUnderTest.with { server in
      let browser = try await server.browser([.accountant])
      let answer = try await browser.get(path)
      #expect([400, 404].contains(answer.status), "\(path): \(answer.status)")
      #expect(!answer.text.contains("root:"))
    }
  }
}
