import SignIn
import Testing

@testable import Web

@Suite("The journal of access")
struct AccessJournalTests {
  @Test("Who changed what about users, tokens and requests is read by admins and auditors, newest first, filtered, and as CSV")
  func journal() async throws {
    try await ServerUnderTest.with { server in
      let admin = try await server.browser([.admin])
      try await admin.get("/admin/users")
      #expect(try await admin.send("/admin/users", [("name", "bermet"), ("role-clerk", "on"), ("password", "long enough 1")]).status == 303)
      _ = try await server.accounts.request(kind: "reopen-period", subject: "2024-03", reason: "=cmd()", by: "aida")
      let page = try await admin.get("/admin/journal").text
      let asked = try #require(page.range(of: "Asked for")?.lowerBound)
      let added = try #require(page.range(of: "User added")?.lowerBound)
      #expect(asked < added)
      let hers = try await admin.get("/admin/journal?user=bermet").text
      #expect(hers.contains("User added") && !hers.contains("Asked for"))
      let csv = try await server.browser([.auditor]).get("/admin/journal/csv?user=aida").text
      #expect(csv.hasPrefix("id,at,done_by,action,subject,detail\r\n") && csv.contains(",aida,requested,reopen-period 2024-03,'=cmd()\r\n"))
    }
  }

  @Test("A password that is left empty is made up, shown once, and opens")
  func madeUp() async throws {
    try await ServerUnderTest.with { server in
      let admin = try await server.browser([.admin])
      try await admin.get("/admin/users")
      let added = try await admin.send("/admin/users", [("name", "bermet"), ("role-clerk", "on"), ("password", "")])
      #expect(added.status == 200 && added.text.contains("bermet can sign in"))
      func password(_ html: String) throws -> String {
        let part = try #require(html.components(separatedBy: "<pre").dropFirst().first?.drop { $0 != ">" }.dropFirst())
        return String(part.prefix { $0 != "<" })
      }
      let first = try password(added.text)
      #expect(first.count == 16)
      #expect(try await server.stranger().signIn("bermet", first).status == 303)
      try await admin.get("/admin/users/bermet")
      let second = try password(try await admin.send("/admin/users/bermet", [("what", "password"), ("password", "")]).text)
      #expect(second != first)
      #expect(try await server.stranger().signIn("bermet", first).status == 422)
      #expect(try await server.stranger().signIn("bermet", second).status == 303)
    }
  }
}
