import HTTPTypes
import SignIn
import Testing
import WebPages

@testable import Web

@Suite("Who may see which page")
struct AccessMatrixTests {
  private static func row(_ access: Access) -> String {
    AccessMatrix.columns.map { roles in access.admits(roles.map { Identity(name: "x", roles: $0, kind: .session) }) ? "x" : "-" }.joined(
      separator: " ")
  }

  @Test("Every route is in the matrix and admits whom the matrix says, and the matrix has no other")
  func table() {
    for route in AllPages.routes {
      let name = "\(route.method.rawValue) \(route.path)"
      #expect(AccessMatrix.who[name] == Self.row(route.access), "\(name)")
    }
    #expect(Set(AllPages.routes.map { "\($0.method.rawValue) \($0.path)" }) == Set(AccessMatrix.who.keys))
  }

  @Test("Only signing in is open to strangers; an admin sees no page with figures; managers record nothing")
  func rules() {
    for route in AllPages.routes {
      let (name, row) = ("\(route.method) \(route.path)", Self.row(route.access))
      let own = ["/sign-in", "/sign-out", "/account", "/admin"].contains { route.path == $0 || route.path.hasPrefix($0 + "/") }
      if route.path != "/sign-in" { #expect(!route.access.admits(nil), "\(name)") }
      // Checking the proofs shows no figures: whoever keeps the server may do it.
      let checks = route.path.hasPrefix("/verification")
      if !own, !checks { #expect(row.last == "-", "\(name) admits admins") }
      if route.method == .post, !own, !checks {
        #expect(!route.access.admits(Identity(name: "x", roles: [.manager], kind: .session)), "\(name) admits managers")
      }
    }
  }

  @Test("Each page without places answers each role with what the matrix says, and never with a failure")
  func served() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let stranger = server.stranger()
      let roles: [Role] = Role.allCases
      for route in AllPages.routes where route.method == .get && !route.path.contains("{") && route.access != .everybody {
        let answer = try await stranger.get(route.path)
        #expect(answer.status == 303 && answer["location"]?.hasPrefix("/sign-in?then=") == true, "\(route.path)")
      }
      for role in roles {
        let browser = try await server.browser([role])
        for route in AllPages.routes where route.method == .get && !route.path.contains("{") {
          let answer = try await browser.get(route.path)
          let admits = try #require(AccessMatrix.admits(role, to: "GET \(route.path)") as Bool?)
          // Some files want to know of which month; that is a mistake and no refusal.
          let isIn = answer.status < 500 && answer.status != 403 && answer["location"]?.hasPrefix("/sign-in") != true
          #expect(admits ? isIn : answer.status == 403, "\(role) \(route.path): \(answer.status)")
        }
      }
    }
  }

  @Test("A form is refused to whom its page is")
  func forms() async throws {
    try await ServerUnderTest.with { server in
      let manager = try await server.browser([.manager])
      let page = try await manager.get("/account")
      let csrf = try #require(Browser.hidden(in: page.text).first { $0.0 == "csrf" }?.1)
      for path in ["/admin/users", "/admin/tokens", "/admin/users/manager"] {
        let answer = try await manager.post(
          path, [("csrf", csrf), ("name", "mine"), ("role-admin", "on"), ("what", "roles"), ("password", "long enough 1")])
        #expect(answer.status == 403, "\(path)")
      }
      #expect(try await server.accounts.users().map(\.name) == ["manager"])
      #expect(try await server.accounts.users().first?.roles == [.manager])
      #expect(try await server.accounts.tokens().isEmpty)
    }
  }
}
