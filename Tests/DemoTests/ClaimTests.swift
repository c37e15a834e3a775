import Demo
import Ledger
import Testing

@Suite("Published claims in the demo book")
struct ClaimTests {
  @Test("Every claim is in the book, and the book says of it what the history makes it say", arguments: DemoFigures.claims.map(\.figure))
  func answered(figure: Figure) throws {
    let found = try Replay.small.get().totals.answer(figure.query)
    #expect(figure.expected.isReproduced(by: found), "\(figure.id): \(figure.query.unit.text(found)), expected \(figure.expectedText)")
  }

  @Test("Claims that do not agree stay apart: 3 500 and 500 producers, 800 people and 800 families, dollars that the som do not come to")
  func contradictions() throws {
    let totals = try Replay.small.get().totals
    func claim(_ code: String) throws -> PublishedFigure { try #require(totals.programme.claims[code]) }
    func book(_ code: String) -> Int64 { totals.answer(.claimed(code, .count)) }
    let (russian, kyrgyz) = (try claim("CL-P-21"), try claim("CL-P-22"))
    #expect(russian.definition == kyrgyz.definition && russian.scope == kyrgyz.scope)
    #expect((russian.figure.mantissa, kyrgyz.figure.mantissa) == (3500, 500))
    #expect(try claim("CL-R-02").source == claim("CL-R-03").source)
    #expect((book("CL-R-02"), book("CL-R-03")) == (800, 0))
    // Two and a half millions of dollars would be twice the sales of the whole year.
    #expect(book("CL-S-21") * 6 < 250_000_000)
    #expect(book("CL-S-22") * 2 < 120_000_000)
    // 10 000 som were 143 dollars, and 18 000 were 258.
    #expect(book("CL-W-21") >= 14_327)
    #expect(book("CL-W-22") <= 25_788 && book("CL-W-22") > 21_000)
    for code in ["CL-P-31", "CL-P-32", "CL-P-33"] {
      let published = try claim(code).figure.mantissa
      #expect(book(code) > 0 && book(code) < published, "\(code)")
    }
  }

  @Test("Claims have names, sources and words of their own, and are dated before the day they were compared")
  func complete() {
    let claims = DemoFigures.claims
    #expect(claims.count >= 35)
    #expect(Set(claims.map(\.figure.id)).count == claims.count)
    #expect(claims.allSatisfy { !$0.published.isEmpty && !$0.figure.source.isEmpty })
    #expect(claims.contains { $0.published == "about 2 500 000 USD" })
    #expect(claims.contains { $0.published == "at least 500 persons" })
    #expect(claims.contains { $0.published == "23 798 pieces" })
  }
}
