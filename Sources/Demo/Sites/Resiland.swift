import Ledger

/// RESILAND CA+: 21 sites and 800 people enrolled from April 2024 (published); which villages, and when each began, is assumed.
enum Resiland {
  static let programme = ProgrammeCode("RESILAND")
  static let openedOn = CalendarDate(2024, 4, 1)
  static let enrolled: Int64 = 800

  /// A site, its village and the day it opened.
  struct Site {
    let code: SiteCode
    let village: Village
    let openedOn: CalendarDate
    /// How many people are enrolled there.
    let people: Int64
  }

  /// All 21, in five oblasts.
  static let sites: [Site] = {
    let counts: [(oblast: String, count: Int)] = [("Osh", 6), ("Jalal-Abad", 5), ("Naryn", 4), ("Talas", 3), ("Issyk-Kul", 3)]
    let villages = counts.flatMap { oblast, count in Villages.all.filter { $0.oblast == oblast }.suffix(count) }
    let people = largestRemainder(enrolled, by: villages.indices.map { Int64(30 + $0 * 7 % 11) })
    return villages.indices.map { index in
      Site(
        code: SiteCode("RS-\(Names.padded(index + 1, to: 2))"), village: villages[index], openedOn: openedOn.adding(days: 7 + index * 2),
        people: people[index])
    }
  }()

  /// The site of a village that is open on a day.
  static func site(in village: Village, on date: CalendarDate) -> SiteCode? {
    guard date >= openedOn else { return nil }
    return sites.first { $0.village.community == village.community && $0.openedOn <= date }?.code
  }

  /// The programme, its sites, those enrolled at each, what they were taught and what was given. No amount is published: the grants are assumed.
  static var commands: [DatedCommand] {
    var commands = [
      command(
        openedOn,
        .openProgramme(
          OpenProgramme(programme: programme, name: "RESILAND CA+", funder: "International donors (example)", from: openedOn)))
    ]
    for (index, site) in sites.enumerated() {
      let name = ["Участок \(site.code) (пример)", "Участок \(site.code) (мисал)", "Plot \(site.code) (example)"][index % 3]
      commands.append(
        command(
          site.openedOn,
          .openSite(
            OpenSite(
              site: site.code, name: name, community: site.village.community, kind: .demonstrationPlot, programme: programme,
              funding: [Funding(payer: "RESILAND CA+")], date: site.openedOn))))
      let enrolledOn = site.openedOn.adding(days: 5)
      commands.append(
        command(
          enrolledOn,
          .enrol(
            EnrolInProgramme(
              programme: programme, enrolment: EnrolmentCode("E-\(site.code)"), unit: .person, count: site.people,
              community: site.village.community, site: site.code, date: enrolledOn))))
      guard index % 4 == 0 else { continue }
      let taughtOn = enrolledOn.adding(days: 60)
      commands.append(
        command(
          taughtOn,
          .completeTraining(
            CompleteTraining(
              training: TrainingCode("T-\(site.code)"), topic: "keeping pastures", hours: 16, site: site.code, programme: programme,
              participants: [], others: site.people / 2, date: taughtOn))))
      commands.append(
        command(
          taughtOn,
          .recordGrant(
            RecordGrant(
              grant: GrantCode("GR-\(site.code)"), payer: "RESILAND CA+", use: "seedlings and fences", recipient: .site(site.code),
              amount: 35_000_000 + Int64(index) * 500_000, currency: .kgs, date: taughtOn))))
    }
    return commands
  }

  private static func command(_ date: CalendarDate, _ command: ProgrammeCommand) -> DatedCommand {
    DatedCommand(recordedAt: date, command: .programme(command))
  }
}
