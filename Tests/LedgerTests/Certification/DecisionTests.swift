import Ledger
import Testing

@Suite("What brand committees decide")
struct DecisionTests {
  private func book(stars: [Int64] = []) throws(Refusal) -> TestBook {
    var book = try workshopOfNaryn()
    try book.perform(criteria(stars: stars))
    return book
  }

  @Test("A product that meets all four criteria is certified, in its own stream, with the version judged by and the stars earned")
  func granted() throws {
    var book = try book(stars: [9, 11])
    let facts = try book.perform(decided(says: .granted, stars: 2)).facts
    #expect(facts.map(\.stream.text) == ["product/SLIPPER"])
    #expect(facts.map(\.occurredOn) == [day("2024-04-01")])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"certificate":"N-1","criteria_version":1,"decided_on":"2024-04-01","oblast":"Naryn","outcome":"granted","product":"SLIPPER","#
          + #""results":{"ecology":"pass","local_material":"pass","quality_safety":8,"unique_design":3},"stars":2,"valid_until":"2026-03-31"}"#
      ])
    #expect(try book.perform(decided(says: .granted, stars: 2)) == .unchanged)
    #expect(try book.perform(decided()) == .unchanged, "what follows from the results need not be said")
    #expect(book.standing(on: "2024-04-01") == .valid(.init("N-1"), until: day("2026-03-31")))
  }

  @Test("A product that fails one criterion is refused its certificate, and has no stars and no last day")
  func refused() throws {
    var book = try book(stars: [1])
    let facts = try book.perform(decided(finding: found(5, 5), until: nil)).facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"certificate":"N-1","criteria_version":1,"decided_on":"2024-04-01","oblast":"Naryn","outcome":"refused","product":"SLIPPER","#
          + #""results":{"ecology":"pass","local_material":"pass","quality_safety":5,"unique_design":5}}"#
      ])
    #expect(book.standing(on: "2024-04-01") == CertificateStanding.none)
  }

  @Test("Each criterion by itself decides", arguments: Criterion.allCases)
  func eachCriterion(_ criterion: Criterion) throws {
    func result(_ other: Criterion, _ good: CriterionResult, _ bad: CriterionResult) -> CriterionResult { other == criterion ? bad : good }
    let results = ByCriterion(
      qualitySafety: result(.qualitySafety, .score(6), .score(5)), localMaterial: result(.localMaterial, .passed, .failed),
      ecology: result(.ecology, .passed, .failed), uniqueDesign: result(.uniqueDesign, .score(2), .score(1)))
    let book = try book()
    #expect(book.refusalText(decided(finding: results, until: nil)) == nil)
    #expect(
      book.refusalText(decided(finding: results, says: .granted))
        == "outcome: decision N-1 says granted, but the results do not meet \(criterion.rawValue); correct the outcome or the results")
  }

  @Test("A committee of another oblast, a product of none, and criteria that nobody agreed are refused with what to do")
  func wrongCommittee() throws {
    var book = try book()
    #expect(
      book.refusalText(decided(by: "Osh"))
        == "oblast: product SLIPPER comes from Naryn; the committee of Osh cannot certify it: take it to the committee of Naryn")
    #expect(
      book.refusalText(decided(about: "BAG"))
        == "product: product BAG has no oblast of origin in the book, so no committee is its own; put it into products.csv with its oblast first")
    #expect(
      book.refusalText(decided(about: "HAT"))
        == "product: there is no product 'HAT' in this book; correct the code or record the product first")
    #expect(
      book.refusalText(decided(on: "2024-02-29"))
        == "oblast: the committee of Naryn has no criteria on 2024-02-29: its first hold from 2024-03-01; correct the date")
    #expect(
      book.refusalText(decided(version: 2))
        == "criteria_version: the committee of Naryn has no version 2 of its criteria, the newest is 1; correct the version or record it first")
    try book.perform(criteria(2, from: "2024-04-01"))
    #expect(
      book.refusalText(decided(version: 1))
        == "criteria_version: version 1 of the criteria of Naryn was not in force on 2024-04-01, version 2 was; correct the version or the date")
    #expect(book.refusalText(decided(version: 2)) == nil)
    #expect(
      try workshopOfNaryn().refusalText(decided())
        == "oblast: the committee of Naryn has no criteria; record them first")
  }

  @Test("A product whose origin became known later is then its oblast's committee's")
  func originLater() throws {
    var book = try book()
    let command = DevelopProduct(product: .init("BAG"), name: "BAG", category: "felt", unit: .piece, oblast: "Naryn", date: day("2024-03-05"))
    let facts = try book.perform(.developProduct(command)).facts
    #expect(facts.map { text($0.event.payload.canonicalBytes) } == [#"{"oblast":"Naryn","product":"BAG"}"#])
    #expect(try book.perform(.developProduct(command)) == .unchanged)
    #expect(book.refusalText(decided(about: "BAG")) == nil)
  }

  @Test("Results that are not of the kind that the criteria ask for are refused with the criterion")
  func results() throws {
    let book = try book()
    for (results, expected) in [
      (
        found(11, 3), "quality_safety: version 1 of the criteria judges quality_safety by points; write a whole number from 0 to 10"
      ),
      (found(-1, 3), "quality_safety: version 1 of the criteria judges quality_safety by points; write a whole number from 0 to 10"),
      (found(.max, 3), "quality_safety: version 1 of the criteria judges quality_safety by points; write a whole number from 0 to 10"),
      (found(8, 3, local: .score(3)), "local_material: version 1 of the criteria judges local_material without points; write pass or fail"),
      (
        ByCriterion(qualitySafety: .passed, localMaterial: .passed, ecology: .passed, uniqueDesign: .score(3)),
        "quality_safety: version 1 of the criteria judges quality_safety by points; write a whole number from 0 to 10"
      ),
    ] { #expect(book.refusalText(decided(finding: results)) == expected) }
  }

  @Test("An outcome, stars or a last day that do not follow from the results are refused")
  func contradictions() throws {
    let (plain, starred) = (try book(), try book(stars: [8, 12]))
    for (book, command, expected) in [
      (
        plain, decided(says: .refused),
        "outcome: decision N-1 says refused, but the results meet all four criteria; correct the outcome or the results"
      ),
      (
        plain, decided(finding: found(1, 1, local: .failed, ecology: .failed), says: .granted),
        "outcome: decision N-1 says granted, but the results do not meet quality_safety, local_material, ecology and unique_design; "
          + "correct the outcome or the results"
      ),
      (starred, decided(stars: 2), "stars: decision N-1 says 2 for stars, but the results earn 1; correct the stars or the results"),
      (plain, decided(stars: 1), "stars: decision N-1 says 1 for stars, but the results earn none; correct the stars or the results"),
      (
        starred, decided(finding: found(5, 5), stars: 1, until: nil),
        "stars: decision N-1 says 1 for stars, but the results earn none; correct the stars or the results"
      ),
      (plain, decided(until: nil), "valid_until: valid_until is empty; it is required"),
      (
        plain, decided(until: "2024-03-31"),
        "valid_until: the certificate would end on 2024-03-31, before the decision of 2024-04-01; correct one of the two"
      ),
      (
        plain, decided(finding: found(5, 5)),
        "valid_until: the results of decision N-1 do not meet quality_safety, so there is no certificate that could last; leave valid_until out"
      ),
    ] { #expect(book.refusalText(command) == expected) }
    #expect(plain.refusalText(decided(until: "2024-04-01")) == nil, "a certificate of one day")
  }

  @Test("A number that is known with other content is refused")
  func knownNumber() throws {
    var book = try book()
    try book.perform(decided())
    for other in [decided(finding: found(9, 3)), decided(until: "2026-04-01"), decided(on: "2024-04-02")] {
      #expect(
        book.refusalText(other)
          == "certificate: decision N-1 about product SLIPPER is already recorded with another certificate: other content in the book, this here; "
          + "correct the row or use a new number")
    }
  }

  @Test("A decision that is handed in again is not judged again, whatever criteria were agreed since")
  func handedInAgain() throws {
    var book = try book()
    try book.perform(decided(finding: found(6, 2)))
    let strict = ByCriterion<Measure>(
      qualitySafety: .score(largest: 10, needed: 9), localMaterial: .passFail, ecology: .passFail, uniqueDesign: .score(largest: 5, needed: 2))
    try book.perform(criteria(2, from: "2024-03-15", by: strict))
    #expect(try book.perform(decided(finding: found(6, 2))) == .unchanged)
    #expect(try book.perform(decided(version: 1, finding: found(6, 2), says: .granted)) == .unchanged)
    #expect(book.refusalText(decided("N-2", finding: found(6, 2), says: .granted))?.hasPrefix("outcome: decision N-2 says granted") == true)
    #expect(book.standing(on: "2024-04-01") == .valid(.init("N-1"), until: day("2026-03-31")))
  }

  @Test("A decision's number is the key of its recording, in the whole book; a revocation has none of its own")
  func naturalKey() {
    #expect(decided("N-7").naturalKey == "certificate/N-7")
    #expect(decided("N-7", about: "BAG").naturalKey == "certificate/N-7")
    #expect(revoked("N-7", on: "2024-05-01").naturalKey == nil)
    #expect(criteria().naturalKey == nil)
    #expect(decided().subject == .product(.init("SLIPPER")))
    #expect(criteria().subject == .criteria("Naryn"))
  }
}
