import Bookkeeping
import Ledger
import Testing

/// Committees decide while others sell and write down criteria: whoever comes second decides by what the log says then.
@Suite("Certificates among several writers")
struct CertificationTests {
  private static let opening: [Command] = [community(), producer("P1")] + ["RUG", "HAT"].map(felt) + [criteria(1, needed: 5), selling]

  private static func felt(_ code: String) -> Command {
    .developProduct(
      DevelopProduct(product: .init(code), name: code, category: "felt", unit: .piece, oblast: "Ысык-Көл", date: day("2024-01-01")))
  }

  /// A channel that takes certified products only.
  private static let selling: Command = {
    let terms = Terms(
      model: .consignment, commissionBasisPoints: 0, feeBasisPoints: 500, currency: .kgs, settleDays: 30, validFrom: day("2024-01-01"),
      certification: .refuse)
    return .agreeTerms(AgreeTerms(channel: .init("SHOP"), name: "SHOP", kind: .brandShop, country: "KG", terms: terms))
  }()

  private static func criteria(_ version: Int64, needed: Int64, from date: String = "2024-01-01") -> Command {
    let measures = ByCriterion<Measure>(
      qualitySafety: .score(largest: 10, needed: needed), localMaterial: .passFail, ecology: .passFail, uniqueDesign: .passFail)
    return .certification(
      .agreeCriteria(
        AgreeCriteria(oblast: "Ысык-Көл", criteria: CriteriaSet(version: version, validFrom: day(date), measures: measures))))
  }

  private static func certify(_ certificate: String, _ product: String, points: Int64 = 7, on date: String = "2024-01-20") -> Command {
    .certification(
      .decide(
        DecideCertification(
          product: .init(product), certificate: .init(certificate), oblast: "Ысык-Көл",
          results: ByCriterion(qualitySafety: .score(points), localMaterial: .passed, ecology: .passed, uniqueDesign: .passed),
          decidedOn: day(date), validUntil: day("2025-01-20"))))
  }

  private static func revoke(_ certificate: String, _ product: String, on date: String) -> Command {
    .certification(
      .revoke(RevokeCertificate(product: .init(product), certificate: .init(certificate), reason: "dye that runs", date: day(date))))
  }

  /// What became of commands: recorded, unchanged, or the whole text of the refusal.
  private static func outcomes(_ commands: Command..., by bookkeeper: Bookkeeper) async throws -> [String] {
    try await bookkeeper.record(commands).map { verdict in
      switch verdict {
      case .recorded: "recorded"
      case .unchanged: "unchanged"
      case .refused(let refusal): refusal.description
      }
    }
  }

  @Test("A certificate's number is given once in the book, whatever the product and whoever gives it")
  func numberOnce() async throws {
    try await TestBook.with { book in
      let (clerk, other) = (book.bookkeeper(), book.bookkeeper())
      try await clerk.record(Self.opening)
      let first = try await Self.outcomes(Self.certify("N-1", "RUG"), Self.certify("N-1", "RUG"), by: clerk)
      #expect(first == ["recorded", "unchanged"])
      for bookkeeper in [clerk, other] {
        let again = try await Self.outcomes(Self.certify("N-1", "HAT"), by: bookkeeper)
        #expect(again == ["key: 'certificate/N-1' was already used for a command with other content; correct the row or use a new number"])
      }
      let round = try await Self.outcomes(
        Self.certify("N-2", "HAT"), Self.certify("N-2", "RUG"), Self.certify("N-3", "RUG", on: "2024-01-21"), by: other)
      #expect(
        round == [
          "recorded", "key: 'certificate/N-2' was already used for a command with other content; correct the row or use a new number", "recorded",
        ])
    }
  }

  @Test("A sale that is decided before it is known that the certificate was revoked is decided anew, and refused")
  func revokedMeanwhile() async throws {
    try await TestBook.with { book in
      let (shop, committee) = (book.bookkeeper(), book.bookkeeper())
      try await shop.record(Self.opening + [Self.certify("N-1", "RUG"), batch("B1", 10)])
      let before = try await Self.outcomes(sale("S1", 1), by: shop)
      #expect(before == ["recorded"])
      let revocation = try await Self.outcomes(Self.revoke("N-1", "RUG", on: "2024-02-01"), by: committee)
      #expect(revocation == ["recorded"])
      // The shop's bookkeeper has the product at hand as it was. The day before the revocation the certificate held.
      let after = try await Self.outcomes(sale("S2", 1), sale("S3", 1, on: "2024-01-31"), by: shop)
      #expect(
        after == [
          "product: channel SHOP takes only certified products, and RUG was not certified on 2024-02-01: certificate N-1 was revoked on 2024-02-01; "
            + "have the brand committee of its oblast certify it, or sell it through another channel", "recorded",
        ])
    }
  }

  @Test("A decision is judged by the criteria that are in force when it is recorded, also those that another writer has just agreed")
  func criteriaMeanwhile() async throws {
    try await TestBook.with { book in
      let (clerk, other) = (book.bookkeeper(), book.bookkeeper())
      try await clerk.record(Self.opening)
      let lenient = try await Self.outcomes(Self.certify("N-1", "RUG", points: 5), by: clerk)
      #expect(lenient == ["recorded"])
      let stricter = try await Self.outcomes(Self.criteria(2, needed: 6, from: "2024-01-15"), by: other)
      #expect(stricter == ["recorded"])
      // What was decided before stays as it was.
      let strict = try await Self.outcomes(
        Self.certify("N-2", "RUG", points: 5), Self.certify("N-2", "RUG", points: 6), Self.certify("N-1", "RUG", points: 5), by: clerk)
      #expect(
        strict == [
          "valid_until: the results of decision N-2 do not meet quality_safety, so there is no certificate that could last; leave valid_until out",
          "recorded", "unchanged",
        ])
    }
  }
}
