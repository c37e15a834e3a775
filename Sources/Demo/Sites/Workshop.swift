import Ledger

/// A workshop that Kumtor paid for together with the women who work in it.
///
/// Published: six of them by 2019, those of Tamga and Tilekmat opened in February 2019, more than 100 women in all. The other four have no published
/// name or day; theirs are made up.
struct Workshop {
  let site: SiteCode
  /// In Russian, Kyrgyz or English; plainly an example.
  let name: String
  let openedOn: CalendarDate
  /// How many women work there.
  let places: Int
  /// How much each of its teams makes, in per cent of what an even share would be: teams differ in skill and in hours.
  let pace: [Int64]

  /// Who paid for it with them.
  static let payer = "Kumtor"

  /// All six, by the day they opened.
  static let all: [Workshop] = [
    Workshop(site: SiteCode("WS-01"), name: "Мастерская 01 (пример)", openedOn: CalendarDate(2015, 9, 14), places: 18, pace: [88, 100, 116]),
    Workshop(site: SiteCode("WS-02"), name: "Чеберкана 02 (мисал)", openedOn: CalendarDate(2016, 10, 3), places: 17, pace: [90, 97, 108]),
    Workshop(site: SiteCode("WS-03"), name: "Workshop 03 (example)", openedOn: CalendarDate(2017, 5, 15), places: 17, pace: [84, 102, 112]),
    Workshop(site: SiteCode("WS-04"), name: "Мастерская 04 (пример)", openedOn: CalendarDate(2018, 3, 5), places: 17, pace: [86, 94, 105]),
    Workshop(site: SiteCode("WS-TAMGA"), name: "Мастерская в Тамге (пример)", openedOn: CalendarDate(2019, 2, 11), places: 18, pace: [98, 110, 121]),
    Workshop(
      site: SiteCode("WS-TILEKMAT"), name: "Тилекмат чеберканасы (мисал)", openedOn: CalendarDate(2019, 2, 18), places: 17, pace: [96, 107, 118]),
  ]
}

/// The women of one workshop.
struct Crew {
  let workshop: Workshop
  let village: Village
  /// Positions in the roster, team by team.
  let teams: [[Int]]

  /// The workshop's opening, as it is asked for. Who paid is published, how much each gave is not.
  var opening: DatedCommand {
    let command = OpenSite(
      site: workshop.site, name: workshop.name, community: village.community, kind: .workshop,
      funding: [Funding(payer: Workshop.payer), Funding(payer: "its village")], date: workshop.openedOn)
    return DatedCommand(recordedAt: workshop.openedOn, command: .programme(.openSite(command)))
  }
}

extension Crew {
  /// Who works in which workshop: women of Issyk-Kul who joined in the ten months before it opened and stay at least through 2019.
  static func all(among members: [Member], of groups: [Jamaat]) -> [Crew] {
    var taken: Set<Int> = []
    return Workshop.all.map { workshop in
      let candidates = members.indices.filter { index in
        let member = members[index]
        return member.isWoman && groups[member.group].village.oblast == "Issyk-Kul" && !taken.contains(index) && member.joined < workshop.openedOn
          && workshop.openedOn.adding(days: -300) <= member.joined && member.left.map { $0.components.year > 2019 } ?? true
      }
      let women = Array(candidates.prefix(workshop.places))
      precondition(women.count == workshop.places, "not enough women joined before \(workshop.site) opened")
      taken.formUnion(women)
      let largestTeam = (women.count + workshop.pace.count - 1) / workshop.pace.count
      let teams = workshop.pace.indices.map { Array(women.dropFirst($0 * largestTeam).prefix(largestTeam)) }
      return Crew(workshop: workshop, village: groups[members[women[0]].group].village, teams: teams)
    }
  }
}
