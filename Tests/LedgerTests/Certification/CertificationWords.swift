import Ledger

/// Felt slippers of Naryn and a bag whose origin nobody wrote down, in March 2024.
func workshopOfNaryn() throws(Refusal) -> TestBook {
  var book = TestBook()
  for (code, oblast) in [("SLIPPER", "Naryn"), ("BAG", nil)] as [(String, String?)] {
    try book.perform(
      .developProduct(DevelopProduct(product: .init(code), name: code, category: "felt", unit: .piece, oblast: oblast, date: day("2024-03-01"))))
  }
  return book
}

/// The committee's usual way of judging: points for quality and design, the rest is met or not.
let usualMeasures = ByCriterion<Measure>(
  qualitySafety: .score(largest: 10, needed: 6), localMaterial: .passFail, ecology: .passFail, uniqueDesign: .score(largest: 5, needed: 2))

/// Criteria of a committee.
func criteria(
  _ version: Int64 = 1, from date: String = "2024-03-01", of oblast: String = "Naryn", by measures: ByCriterion<Measure> = usualMeasures,
  stars: [Int64] = []
) -> Command {
  .certification(
    .agreeCriteria(
      AgreeCriteria(
        oblast: oblast, criteria: CriteriaSet(version: version, validFrom: day(date), measures: measures, starPoints: stars))))
}

/// What a committee found: points for quality and design, the rest met, unless it is said otherwise.
func found(_ quality: Int64, _ design: Int64, local: CriterionResult = .passed, ecology: CriterionResult = .passed) -> ByCriterion<CriterionResult> {
  ByCriterion(qualitySafety: .score(quality), localMaterial: local, ecology: ecology, uniqueDesign: .score(design))
}

/// A committee's decision.
func decided(
  _ certificate: String = "N-1", about product: String = "SLIPPER", by oblast: String = "Naryn", version: Int64? = nil,
  finding results: ByCriterion<CriterionResult> = found(8, 3), says outcome: CertificationOutcome? = nil, stars: Int64? = nil,
  on date: String = "2024-04-01",
  until: String? = "2026-03-31"
) -> Command {
  .certification(
    .decide(
      DecideCertification(
        product: .init(product), certificate: .init(certificate), oblast: oblast, criteriaVersion: version, results: results, outcome: outcome,
        stars: stars, decidedOn: day(date), validUntil: until.map(day))))
}

/// A certificate taken back.
func revoked(_ certificate: String = "N-1", of product: String = "SLIPPER", _ reason: String = "dye that runs", on date: String) -> Command {
  .certification(.revoke(RevokeCertificate(product: .init(product), certificate: .init(certificate), reason: reason, date: day(date))))
}

extension TestBook {
  /// The whole text of a refusal; nil when the command is not refused.
  func refusalText(_ command: Command) -> String? { refusal { () throws(Refusal) in try decide(command) }?.description }

  /// How a product stands on a day.
  func standing(_ product: String = "SLIPPER", on date: String) -> CertificateStanding? { products[.init(product)]?.certificate(on: day(date)) }
}
