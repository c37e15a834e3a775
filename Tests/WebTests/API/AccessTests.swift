import Exchange
import Foundation
import HTTPTypes
import ReadModels
import SignIn
import Testing

@testable import WebAPI

@Suite("API: who may, and what it says of itself", .serialized)
struct AccessTests {
  /// Who may use a route, one letter a role: clerk, accountant, approver (p), manager, auditor (u), admin (x); `*` for everybody, `+` for whoever signed in.
  static let matrix: [String: String] = [
    "GET /": "*", "GET /openapi.json": "*", "GET /book": "+", "GET /position": "+", "GET /position/events": "+",
    "GET /reports": "capmu", "GET /reports/{name}": "capmu", "GET /reports/{name}/explain": "capmu", "GET /reports/{name}/changes": "capmu",
    "POST /commands": "cap", "POST /imports": "ca",
    "GET /payout-runs": "apu", "GET /payout-runs/{run}": "apu", "GET /payout-runs/{run}/lines": "apu", "GET /payout-runs/{run}/payment-list": "a",
    "POST /payout-runs": "a", "POST /payout-runs/{run}/approve": "p", "POST /payout-runs/{run}/reject": "p", "POST /payout-runs/{run}/instruct": "a",
    "POST /payout-runs/{run}/settle": "a",
    "GET /channels/{channel}/reconciliation": "apu", "POST /channels/{channel}/reconciliation": "a",
    "GET /periods": "apu", "POST /periods/{month}/close": "a", "GET /periods/reopen-requests": "ap", "POST /periods/{month}/reopen-requests": "a",
    "POST /periods/{month}/reopen-requests/approve": "p", "POST /periods/{month}/reopen-requests/cancel": "ap",
    "GET /trace/{code}": "apu", "GET /batches/{batch}/reach": "capmu",
    "GET /events": "au", "GET /events/{position}": "au", "GET /events/{position}/proof": "au", "GET /checkpoint": "au", "GET /consistency": "au",
    "GET /users": "x", "POST /users": "x", "PATCH /users/{name}": "x", "GET /sessions": "+", "DELETE /sessions/{session}": "+",
    "GET /tokens": "x", "POST /tokens": "x", "DELETE /tokens/{name}": "x",
  ]

  private static let letters: [(Role, Character)] = [
    (.clerk, "c"), (.accountant, "a"), (.approver, "p"), (.manager, "m"), (.auditor, "u"), (.admin, "x"),
  ]

  @Test("Each route lets in whom the matrix says, and nobody else")
  func matrixHolds() throws {
    let routes = API.routes(try Catalogue.builtIn())
    #expect(Set(routes.map { "\($0.method.rawValue) \($0.path)" }) == Set(Self.matrix.keys))
    for route in routes {
      let said = Self.matrix["\(route.method.rawValue) \(route.path)"] ?? ""
      #expect(route.access.admits(nil) == (said == "*"), "\(route.path) and strangers")
      for (role, letter) in Self.letters {
        let may = route.access.admits(Identity(name: "x", roles: [role], kind: .token))
        #expect(may == (said == "*" || said == "+" || said.contains(letter)), "\(route.method.rawValue) \(route.path) and \(role)")
      }
    }
  }

