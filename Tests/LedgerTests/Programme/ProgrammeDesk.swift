import Ledger

/// Words for what is written down about a programme; what a test does not say is lawful.
extension TestBook {
  /// Two villages, three producers, a channel and a programme with one site.
  static func ofProgramme() throws(Refusal) -> TestBook {
    var book = TestBook()
    for (code, oblast) in [("TAMGA", "Issyk-Kul"), ("NARYN", "Naryn")] {
      try book.perform(.enrolCommunity(EnrolCommunity(community: .init(code), name: code, oblast: oblast, date: day("2018-01-01"))))
    }
    for (code, community, sex) in [("P1", "TAMGA", Sex.female), ("P2", "TAMGA", .female), ("P3", "NARYN", .male)] {
      let membership = Membership(community: .init(community), group: nil, sex: sex, payoutRoute: .cash)
      try book.perform(
        .registerProducer(RegisterProducer(producer: .init(code), details: .init(name: code), membership: membership, date: day("2018-01-02"))))
    }
    let terms = Terms(
      model: .consignment, commissionBasisPoints: 0, feeBasisPoints: 0, currency: .kgs, settleDays: 30,
      validFrom: day("2018-01-01"))
    try book.perform(.agreeTerms(AgreeTerms(channel: .init("SHOP"), name: "Shop", kind: .brandShop, country: "KG", terms: terms)))
    try book.enter(.openProgramme(resiland()))
    try book.enter(.openSite(site()))
    return book
  }

  /// Performs something about the programme.
  @discardableResult
  mutating func enter(_ command: ProgrammeCommand) throws(Refusal) -> Decision { try perform(.programme(command)) }

  /// The whole text of the refusal of something that should be refused; nil when it was not.
  func refused(_ command: ProgrammeCommand) -> String? { refusal { () throws(Refusal) in try decide(.programme(command)) }?.description }
}

/// RESILAND CA+ as the tests know it.
func resiland(_ code: String = "CA+", name: String = "RESILAND", funder: String? = "World Bank", from: String = "2024-04-01", to: String? = nil)
  -> OpenProgramme
{
  OpenProgramme(programme: .init(code), name: name, funder: funder, from: day(from), to: to.map { day($0) })
}

/// A workshop in Tamga that Kumtor paid for.
func site(
  _ code: String = "TAMGA-W", name: String = "Felt workshop", community: String = "TAMGA", kind: SiteKind = .workshop, programme: String? = nil,
  funding: [Funding] = [Funding(payer: "Kumtor")], on date: String = "2019-02-10"
) -> OpenSite {
  OpenSite(
    site: .init(code), name: name, community: .init(community), kind: kind, programme: programme.map { ProgrammeCode($0) }, funding: funding,
    date: day(date))
}

/// One person, or what the test says.
func enrolment(
  _ code: String = "1", in programme: String = "CA+", of unit: EnrolmentUnit = .person, count: Int64 = 1, persons: Int64? = nil,
  producer: String? = nil, community: String? = nil, site: String? = nil, on date: String = "2024-04-15"
) -> ProgrammeCommand {
  .enrol(
    EnrolInProgramme(
      programme: .init(programme), enrolment: .init(code), unit: unit, count: count, persons: persons, producer: producer.map { ProducerCode($0) },
      community: community.map { CommunityCode($0) }, site: site.map { SiteCode($0) }, date: day(date)))
}

/// Two days of felting.
func training(
  _ code: String = "T1", topic: String = "felting", hours: Int64? = 16, site: String? = "TAMGA-W", programme: String? = nil,
  by participants: [String] = ["P2", "P1"], others: Int64 = 0, on date: String = "2024-05-05"
) -> ProgrammeCommand {
  .completeTraining(
    CompleteTraining(
      training: .init(code), topic: topic, hours: hours, site: site.map { SiteCode($0) }, programme: programme.map { ProgrammeCode($0) },
      participants: participants.map { ProducerCode($0) }, others: others, date: day(date)))
}

/// A thousand dollars for the programme.
func grant(
  _ code: String = "G1", payer: String = "FAO", use: String? = nil, for recipient: GrantRecipient = .programme(.init("CA+")),
  amount: Int64 = 100_000, in currencyCode: String = "USD", on date: String = "2024-06-01"
) -> ProgrammeCommand {
  .recordGrant(
    RecordGrant(
      grant: .init(code), payer: payer, use: use, recipient: recipient, amount: amount, currency: currency(currencyCode), date: day(date)))
}

/// Consent to her name being shown, or its end.
func consent(_ producer: String = "P1", _ isGiven: Bool = true, on date: String = "2024-07-01") -> ProgrammeCommand {
  .consent(ChangeConsent(producer: .init(producer), purpose: .publicName, isGiven: isGiven, date: day(date)))
}

/// "3 500+ producers", February 2023.
func claim(
  _ code: String = "C1", source: String = "Manual (Russian)", statement: String = "more than 3500 producers", figure: String = "3500",
  bound: ClaimBound = .atLeast, unit: String = "persons", _ definition: ClaimDefinition = .registeredProducers, _ scope: ClaimScope? = nil,
  on date: String = "2023-02-28"
) -> ProgrammeCommand {
  .recordClaim(
    RecordClaim(
      claim: .init(code),
      published: PublishedFigure(
        source: source, statement: statement, figure: decimal(figure), bound: bound, unit: unit, definition: definition,
        scope: scope ?? ClaimScope(through: month("2023-02"))),
      publishedOn: day(date)))
}

/// A month written as on paper.
func month(_ text: String) -> Month {
  guard let month = Month(text) else { preconditionFailure("\(text) is no month") }
  return month
}
