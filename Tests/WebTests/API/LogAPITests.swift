import HTTPTypes
import Testing
import Transparency

@testable import WebAPI

@Suite("API: the log and goods", .serialized)
struct LogAPITests {
  @Test("Events come in order, page by page, and by stream or type")
  func events() async throws {
    try await APIBook.with { book in
      let first = try await book.get("auditor", "/events?limit=3")
      #expect(try first.json["events"]?.elements?.count == 3)
      #expect(try first.json["next_after"]?.integer == 3)
      let last = try await book.get("auditor", "/events?after=5&limit=100")
      #expect(try last.json["events"]?.elements?.count == 2)
      #expect(try last.json["next_after"] == .null)
      #expect(try await book.get("auditor", "/events?type=BatchInspected").json["events"]?.elements?.count == 1)
      #expect(try await book.get("auditor", "/events?stream=batch/B-1").json["events"]?.elements?.count == 2)
      #expect(try await book.get("auditor", "/events?stream=batch/B-9").text.contains(#""events":["#))
      #expect(try await book.get("auditor", "/events/99").problem == "unknown position")
      #expect(try await book.get("auditor", "/events/0").status == 404)
    }
  }

  @Test("A proof holds with nothing but the verifier key")
  func proof() async throws {
    try await APIBook.with { book in
      #expect(try await book.get("auditor", "/events/3/proof").problem == "not-signed")
      #expect(try await book.get("auditor", "/checkpoint").status == 404)
      try await book.sign()
      let key = try VerifierKey(try #require(try await book.get("auditor", "/checkpoint").json["verifier_key"]?.text))
      let proof = try await book.get("auditor", "/events/3/proof")
      #expect(proof.header("Content-Type") == "text/plain; charset=utf-8")
      let checked = try LoggedProof(parsing: proof.text).check(key: key, witnesses: [])
      #expect(checked.checkpoint.size == 7)
      #expect(try await book.get("auditor", "/consistency?from=2").status == 200)
      #expect(try await book.get("auditor", "/consistency?from=8").status == 404)
      #expect(try await book.get("auditor", "/consistency").problem == "bad-parameter from")
    }
  }

  @Test("Goods are followed to where they went")
  func goods() async throws {
    try await APIBook.with { book in
      _ = try await book.post("clerk", "/commands", APIBook.sale("S-1", pairs: 2))
      try await book.fold()
      #expect(try await book.get("clerk", "/batches/B-1/reach").text.contains(#""sale":"S-1","sold_on":"2024-01-15","channel":"SHOP""#))
      #expect(try await book.get("auditor", "/trace/B-1").text.contains(#""step":"sold","position":8"#))
      #expect(try await book.get("auditor", "/trace/B-1?kind=sale").status == 404)
      #expect(try await book.get("clerk", "/batches/B-9/reach").status == 404)
    }
  }

  @Test("Rows of a file get verdicts; a dry run and a file that is taken whole or not at all leave nothing behind")
  func imports() async throws {
    try await APIBook.with { book in
      let file =
        "sale,sold_on,channel,product,quantity,unit_price,currency\nS-1,2024-01-15,SHOP,SLIPPERS,1,900,KGS\nS-2,2024-01-15,NOPE,SLIPPERS,1,900,KGS\n"
      func send(_ options: String, as who: String = "clerk") async throws -> APISaid {
        try await book.ask(who, .post, "/imports?file=" + options, file, headers: [.contentType: "text/csv"])
      }
      for options in ["sales.csv&dry_run=true", "sales.csv&all_or_nothing=true"] {
        let tried = try await send(options)
        #expect(tried.text.hasPrefix(#"{"position":7,"recorded":false,"rows":2,"taken":1,"unchanged":0,"rejected":1,"events":2,"#))
      }
      let taken = try await send("sales.csv")
      #expect(taken.text.hasPrefix(#"{"position":9,"recorded":true,"rows":2,"taken":1,"unchanged":0,"rejected":1,"events":2,"#))
      #expect(taken.text.contains(#""problems":[{"row":3,"line":3,"column":"channel","value":"NOPE","reason":"there is no channel 'NOPE'"#))
      #expect(try await send("sales.csv").text.contains(#""taken":0,"unchanged":1,"rejected":1"#))
      #expect(try await book.get("auditor", "/events/8").json["actor"]?.text == "clerk")
      #expect(try await send("payouts.csv").status == 403)
      let workbook = try ExampleFiles.bytes("book.xlsx")
      func send(_ options: String, _ type: String) async throws -> APISaid {
        try await book.ask("clerk", .post, "/imports?file=sales.csv&dry_run=true" + options, headers: [.contentType: type], file: workbook)
      }
      let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      let sheet = try await send("", type)
      #expect(sheet.text.contains(#""recorded":false,"rows":9,"#) && sheet.text.contains("sales.csv: sheet «Продажи» is read; «Партии», "))
      #expect(try await send("&sheet=%D0%9C%D0%B0%D1%80%D1%82", type).text.contains("the workbook has no sheet «Март», only "))
      #expect(try await send("", "application/zip").status == 415)
      #expect(try await send("../sales.csv").problem == "bad-parameter file")
      #expect(try await book.ask("clerk", .post, "/imports", file, headers: [.contentType: "text/csv"]).problem == "bad-parameter file")
    }
  }
}