  @Test("A stranger is told to say who she is, somebody without the role that she may not; before anything is looked at")
  func refused() async throws {
    try await APIBook.with(filled: false) { book in
      for route in API.routes(book.desk.catalogue) where route.access != .everybody {
        var path = route.path
        for part in path.split(separator: "/") where part.hasPrefix("{") { path = path.replacing(part, with: "2024-01") }
        let stranger = try await book.ask(nil, route.method, path, route.method == .get ? nil : "not json")
        #expect(stranger.status == 401, "\(route.path)")
        #expect(stranger.header("WWW-Authenticate") == "Bearer realm=\"esep\"")
        guard case .any = route.access else { continue }
        for (role, _) in Self.letters where !route.access.admits(Identity(name: "x", roles: [role], kind: .token)) {
          #expect(
            try await book.ask(role.rawValue, route.method, path, route.method == .get ? nil : "not json").status == 403, "\(route.path) and \(role)")
        }
      }
    }
  }

  @Test("Every kind of document is recorded by those whose work it is, and by nobody else")
  func kinds() throws {
    let byPermission = Dictionary(grouping: DocumentSchemas.kinds) { DocumentAccess.permission($0) }
    #expect(byPermission[.approve] == ["approve", "reject"])
    #expect(byPermission[.recordGoods]?.contains("sale") == true)
    #expect(byPermission[.recordMoney]?.contains("prepare") == true)
    #expect(byPermission[.recordRegistry]?.contains("erase") == true)
  }

  @Test("A known path says which methods it has; an unknown one is not there, whoever asks")
  func methods() async throws {
    try await APIBook.with(filled: false) { book in
      let put = try await book.ask("auditor", .put, "/payout-runs")
      #expect(put.status == 405)
      #expect(put.header("Allow") == "GET, HEAD, POST")
      #expect(try await book.get(nil, "/nope").status == 404)
      #expect(try await book.get(nil, "").text == #"{"name":"Esep","version":"v1","openapi":"/api/v1/openapi.json"}"#)
      let head = try await book.ask("auditor", .head, "/book")
      #expect(head.status == 200)
      #expect(head.text.isEmpty)
    }
  }

  @Test("The document holds together: every reference has its schema, every path its places, every operation its own name")
  func document() async throws {
    let document = try #require(try JSONParser.parse(Array(API.document(try Catalogue.builtIn()).utf8)).object)
    #expect(document["openapi"]?.text == "3.1.0")
    let text = JSONValue.object(document).written
    let schemas = document["components"]?.object?["schemas"]?.object
    for reference in text.matches(of: /"\$ref":"#\/components\/schemas\/([^"]+)"/) {
      #expect(schemas?[String(reference.output.1)] != nil, "\(reference.output.1)")
    }
    var names: Set<String> = []
    for path in try #require(document["paths"]?.object).members {
      for operation in path.value.object?.members ?? [] {
        let object = operation.value.object
        let isNew = names.insert(object?["operationId"]?.text ?? "").inserted
        #expect(isNew, "\(path.name)")
        let places = (object?["parameters"]?.elements ?? []).filter { $0.object?["in"]?.text == "path" }.compactMap { $0.object?["name"]?.text }
        #expect(places == path.name.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) })
      }
    }
  }

  @Test("Users and tokens are an administrator's; a token is shown once")
  func accounts() async throws {
    try await APIBook.with(filled: false) { book in
      let body = #"{"name":"asel","roles":["clerk","manager"],"password":"long enough for this"}"#
      #expect(try await book.post("admin", "/users", body).status == 201)
      #expect(try await book.post("admin", "/users", body).problem == "taken")
      #expect(try await book.post("admin", "/users", #"{"name":"asel2","roles":["clerk"],"password":"short"}"#).problem == "bad-body password")
      let changed = try await book.ask("admin", .patch, "/users/asel", #"{"disabled":true}"#)
      #expect(changed.text.hasPrefix(#"{"name":"asel","roles":["clerk","manager"],"disabled":true,"#))
      let token = try await book.post("admin", "/tokens", #"{"name":"till-1","roles":["clerk"]}"#)
      let secret = try #require(try token.json["token"]?.text)
      #expect(try await book.accounts.identity(ofToken: secret)?.name == "till-1")
      #expect(!(try await book.get("admin", "/tokens").text.contains(secret)))
      #expect(try await book.ask("admin", .delete, "/tokens/till-1").status == 204)
      #expect(try await book.accounts.identity(ofToken: secret) == nil)
      #expect(try await book.get("clerk", "/sessions?user=asel").status == 403)
      #expect(try await book.get("clerk", "/sessions").text == #"{"sessions":[]}"#)
    }
  }
}
