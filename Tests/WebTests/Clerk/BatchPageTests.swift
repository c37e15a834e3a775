import Testing

@testable import Web

/// A batch from its producers to the shelf, for everybody who works with goods.
@Suite struct BatchPageTests {
  @Test("Batches are listed and found by a part of their number")
  func list() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let page = try await browser.get("/batches").text
      let code = try #require(Self.firstBatch(in: page))
      #expect(try await browser.get("/batches?search=\(code.dropFirst().lowercased())").text.contains("/batches/\(code)"))
      #expect(try await browser.get("/batches?search=no-such").text.contains("No batch has “no-such” in its number or product."))
      #expect(try await browser.get("/batches?search=%27%25").status == 200)
    }
  }

  @Test("A clerk sees makers, events, places and sales, and no money; an auditor sees the money and opens the events")
  func traced() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let clerk = try await server.browser([.clerk])
      let code = try #require(Self.firstBatch(in: try await clerk.get("/batches").text))
      let page = try await clerk.get("/batches/\(code)").text
      for text in [
        "Who made it", "From the producer to the shelf", "Checks, certificates and recalls", "Where it lies", "Sold in these sales", "Particulars",
      ] {
        #expect(page.contains(text), "\(text)")
      }
      #expect(!page.contains("Its money") && !page.contains("No money has come for it yet.") && !page.contains(">Amount<"))
      #expect(!page.contains("href=\"/log/") && !page.contains("/explain/"))
      let auditor = try await server.browser([.auditor])
      let seen = try await auditor.get("/batches/\(code)").text
      #expect((seen.contains("Its money") || seen.contains("No money has come for it yet.")) && seen.contains(">Amount<"))
      #expect(seen.contains("href=\"/log/"))
      #expect(seen.contains("/explain/stock?where.batch=\(code)"))
      #expect(try await auditor.get("/reports/stock").text.contains("href=\"/batches/\(code)\""))
      for (language, text) in [("ru", "От производителя до полки"), ("ky", "Өндүрүүчүдөн текчеге чейин")] {
        let page = try await clerk.get("/batches/\(code)?lang=\(language)").text
        #expect(page.contains(text) && !page.contains("[trace") && !page.contains("[batches"))
      }
    }
  }

  @Test("A batch that the book does not know is not found, whatever its code looks like")
  func unknown() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.manager])
      let answer = try await browser.get("/batches/NONE")
      #expect(answer.status == 404 && answer.text.contains("There is no batch “NONE” in this book."))
      #expect(try await browser.get("/batches/%20").status == 404)
    }
  }

  @Test("A label has a QR code for a whole address, and asks again for what is none; an unsigned batch has no public page")
  func label() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let browser = try await server.browser([.clerk])
      let code = try #require(Self.firstBatch(in: try await browser.get("/batches").text))
      #expect(try await browser.get("/batches/\(code)/label").text.contains("Address of the public page"))
      let wrong = try await browser.get("/batches/\(code)/label?address=ovop")
      #expect(wrong.status == 422 && wrong.text.contains("Write the whole address, beginning with https://"))
      let label = try await browser.get("/batches/\(code)/label?address=https%3A%2F%2Fovop.example%2Fb%2F1%2F").text
      #expect(label.contains("<svg") && label.contains("https://ovop.example/b/1/") && label.contains("language=ru"))
      let page = try await browser.get("/batches/\(code)/page?address=https%3A%2F%2Fovop.example%2F")
      #expect(page.status == 404 && page.text.contains("The book has not been signed since this batch was recorded."))
    }
  }

  /// The code of the first batch that a page leads to.
  private static func firstBatch(in page: String) -> String? {
    page.components(separatedBy: "href=\"/batches/").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
  }
}
