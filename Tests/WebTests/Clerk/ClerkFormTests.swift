import Office
import Testing

@testable import Web

/// What a clerk records from a phone, over the whole server and a real database.
@Suite struct ClerkFormTests {
  private static let batch = [
    ("batch", "KB-9"), ("product", "HONEY"), ("produced_on", "2024-03-01"), ("kind", "regular"), ("producer-1", "P-03"), ("quantity-1", "10"),
    ("producer-2", "P-04"), ("quantity-2", "5,5"),
  ]
  private static let sale = [("product", "HONEY"), ("quantity", "3"), ("unit_price", "540"), ("channel", "SHOP"), ("sold_on", "2024-03-22")]

  /// Opens a sheet and sends it filled in.
  private func send(_ path: String, _ fields: [(String, String)], with browser: Browser) async throws -> HTTPAnswer {
    try await browser.get(path)
    return try await browser.send(String(path.prefix { $0 != "?" }), fields)
  }

  @Test("A batch of several producers is recorded, and its page says who made how much")
  func batch() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let answer = try await send("/clerk/batch", Self.batch, with: browser)
      #expect(answer.status == 303 && answer["location"] == "/clerk/recorded/batch/KB-9")
      let page = try await browser.get("/clerk/recorded/batch/KB-9").text
      #expect(page.contains("15.5") && page.contains("5.5") && page.contains("Another batch like it"))
    }
  }

  @Test("More lines are added without a script, and what was typed stays")
  func rows() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let answer = try await send("/clerk/batch", Self.batch + [("do", "add-row")], with: browser)
      #expect(answer.status == 200)
      #expect(answer.text.contains("name=\"producer-5\"") && answer.text.contains("value=\"KB-9\"") && answer.text.contains("value=\"5,5\""))
    }
  }

  @Test("A form sent twice is recorded once and leads to the same page")
  func twice() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let first = try await send("/clerk/sale", Self.sale, with: browser)
      let head = try await server.desk.log.headPosition()
      let second = try await browser.send("/clerk/sale", Self.sale)
      #expect(first.status == 303 && second.status == 303 && first["location"] == second["location"])
      #expect(try await server.desk.log.headPosition() == head)
      let changed = try await browser.send("/clerk/sale", Self.sale.map { $0.0 == "quantity" ? ("quantity", "4") : $0 })
      #expect(changed.status == 422 && changed.text.contains("already sent with other content"))
      #expect(try await server.desk.log.headPosition() == head)
    }
  }

  @Test("Mistakes stand beside their fields and nothing is recorded")
  func mistakes() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let head = try await server.desk.log.headPosition()
      let empty = try await send(
        "/clerk/sale", [("product", ""), ("quantity", "x"), ("unit_price", "1"), ("channel", "SHOP"), ("sold_on", "2024-02-30")], with: browser)
      #expect(empty.status == 422)
      for field in ["product", "quantity", "sold_on"] { #expect(empty.text.contains("id=\"f-clerk-sale-\(field.replacing("_", with: "-"))-error\"")) }
      let nobody = try await send("/clerk/batch", Self.batch.map { $0.0 == "producer-2" ? ("producer-2", "P-99") : $0 }, with: browser)
      #expect(nobody.status == 422 && nobody.text.contains("id=\"f-clerk-batch-producer-2-error\"") && nobody.text.contains("P-99"))
      #expect(try await server.desk.log.headPosition() == head)
    }
  }

  @Test("More than is in stock is asked about first; recorded anyway, its money waits")
  func tooMany() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let much = Self.sale.map { $0.0 == "quantity" ? ("quantity", "3000") : $0 }
      let asked = try await send("/clerk/sale", much, with: browser)
      #expect(asked.status == 422 && asked.text.contains("name=\"allow\""))
      let anyway = try await browser.send("/clerk/sale", much + [("allow", "on")])
      #expect(anyway.status == 303)
      #expect(try await browser.get(anyway["location"] ?? "").text.contains("The money waits until the goods are recorded"))
    }
  }

  @Test("A return shows what is still out, and no more comes back than that")
  func returned() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let sheet = try await browser.get("/clerk/return?sale=S-4")
      #expect(sheet.text.contains("Still with buyers") && sheet.text.contains("25"))
      let fields = [("returned_on", "2024-03-23"), ("disposition", "restock"), ("cause", "<script>alert(1)</script>")]
      let much = try await browser.send("/clerk/return", fields + [("quantity", "26")])
      #expect(much.status == 422 && much.text.contains("id=\"f-clerk-return-quantity-error\""))
      let some = try await browser.send("/clerk/return", fields + [("quantity", "5")])
      #expect(some.status == 303 && some["location"] == "/clerk/recorded/sale/S-4")
      let page = try await browser.get("/clerk/recorded/sale/S-4").text
      #expect(page.contains("&lt;script&gt;") && !page.contains("<script>alert"))
      #expect(try await browser.get("/clerk/return?sale=none").status == 422)
    }
  }

  @Test("Goods go out and come in; what did not arrive is seen")
  func dispatched() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let out = try await send(
        "/clerk/dispatch", [("to", "SHOP"), ("date", "2024-03-24"), ("from", "hub"), ("dispatch", "D-1"), ("batch-1", "KB-4"), ("quantity-1", "20")],
        with: browser)
      #expect(out.status == 303 && out["location"] == "/clerk/recorded/dispatch/D-1")
      #expect(try await browser.get("/clerk/receive").text.contains("D-1"))
      let came = try await send("/clerk/receive?dispatch=D-1", [("received-1", "18"), ("date", "2024-03-25")], with: browser)
      #expect(came.status == 303)
      let page = try await browser.get("/clerk/recorded/dispatch/D-1").text
      #expect(page.contains("20") && page.contains("18"))
      let much = try await send(
        "/clerk/dispatch", [("to", "SHOP"), ("date", "2024-03-24"), ("from", "hub"), ("batch-1", "KB-4"), ("quantity-1", "5000")], with: browser)
      #expect(much.status == 422 && much.text.contains("id=\"f-clerk-dispatch-quantity-1-error\""))
    }
  }

  @Test("An inspection, my entries and the way of a batch")
  func inspected() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let answer = try await send(
        "/clerk/inspect",
        [("batch", "KB-4"), ("rejected", "2"), ("by", "self"), ("date", "2024-03-25"), ("again", "on"), ("reasons", "<b>moth</b>")],
        with: browser)
      #expect(answer.status == 303 && answer["location"] == "/clerk/recorded/batch/KB-4")
      let entries = try await browser.get("/clerk/entries").text
      #expect(entries.contains("KB-4") && !entries.contains("KB-1"))
      let reach = try await browser.get("/clerk/recall?batch=KB-4").text
      #expect(reach.contains("S-4") && reach.contains("S-5"))
      #expect(try await browser.get("/clerk/recall?batch=%3Cb%3Ex").text.contains("<b>x") == false)
    }
  }

  @Test("HTML in any field is shown as text", arguments: ["/clerk/batch", "/clerk/sale", "/clerk/dispatch", "/clerk/inspect"])
  func asText(path: String) async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let sheet = try await browser.get(path).text
      let names = sheet.components(separatedBy: " name=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }.filter {
        !["csrf", "key", "do"].contains($0)
      }
      let answer = try await browser.send(path, names.map { ($0, "\"><img src=x onerror=alert(1)>") })
      #expect(answer.status == 422 && !answer.text.contains("<img"))
    }
  }
}
