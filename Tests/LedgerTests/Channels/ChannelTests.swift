import Ledger
import Testing

@Suite("Channels and their terms")
struct ChannelTests {
  private func terms(
    _ commission: Int64 = 2000, _ fee: Int64 = 500, from date: String = "2024-01-01", days: Int64 = 30, name: String = "MUJI", country: String = "JP",
    kind: ChannelKind = .exportRetailer
  ) -> Command {
    let terms = Terms(
      model: .purchase, commissionBasisPoints: commission, feeBasisPoints: fee, currency: currency("JPY"), settleDays: days, validFrom: day(date))
    return .agreeTerms(AgreeTerms(channel: .init("MUJI"), name: name, kind: kind, country: country, terms: terms))
  }

  @Test("The first terms open the channel, later ones are added, the same ones change nothing")
  func opening() throws {
    var book = TestBook()
    let facts = try book.perform(terms()).facts
    try #require(!facts.isEmpty)
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"channel":"MUJI","country":"JP","kind":"export_retailer","name":"MUJI"}"#,
        #"{"channel":"MUJI","commission_bp":2000,"currency":"JPY","fee_bp":500,"model":"purchase","settle_days":30,"valid_from":"2024-01-01"}"#,
      ])
    #expect(try book.perform(terms()) == .unchanged)
    let next = try book.perform(terms(2500, from: "2024-07-01")).facts
    try #require(!next.isEmpty)
    #expect(next.map(\.event.type) == ["ChannelTermsAgreed"])
    #expect(try book.perform(terms()) == .unchanged)
  }

  @Test("The terms in force on a day are the newest not later, in whatever order they were written down")
  func inForce() throws {
    var book = TestBook()
    for (commission, date) in [(1, "2024-07-01"), (2, "2024-01-01"), (3, "2025-01-01"), (4, "2024-03-01")] {
      try book.perform(terms(Int64(commission), from: date))
    }
    let channel = try #require(book.channels[.init("MUJI")])
    for (date, commission) in [("2024-01-01", 2), ("2024-02-29", 2), ("2024-03-01", 4), ("2024-12-31", 1), ("2025-01-01", 3), ("2030-01-01", 3)] {
      #expect(channel.terms(on: day(date))?.commissionBasisPoints == Int64(commission), "\(date)")
    }
    #expect(channel.terms(on: day("2023-12-31")) == nil)
    #expect(channel.terms.map(\.commissionBasisPoints) == [2, 4, 1, 3])
  }

  @Test("Terms that cannot be are refused with the column and the reason")
  func malformed() {
    for (command, description) in [
      (terms(-1), "commission_percent: a percentage lies between 0 and 100"),
      (terms(10_001), "commission_percent: a percentage lies between 0 and 100"),
      (terms(0, -1), "fee_percent: a percentage lies between 0 and 100"),
      (terms(.max, .max), "commission_percent: a percentage lies between 0 and 100"),
      (terms(6000, 4001), "fee_percent: commission and fee together take more than 100 percent; producers would owe money"),
      (terms(days: -1), "settle_days: days to settle lie between 0 and 3650"),
      (terms(days: 3651), "settle_days: days to settle lie between 0 and 3650"),
      (terms(name: ""), "name: name is empty; it is required"),
      (terms(country: "jp"), "country: 'jp' is no country code: write two capital letters (ISO 3166), such as KG or JP"),
      (terms(country: "JPN"), "country: 'JPN' is no country code: write two capital letters (ISO 3166), such as KG or JP"),
      (terms(country: ""), "country: '' is no country code: write two capital letters (ISO 3166), such as KG or JP"),
    ] { #expect(refusal { () throws(Refusal) in try TestBook().decide(command) }?.description == description) }
    for command in [terms(6000, 4000), terms(10_000, 0), terms(0, 0, days: 3650)] {
      #expect(refusal { () throws(Refusal) in try TestBook().decide(command) } == nil)
    }
  }

  @Test("A known channel with another name, kind or country is refused")
  func differences() throws {
    var book = TestBook()
    try book.perform(terms())
    for (command, column, there, here) in [
      (terms(name: "Muji"), "name", "MUJI", "Muji"), (terms(kind: .online), "kind", "export_retailer", "online"),
      (terms(country: "KG"), "country", "JP", "KG"),
    ] {
      #expect(
        refusal { () throws(Refusal) in try book.decide(command) }?.message
          == "channel MUJI is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number")
    }
  }
}
