import Ledger

/// Sites that open, close and open again, a programme people come to and leave, a training, grants, consent, and a figure that was taken back.
func programmeCommands(_ random: inout SplitMix64) -> [Command] {
  let date = day("2024-07-01")
  func maybe(_ random: inout SplitMix64) -> String? { random.chance(50) ? random.pick(awkward) : nil }
  let (site, programme) = (SiteCode("Ц/1"), ProgrammeCode("CA+"))
  let funding = [Funding(payer: random.pick(awkward)), Funding(payer: "UNDP", amount: 1_000_00, currency: currency("USD"))]
  func open(_ date: CalendarDate) -> ProgrammeCommand {
    .openSite(
      OpenSite(
        site: site, name: "Цех", community: .init("C1"), kind: .trainingCentre, programme: programme,
        funding: date == day("2024-07-01") ? funding : [], date: date))
  }
  func enrol(_ code: String, _ unit: EnrolmentUnit, _ count: Int64, persons: Int64? = nil, producer: String? = nil, site: SiteCode?)
    -> ProgrammeCommand
  {
    .enrol(
      EnrolInProgramme(
        programme: programme, enrolment: .init(code), unit: unit, count: count, persons: persons, producer: producer.map { ProducerCode($0) },
        community: .init("C0"), site: site, date: date))
  }
  func grant(_ code: String, _ recipient: GrantRecipient, _ use: String?) -> ProgrammeCommand {
    .recordGrant(
      RecordGrant(grant: .init(code), payer: "FAO", use: use, recipient: recipient, amount: 5, currency: currency("KWD"), date: date))
  }
  let scopes: [ClaimScope] = [
    ClaimScope(
      from: Month("2023-01"), through: Month(of: date), channels: random.chance(50) ? [.init("SHOP"), .init("MUJI")] : [], country: "JP",
      hsCode: "570490"),
    ClaimScope(through: Month(of: date), programme: programme, site: site),
  ]
  func claim(_ code: String, _ definition: ClaimDefinition, _ unit: String, _ scope: ClaimScope) -> ProgrammeCommand {
    .recordClaim(
      RecordClaim(
        claim: .init(code),
        published: PublishedFigure(
          source: "A \"paper\"", statement: "как-то так", figure: decimal("2.5"), bound: .about, unit: unit, definition: definition, scope: scope),
        publishedOn: date))
  }
  let commands: [ProgrammeCommand] = [
    .openProgramme(OpenProgramme(programme: programme, name: random.pick(awkward), funder: maybe(&random), from: date, to: date.adding(days: 90))),
    open(date), .closeSite(CloseSite(site: site, reason: random.pick(awkward), date: date)), open(date.adding(days: 40)),
    enrol("1", .person, 1, producer: "X0", site: nil), enrol("2", .household, 12, persons: 55, site: site), enrol("3", .household, 1, site: nil),
    .leave(LeaveProgramme(programme: programme, enrolment: .init("2"), reason: random.pick(awkward), date: date.adding(days: 9))),
    .completeTraining(
      CompleteTraining(
        training: .init("T1"), topic: random.pick(awkward), hours: 16, site: site, programme: programme, participants: [.init("X2"), .init("X1")],
        others: random.number(0...3), date: date)),
    .completeTraining(CompleteTraining(training: .init("T2"), topic: "felt", participants: [], others: 2, date: date)),
    grant("G1", .programme(programme), maybe(&random)), grant("G2", .site(site), nil),
    claim("1", .exportSales, "USD", scopes[0]), claim("2", .enrolledHouseholds, "households", scopes[1]),
    .withdrawClaim(WithdrawClaim(claim: .init("2"), reason: random.pick(awkward), date: date)),
  ]
  let consents = [true, false].map { isGiven in
    ChangeConsent(producer: .init("X7"), purpose: .publicName, isGiven: isGiven, date: date)
  }
  let member = RegisterProducer(
    producer: .init("X7"), details: .init(name: "Бермет"),
    membership: Membership(community: .init("C0"), group: nil, sex: .female, payoutRoute: nil), date: date)
  return [.registerProducer(member)] + commands.map { .programme($0) } + consents.map { .programme(.consent($0)) }
}
