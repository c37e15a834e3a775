import HTTPTypes
import NIOCore
import Testing

@testable import SignIn
@testable import Web

@Suite("Behind proxies")
struct ProxyTests {
  @Test(
    "Who asks is whom our outermost proxy was asked by; what is written before that, or is no address, counts for nothing",
    arguments: [
      (0, ["203.0.113.5"], "192.0.2.1"), (1, [], "192.0.2.1"), (1, ["203.0.113.5"], "203.0.113.5"), (1, ["1.1.1.1, 203.0.113.5"], "203.0.113.5"),
      (1, ["1.1.1.1", "203.0.113.5"], "203.0.113.5"), (2, ["1.1.1.1, 203.0.113.5, 10.0.0.2"], "203.0.113.5"), (2, ["203.0.113.5"], "192.0.2.1"),
      (1, ["203.0.113.5:4711"], "203.0.113.5"), (1, ["2001:db8::1"], "2001:db8::1"), (1, ["[2001:db8::1]:4711"], "2001:db8::1"),
      (1, ["203.0.113.5,"], "192.0.2.1"), (1, ["somebody"], "192.0.2.1"), (1, [""], "192.0.2.1"),
    ] as [(Int, [String], String)])
  func address(proxies: Int, forwarded: [String], expected: String) throws {
    var headers = HTTPFields()
    for value in forwarded { headers.append(HTTPField(name: .forwardedFor, value: value)) }
    #expect(ClientAddress.of(headers, peer: try SocketAddress(ipAddress: "192.0.2.1", port: 9), proxies: proxies) == expected)
  }

  @Test("With TLS there is one proxy unless it is said otherwise")
  func settings() async throws {
    func proxies(_ environment: [String: String]) async throws -> Int {
      try await WebSettings.read(flags: [:], environment: environment, file: nil).proxiesBefore
    }
    #expect(try await proxies([:]) == 0)
    #expect(try await proxies(["ESEP_WEB_TLS": "true"]) == 1)
    #expect(try await proxies(["ESEP_WEB_TLS": "true", "ESEP_WEB_PROXIES": "0"]) == 0)
    #expect(try await proxies(["ESEP_WEB_PROXIES": "2"]) == 2)
  }

  @Test("An outsider who tries names without end shuts nobody else out, though all come through one proxy")
  func outsider() async throws {
    try await ServerUnderTest.with(settings: { $0.proxies = 1 }) { server in
      try await server.accounts.addUser(name: "aizada", roles: [.manager], password: "correct horse battery", by: "test")
      let browser = server.stranger()
      func sign(_ name: String, _ password: String, from address: String) async throws -> Int {
        try await browser.post("/sign-in", [("name", name), ("password", password)], headers: [("X-Forwarded-For", address)]).status
      }
      var last = 0
      for number in 0..<40 { last = try await sign("nobody-\(number)", "wrong password", from: "9.9.9.9, 203.0.113.5") }
      #expect(last == 429)
      #expect(try await sign("aizada", "correct horse battery", from: "203.0.113.5") == 429)
      #expect(try await sign("aizada", "correct horse battery", from: "203.0.113.6") == 303)
    }
  }

  @Test("A name as a telephone types it, with a capital and a blank, is hers; what can be no name is no key to remember")
  func typed() async throws {
    try await ServerUnderTest.with { server in
      try await server.accounts.addUser(name: "aizada", roles: [.manager], password: "correct horse battery", by: "test")
      #expect(try await server.stranger().signIn("Aizada ", "correct horse battery").status == 303)
      let long = String(repeating: "x", count: 500_000)
      for _ in 0..<7 { #expect(try await server.stranger().signIn(long, "wrong password").status == 422) }
      #expect(try await server.stranger().get("/sign-in").text.contains("autocapitalize=\"none\""))
    }
  }
}
