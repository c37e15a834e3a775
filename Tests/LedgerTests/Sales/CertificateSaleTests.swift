import Ledger
import Testing

@Suite("Sales on channels that ask for certificates")
struct CertificateSaleTests {
  /// Slippers from Naryn, certified for a year from 1 March 2024 and no longer from 1 September; a shop with such terms.
  private func stocked(_ certification: CertificationDemand) throws -> TestBook {
    var book = try TestBook.trading()
    try book.perform(
      .developProduct(DevelopProduct(product: .init("SOAP"), name: "SOAP", category: "soap", unit: .piece, oblast: "Naryn", date: day("2024-01-01"))))
    let criteria = CriteriaSet(
      version: 1, validFrom: day("2024-01-01"),
      measures: ByCriterion(qualitySafety: .passFail, localMaterial: .passFail, ecology: .passFail, uniqueDesign: .passFail))
    let passed = CriterionResult.passed
    let commands: [CertificationCommand] = [
      .agreeCriteria(AgreeCriteria(oblast: "Naryn", criteria: criteria)),
      .decide(
        DecideCertification(
          product: .init("SOAP"), certificate: .init("C-1"), oblast: "Naryn",
          results: ByCriterion(qualitySafety: passed, localMaterial: passed, ecology: passed, uniqueDesign: passed), decidedOn: day("2024-03-01"),
          validUntil: day("2024-08-31"))),
    ]
    for command in commands { try book.perform(.certification(command)) }
    let terms = Terms(
      model: .consignment, commissionBasisPoints: 0, feeBasisPoints: 0, currency: .kgs, settleDays: 30, validFrom: day("2024-01-01"),
      certification: certification)
    try book.perform(.agreeTerms(AgreeTerms(channel: .init("STRICT"), name: "STRICT", kind: .brandShop, country: "KG", terms: terms)))
    try book.produce("B1", [("P1", 9000)], of: "SOAP")
    return book
  }

  private func soap(_ number: String, on date: String, through channel: String = "STRICT") -> RecordSale {
    sale(number, 1000, at: "5", on: date, channel: channel, product: "SOAP")
  }

  @Test("Where the terms want an exception, the sale is recorded with what was missing, and has one more line without money")
  func exception() throws {
    var book = try stocked(.exception)
    for (number, date, lack) in [
      ("S1", "2024-02-29", CertificateLack.never), ("S2", "2024-03-01", nil), ("S3", "2024-08-31", nil), ("S4", "2024-09-01", .expired),
    ] as [(String, String, CertificateLack?)] {
      #expect(try book.sell(soap(number, on: date)).uncertified == lack, "\(date)")
    }
    try book.perform(
      .certification(
        .revoke(RevokeCertificate(product: .init("SOAP"), certificate: .init("C-1"), reason: "lead", date: day("2024-06-01")))))
    let facts = try book.perform(.recordSale(soap("S5", on: "2024-06-01"))).facts
    #expect(facts.first.map { text($0.event.payload.canonicalBytes).contains(#""sale":"S5","uncertified":"revoked","unit":"H87""#) } == true)
    for fact in facts { #expect(try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes) == fact.event) }
    let lines = facts.flatMap { unroll($0.event) }
    #expect(lines.map(\.kind) == ["sold", "uncertified", "drawn"])
    let line = try #require(lines.dropFirst().first)
    #expect((line.sale, line.product, line.channel, line.purpose, line.quantity) == ("S5", "SOAP", "STRICT", "revoked", 1000))
    #expect(line.amounts == nil && line.bookAmounts == nil && line.batch == nil)
    #expect(try book.sell(soap("S6", on: "2024-06-01", through: "SHOP")).uncertified == nil)
  }

  @Test("Where the terms refuse it, the refusal says what is missing and what to do")
  func refused() throws {
    var book = try stocked(.refuse)
    func description(_ date: String) -> String? { refusal { () throws(Refusal) in try book.decide(.recordSale(soap("S", on: date))) }?.description }
    func text(_ date: String, _ lack: String) -> String {
      "product: channel STRICT takes only certified products, and SOAP was not certified on \(date): \(lack); have the brand committee of its oblast "
        + "certify it, or sell it through another channel"
    }
    #expect(description("2024-02-29") == text("2024-02-29", "no committee has granted it a certificate by then"))
    #expect(description("2024-09-01") == text("2024-09-01", "certificate C-1 was valid until 2024-08-31"))
    #expect(description("2024-05-31") == nil)
    let unchanged = try book.perform(.recordSale(soap("S1", on: "2024-05-01")))
    try book.perform(
      .certification(
        .revoke(RevokeCertificate(product: .init("SOAP"), certificate: .init("C-1"), reason: "lead", date: day("2024-05-01")))))
    #expect(description("2024-05-31") == text("2024-05-31", "certificate C-1 was revoked on 2024-05-01"))
    // What is in the book stays so.
    #expect(unchanged != .unchanged)
    #expect(try book.perform(.recordSale(soap("S1", on: "2024-05-01"))) == .unchanged)
  }
}
