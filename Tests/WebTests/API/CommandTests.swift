import HTTPTypes
import Testing

@testable import Web
@testable import WebAPI

@Suite("API: recording", .serialized)
struct CommandTests {
  @Test("A key sent again with the same content gets the same answer, with other content it is refused, and nobody meets another's key")
  func keys() async throws {
    try await APIBook.with { book in
      let first = try await book.post("clerk", "/commands", APIBook.batch("B-2", pairs: 3), key: "k")
      #expect(first.text == #"{"position":9,"verdicts":[{"verdict":"recorded","first_position":8,"events":2}]}"#)
      #expect(try await book.post("clerk", "/commands", APIBook.batch("B-2", pairs: 3), key: "k").text == first.text)
      let other = try await book.post("clerk", "/commands", APIBook.batch("B-3", pairs: 3), key: "k")
      #expect(other.status == 409)
      #expect(other.problem == "key-reused Idempotency-Key")
      #expect(!other.text.contains("api/clerk"))
      let another = try await book.post("clerk.asel", "/commands", APIBook.batch("B-3", pairs: 3), key: "k")
      #expect(another.text == #"{"position":11,"verdicts":[{"verdict":"recorded","first_position":10,"events":2}]}"#)
      #expect(
        try await book.post("clerk", "/commands", APIBook.batch("B-2", pairs: 3)).text == #"{"position":11,"verdicts":[{"verdict":"unchanged"}]}"#)
    }
  }

  @Test("What one document is refused for does not touch the others; when all are refused it is a problem that names rule and field")
  func verdicts() async throws {
    try await APIBook.with { book in
      let mixed = try await book.post("clerk", "/commands", "[\(APIBook.sale("S-1")),\(APIBook.sale("S-2", pairs: 200))]")
      #expect(mixed.status == 200)
      #expect(mixed.text.contains(#""verdict":"recorded","first_position":8"#))
      #expect(mixed.text.contains(#""verdict":"refused","rule":"insufficient-stock","field":"quantity","detail":"200 sold, but product SLIPPERS"#))
      let refused = try await book.post("clerk", "/commands", APIBook.sale("S-2", pairs: 200))
      #expect(refused.status == 422)
      #expect(refused.header("Content-Type") == "application/problem+json")
      #expect(refused.problem == "insufficient-stock quantity")
    }
  }

  @Test("The event bears the name of who asked, and nobody signs for another")
  func actor() async throws {
    try await APIBook.with { book in
      _ = try await book.post("clerk.asel", "/commands", APIBook.sale("S-1"))
      #expect(try await book.get("auditor", "/events/8").text.contains(#""type":"SaleRecorded","schema":1,"occurred_on":"2024-01-15""#))
      #expect(try await book.get("auditor", "/events/8").json["actor"]?.text == "asel")
      let forged = try await book.post(
        "accountant.aizada", "/commands", #"{"record":"prepare","run":"R-1","cut_off":"2024-01-31","by":"bakyt","date":"2024-02-01"}"#)
      #expect(forged.status == 403)
      #expect(forged.problem == "signed-for-another by")
    }
  }

  @Test("What a document cannot be is said with the member it is about, never as a fault of ours")
  func badBodies() async throws {
    let cases: [(body: String, status: Int, problem: String)] = [
      (#"{"record":"sale","sale":"S-1","sold":"x"}"#, 422, "bad-body sold"), (#"{"record":"nothing"}"#, 422, "bad-body record"),
      (#"{"sale":"S-1"}"#, 422, "bad-body record"), ("[]", 422, "bad-body"), ("{", 400, "not-json"), (#"{"a":1,"a":2}"#, 400, "not-json"),
      ("", 400, "not-json"), (#"{"record":"allocate","sale":"S\u0000","date":"2024-01-01"}"#, 422, "bad-body sale"),
      (#"{"record":"allocate","sale":"S-1","date":"2024-02-30"}"#, 422, "bad-body date"),
      (#"{"record":"allocate","sale":true,"date":"2024-02-20"}"#, 422, "bad-body sale"),
      (#"{"record":"allocate","sale":1.5,"date":"2024-02-20"}"#, 422, "bad-body sale"),
      (#"{"record":"allocate","sale":1e300,"date":"2024-02-20"}"#, 422, "bad-body sale"),
      (String(repeating: "[", count: 65), 400, "not-json"),
    ]
    try await APIBook.with(filled: false) { book in
      for bad in cases {
        let said = try await book.post("clerk", "/commands", bad.body)
        #expect(said.status == bad.status, "\(bad.body)")
        #expect(said.problem == bad.problem, "\(bad.body)")
      }
    }
  }

  @Test("What is too long, of another type, or no UTF-8 is refused")
  func shapes() async throws {
    try await APIBook.with(filled: false) { book in
      let long = try await book.post("clerk", "/commands", "\"" + String(repeating: "x", count: 1_000_001) + "\"")
      #expect(long.status == 413)
      let form = try await book.ask("clerk", .post, "/commands", "a=b", headers: [.contentType: "application/x-www-form-urlencoded"])
      #expect(form.status == 415)
      #expect(try await book.get("clerk", "/events?stream=%FF").status == 403)
      #expect(try await book.get("auditor", "/events?stream=%FF").problem == "bad-query")
      #expect(try await book.get("auditor", "/events?stream=a%00b").problem == "bad-parameter stream")
      #expect(try await book.get("auditor", "/payout-runs/%FF").status == 404)
    }
  }

  @Test("With a cookie a write needs the session's token too")
  func crossSite() async throws {
    try await APIBook.with { book in
      let forged = try await book.post("clerk.@asel", "/commands", APIBook.sale("S-1"))
      #expect(forged.status == 403)
      #expect(forged.problem == "csrf X-CSRF-Token")
      let own = try await book.ask("clerk.@asel", .post, "/commands", APIBook.sale("S-1"), headers: [.csrfToken: MaskedToken.masked("right")])
      #expect(own.status == 200)
      // Bare it stands in no page.
      #expect(try await book.ask("clerk.@asel", .post, "/commands", APIBook.sale("S-2"), headers: [.csrfToken: "right"]).status == 403)
    }
  }
}
