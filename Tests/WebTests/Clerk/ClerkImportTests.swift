import Office
import Testing

@testable import Web

/// A spreadsheet from a phone: judged, then recorded; its rejects are its sender's alone.
@Suite struct ClerkImportTests {
  private static let sales = """
    sale,sold_on,channel,product,quantity,unit_price,currency
    I-1,2024-03-26,SHOP,SOAP,1,180,KGS
    I-2,2024-03-26,SHOP,SOAP,x,180,KGS
    I-3,2024-03-26,NONE,SOAP,1,180,KGS
    """

  private func upload(_ text: String, as name: String, table: String = "", with browser: Browser, language: String = "en") async throws -> HTTPAnswer
  {
    try await upload(Array(text.utf8), as: name, table: table, with: browser, language: language)
  }

  private func upload(_ bytes: [UInt8], as name: String, table: String, with browser: Browser, language: String) async throws -> HTTPAnswer {
    let page = try await browser.get("/clerk/import?lang=\(language)").text
    var body = ""
    for (name, value) in Browser.hidden(in: page) + [("table", table)] {
      body += "--line\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    body += "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/csv\r\n\r\n"
    return try await browser.ask(
      "POST", "/clerk/import", headers: [("Content-Type", "multipart/form-data; boundary=line")],
      body: Array(body.utf8) + bytes + Array("\r\n--line--\r\n".utf8))
  }

  @Test("An Excel workbook is read from the sheet that is asked for; the others are named; one of several tables is asked about")
  func workbook() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let book = try ExampleFiles.bytes("book.xlsx")
      let asked = try await upload(book, as: "книга.xlsx", table: "", with: browser, language: "ru")
      #expect(asked.status == 422 && asked.text.contains("Ни по имени файла, ни по имени листа не понять, что в нём."))
      let path = try await upload(book, as: "книга.xlsx", table: "sales", with: browser, language: "ru")["location"] ?? ""
      let page = try await browser.get(path).text
      #expect(page.contains("Из листов книги читается «Продажи». Не читаются: «Партии», «Каналы», "))
      #expect(page.contains("2024-02-30"))
      let damaged = try await upload(Array(book.prefix(2_000)), as: "sales.xlsx", table: "", with: browser, language: "ky")
      #expect(damaged.status == 422 && damaged.text.contains("Excel китеби окулбайт."))
    }
  }

  @Test("Nothing is recorded by the check; then the good rows are, once")
  func judgedThenRecorded() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let head = try await server.desk.log.headPosition()
      let sent = try await upload(Self.sales, as: "sales.csv", with: browser)
      #expect(sent.status == 303)
      let path = sent["location"] ?? ""
      let page = try await browser.get(path).text
      #expect(page.contains("Only checked") && page.contains("I-1") == false && page.contains("NONE"))
      #expect(try await server.desk.log.headPosition() == head)
      #expect(try await browser.send(path, []).status == 303)
      let after = try await server.desk.log.headPosition()
      #expect(after > head)
      #expect(try await browser.get(path).text.contains("The good rows are recorded"))
      #expect(try await browser.post(path, Browser.hidden(in: page)).status == 303)
      #expect(try await server.desk.log.headPosition() == after)
    }
  }

  @Test("Why a row is not taken is said in the reader's language, on the page and in the file of rejects")
  func inTheLanguage() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let path = try await upload(Self.sales, as: "sales.csv", with: browser, language: "ru")["location"] ?? ""
      let page = try await browser.get(path).text
      #expect(page.contains("«x» – не число. Напишите так: 1234.50 или 1 234,50.") && page.contains("Канала «NONE» в книге нет."))
      #expect(try await browser.get(path + "/rejects").text.contains("«x» – не число."))
      let bare = try await upload("sale,sold_on\nI-1,2024-03-26", as: "sales.csv", with: browser, language: "ky")
      #expect(bare.status == 422 && bare.text.contains("Аталыштарда sales.csv үчүн зарыл тилкелер жок:") && bare.text.contains("«Саны» (quantity)"))
    }
  }

  @Test("The file of rejects is found by its sender alone, and no path leads elsewhere")
  func rejects() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let path = try await upload(Self.sales, as: "../../sales.csv", with: browser)["location"] ?? ""
      let file = try await browser.get(path + "/rejects")
      #expect(file.status == 200 && file.text.contains("NONE") && file["content-disposition"]?.contains("attachment") == true)
      let other = try await server.browser([.clerk], name: "other")
      #expect(try await other.get(path + "/rejects").status == 404)
      #expect(try await other.get(path).status == 404)
      for id in ["..", "%2e%2e%2f%2e%2e", String(repeating: "0", count: 32), "..%2F" + String(path.suffix(32))] {
        #expect(try await browser.get("/clerk/import/\(id)/rejects").status == 404)
      }
    }
  }

  @Test("A file of what the role may not record is turned away, and one that says nothing is asked about")
  func turnedAway() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      #expect(try await upload("date,currency,nominal,rate\n2024-01-01,USD,1,89", as: "rates.csv", with: browser).status == 422)
      #expect(try await upload(Self.sales, as: "mine.csv", with: browser).status == 422)
      #expect(try await upload(Self.sales, as: "mine.csv", table: "sales", with: browser).status == 303)
      #expect(try await upload("", as: "", with: browser).status == 422)
    }
  }
}
