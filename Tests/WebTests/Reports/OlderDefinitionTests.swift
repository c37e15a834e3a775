import Projections
import ReadModels
import SignIn
import Testing

@testable import Web

/// Explanations by a definition that counted once.
@Suite("Explanations by older definitions")
struct OlderDefinitionTests {
  @Test("A figure is explained by an older version of its read model, beside what it comes to now; what has no part in it is refused")
  func older() async throws {
    try await ServerUnderTest.with(example: true, folds: false) { server in
      let (live, owner) = (server.desk.catalogue, server.desk.owner)
      let file = try #require(live.file(.model, "sales_by_channel"))
      // As it might have been at first: discounts were overlooked.
      let text = file.text.replacing("book_gross - book_discount", with: "book_gross")
      #expect(text != file.text)
      let old = DefinitionFile(ProjectionFile(path: file.file, text: text), kind: .model)
      _ = try await Rebuilder(options: owner, catalogue: try live.replacing([old])).rebuild()
      _ = try await Rebuilder(options: owner, catalogue: live).rebuild()
      let auditor = try await server.browser([.auditor])
      let path = "/explain/channel-sales?where.period=2024&where.channel=SHOP"
      let now = try await auditor.get(path)
      #expect(now.status == 200 && !now.text.contains("These are not the figures that count"))
      #expect(now.text.contains("By an older version of Models/sales_by_channel.sql") && now.text.contains("definition=\(old.hash.prefix(16))"))
      let then = try await auditor.get("\(path)&definition=\(old.hash.prefix(16))")
      #expect(
        then.status == 200 && then.text.contains("These are not the figures that count: they are by an older version of Models/sales_by_channel.sql"))
      #expect(then.text.contains("Net sales, by what counts now") && then.text.contains("SHA-256 \(old.hash)"))
      let csv = try await auditor.get("/explain/channel-sales/csv?where.period=2024&where.channel=SHOP&definition=\(old.hash.prefix(16))")
      #expect(csv.status == 200 && csv.text.contains("total of"))
      let foreign = try await auditor.get("/explain/producer-balance?where.producer=P-1&definition=\(old.hash.prefix(16))")
      #expect(foreign.status == 422 && foreign.text.contains(" is not explained by Models/sales_by_channel.sql."))
      for wrong in ["0000", "xyz", "%27"] {
        let answer = try await auditor.get("\(path)&definition=\(wrong)")
        #expect(answer.status == 422, "\(wrong)")
      }
    }
  }
}
