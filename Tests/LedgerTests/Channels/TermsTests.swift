import Ledger
import Testing

@Suite("Terms that end, overlap, or demand certificates")
struct TermsTests {
  private func terms(_ from: String, to: String? = nil, fee: Int64 = 1200, _ demand: CertificationDemand = .none) -> Command {
    let terms = Terms(
      model: .consignment, commissionBasisPoints: 0, feeBasisPoints: fee, currency: .kgs, settleDays: 30, validFrom: day(from), validTo: to.map(day),
      certification: demand)
    return .agreeTerms(AgreeTerms(channel: .init("GUM"), name: "GUM", kind: .brandShop, country: "KG", terms: terms))
  }

  @Test("A last day and a demand for certificates are written down only where they were agreed")
  func bytes() throws {
    var book = TestBook()
    let facts = try book.perform(terms("2024-01-01", to: "2024-06-30", .refuse)).facts + book.perform(terms("2024-07-01")).facts
    #expect(
      facts.dropFirst().map { text($0.event.payload.canonicalBytes) } == [
        #"{"certification":"refuse","channel":"GUM","commission_bp":0,"currency":"KGS","fee_bp":1200,"model":"consignment","settle_days":30,"#
          + #""valid_from":"2024-01-01","valid_to":"2024-06-30"}"#,
        #"{"channel":"GUM","commission_bp":0,"currency":"KGS","fee_bp":1200,"model":"consignment","settle_days":30,"valid_from":"2024-07-01"}"#,
      ])
    #expect(try book.perform(terms("2024-01-01", to: "2024-06-30", .refuse)) == .unchanged)
  }

  @Test("After the last day nothing holds until the next terms do, and the refusal says that the terms have ended")
  func ending() throws {
    var book = try TestBook.trading()
    try book.perform(terms("2024-01-01", to: "2024-03-31", .exception))
    try book.perform(terms("2024-05-01"))
    let channel = try #require(book.channels[.init("GUM")])
    for (date, demand) in [
      ("2023-12-31", nil), ("2024-01-01", .exception), ("2024-03-31", .exception), ("2024-04-01", nil), ("2024-05-01", CertificationDemand.none),
    ]
      as [(String, CertificationDemand?)]
    { #expect(channel.terms(on: day(date))?.certification == demand, "\(date)") }
    try book.produce("B1", [("P1", 5000)])
    for (date, expected) in [
      ("2023-12-31", "channel: channel GUM has no terms on 2023-12-31: its first terms hold from 2024-01-01; add terms or correct the date"),
      ("2024-04-15", "channel: channel GUM has no terms on 2024-04-15: those before it have ended; add terms or correct the date"),
    ] { #expect(book.refusalText(.recordSale(sale("S1", 1000, on: date, channel: "GUM"))) == expected) }
  }

  @Test("What was sold under terms that have ended is still stated")
  func statedAfterTheEnd() throws {
    var book = TestBook()
    try book.perform(terms("2024-01-01", to: "2024-02-10"))
    try book.settle(receive("ST1", [line("1", .adjustment, 100)], channel: "GUM", closing: 100))
    #expect(
      book.refused(receive("ST0", [line("1", .adjustment, 100)], channel: "GUM", from: "2023-12-01", to: "2023-12-31"))
        == "channel: channel GUM has no terms on 2023-12-31: its first terms hold from 2024-01-01; add terms or correct the date")
  }

  @Test("Two sets of terms of which some day would have both are refused, in whatever order they are written down")
  func overlapping() throws {
    let advice = "let the earlier end before the later begin, or leave their last day out"
    let june = terms("2024-04-01", to: "2024-06-30")
    for (command, expected) in [
      (
        terms("2024-04-01"),
        "valid_from: terms of channel GUM from 2024-04-01 overlap those from 2024-04-01 to 2024-06-30; "
          + "the day has other terms already: let these begin on another day"
      ),
      (terms("2024-06-30"), "valid_from: terms of channel GUM from 2024-06-30 overlap those from 2024-04-01 to 2024-06-30; \(advice)"),
      (
        terms("2024-05-01", to: "2024-05-31"),
        "valid_from: terms of channel GUM from 2024-05-01 to 2024-05-31 overlap those from 2024-04-01 to 2024-06-30; \(advice)"
      ),
      (
        terms("2024-01-01", to: "2024-04-01"),
        "valid_to: terms of channel GUM from 2024-01-01 to 2024-04-01 overlap those from 2024-04-01 to 2024-06-30; \(advice)"
      ),
      (terms("2024-05-01", to: "2024-04-30"), "valid_to: the terms would end on 2024-04-30, before they begin on 2024-05-01; correct one of the two"),
    ] {
      var book = TestBook()
      try book.perform(june)
      #expect(book.refusalText(command) == expected)
    }
    for command in [terms("2024-07-01"), terms("2024-01-01"), terms("2024-01-01", to: "2024-03-31"), terms("2024-03-31", to: "2024-03-31")] {
      var book = TestBook()
      try book.perform(june)
      #expect(book.refusalText(command) == nil)
    }
  }

  @Test("Over random agreements no day has two, and each day has what a model that looks day by day says", arguments: 1...40)
  func modelled(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let first = day("2024-01-01")
    var book = TestBook()
    // Per agreement: first day, last day that it claims for itself, and its fee, by which it is known.
    var agreed: [(from: Int, to: Int?, fee: Int64)] = []
    for fee in Int64(1)...30 {
      let from = random.number(0...40)
      let to = random.chance(60) ? from + random.number(0...12) : nil
      let text = first.adding(days: from).description
      let isRefused = book.refusalText(terms(text, to: to.map { first.adding(days: $0).description }, fee: fee)) != nil
      let meets = agreed.contains { other in
        // Some day is claimed by both, where an open end claims its first day alone.
        (other.from...(other.to ?? other.from)).overlaps(from...(to ?? from))
      }
      #expect(isRefused == meets, "seed \(seed), fee \(fee)")
      guard !isRefused else { continue }
      try book.perform(terms(text, to: to.map { first.adding(days: $0).description }, fee: fee))
      agreed.append((from, to, fee))
    }
    let channel = try #require(book.channels[.init("GUM")])
    for number in 0...60 {
      let begun = agreed.filter { $0.from <= number }.max { $0.from < $1.from }
      let expected = begun.flatMap { $0.to.map { number <= $0 } ?? true ? $0.fee : nil }
      #expect(channel.terms(on: first.adding(days: number))?.feeBasisPoints == expected, "seed \(seed), day \(number)")
    }
  }
}
