import Exchange
import HTTPTypes
import Testing

@testable import WebAPI

@Suite("API: reports", .serialized)
struct ReportAPITests {
  @Test("Pages of one answer belong together whatever is recorded meanwhile")
  func cursors() async throws {
    try await APIBook.with { book in
      for number in 1...6 { _ = try await book.post("clerk", "/commands", APIBook.batch("C-\(number)", pairs: 1)) }
      try await book.fold()
      let all = try rows(try await book.get("manager", "/reports/stock?limit=100"))
      #expect(all.count == 7)
      var (found, path): ([JSONValue], String?) = ([], "/reports/stock?limit=3")
      var position: String?
      while let asked = path {
        let page = try await book.get("manager", asked)
        #expect(page.status == 200)
        #expect(page.header("Esep-Position") == position ?? page.header("Esep-Position"))
        position = page.header("Esep-Position")
        found += try rows(page)
        path = try page.json["next_cursor"]?.text.map { "/reports/stock?limit=3&cursor=\($0)" }
        // Before all others in the report's order, had it been there when the first page was read.
        _ = try await book.post("clerk", "/commands", APIBook.batch("A-\(found.count)", pairs: 1))
        try await book.fold()
      }
      #expect(found == all)
    }
  }

  @Test("A cursor holds for its own question and for no other")
  func foreignCursor() async throws {
    try await APIBook.with { book in
      _ = try await book.post("clerk", "/commands", APIBook.batch("C-1", pairs: 1))
      try await book.fold()
      let cursor = try #require(try await book.get("manager", "/reports/stock?limit=1").json["next_cursor"]?.text)
      #expect(try await book.get("manager", "/reports/stock?limit=1&by=month&cursor=\(cursor)").problem == "bad-parameter cursor")
      #expect(try await book.get("manager", "/reports/stock?cursor=AAAA").problem == "bad-parameter cursor")
    }
  }

  @Test("wait_for reads what one wrote, says when reports are not so far, and does not wait for what is not written")
  func waiting() async throws {
    try await APIBook.with { book in
      let written = try await book.post("clerk", "/commands", APIBook.sale("S-1"))
      let position = try #require(written.header("Esep-Position"))
      async let read = book.get("manager", "/reports/channel-share?wait_for=\(position)")
      try await book.fold()
      #expect(try await read.text.contains(#"{"period":"2024","channel":"SHOP","net_sales":100000,"share":"1.000000"}"#))
      #expect(try await book.get("manager", "/reports/channel-share?wait_for=1000").problem == "unknown wait_for")
    }
  }

  @Test("As long as nothing moves a report need not be sent again")
  func notModified() async throws {
    try await APIBook.with { book in
      let first = try await book.get("manager", "/reports/stock")
      let tag = try #require(first.header("ETag"))
      #expect(tag == "W/\"\(first.header("Esep-Position") ?? "")\"")
      let again = try await book.get("manager", "/reports/stock", headers: [.ifNoneMatch: tag])
      #expect(again.status == 304)
      #expect(again.text.isEmpty)
      _ = try await book.post("clerk", "/commands", APIBook.batch("C-1", pairs: 1))
      try await book.fold()
      #expect(try await book.get("manager", "/reports/stock", headers: [.ifNoneMatch: tag]).status == 200)
    }
  }

  @Test("As CSV a report comes whole; the same figures, in whole units")
  func csv() async throws {
    try await APIBook.with { book in
      _ = try await book.post("clerk", "/commands", APIBook.sale("S-1"))
      try await book.fold()
      let said = try await book.get("manager", "/reports/channel-sales", headers: [.accept: "text/csv"])
      #expect(said.header("Content-Type") == "text/csv; charset=utf-8")
      #expect(said.text.hasPrefix("period,channel,"))
      #expect(said.text.contains("2024,SHOP,"))
      #expect(try await book.get("manager", "/reports/channel-sales", headers: [.accept: "image/png"]).problem == "not-acceptable Accept")
    }
  }

  @Test("A figure is explained by its events, and they add up to it")
  func explained() async throws {
    try await APIBook.with { book in
      for number in 1...3 { _ = try await book.post("clerk", "/commands", APIBook.sale("S-\(number)")) }
      try await book.fold()
      let said = try await book.get("manager", "/reports/channel-share/explain?where=period:2024&where=channel%3DSHOP&limit=2")
      #expect(said.text.contains(#""count":3,"total":{"net_sales":300000}"#))
      #expect(try said.json["rows"]?.elements?.count == 2)
      #expect(try await book.get("manager", "/reports/channel-share/explain?where=share:1").problem == "not-explainable")
      let changes = try await book.get("manager", "/reports/channel-share/changes?since_position=8")
      #expect(changes.text.contains(#""key":{"period":"2024","channel":"SHOP"},"before":{"net_sales":100000,"share":"1.000000"}"#))
    }
  }

  @Test("What cannot be asked is refused with the parameter's name")
  func badQueries() async throws {
    let cases: [(query: String, status: Int, problem: String)] = [
      ("?nope=1", 400, "unknown-parameter nope"), ("?by=week", 400, "bad-parameter by"), ("?by=year&by=month", 400, "bad-parameter by"),
      ("?from=2024-02-31", 422, "bad-parameter from"), ("?from=2025&to=2024", 422, "bad-parameter"), ("?limit=0", 400, "bad-parameter limit"),
      ("?limit=99999999999999999999", 400, "bad-parameter limit"), ("?at_position=-1", 400, "bad-parameter at_position"),
      ("?at_position=99", 404, "unknown"), ("?recapture=101", 400, "bad-parameter recapture"), ("?known_at=yesterday", 400, "bad-parameter known_at"),
    ]
    try await APIBook.with(filled: false) { book in
      for bad in cases {
        let said = try await book.get("manager", "/reports/channel-share" + bad.query)
        #expect(said.status == bad.status, "\(bad.query)")
        #expect(said.problem == bad.problem, "\(bad.query)")
      }
    }
  }

  private func rows(_ said: APISaid) throws -> [JSONValue] { try said.json["rows"]?.elements ?? [] }
}
