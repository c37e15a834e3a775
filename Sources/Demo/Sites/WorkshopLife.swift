import Ledger

/// What is told of the workshops besides their goods: that they opened, what was taught there, and who of the women agreed that buyers read her name.
/// Nothing of it is published but the openings.
enum WorkshopLife {
  /// The day on which forms were signed, and the day on which somebody took her word back.
  private static let signedOn = CalendarDate(2021, 5, 12), takenBackOn = CalendarDate(2023, 3, 6)

  static func commands(_ roster: Roster) -> [DatedCommand] {
    roster.crews.flatMap { crew in [crew.opening, training(crew, roster)] + consents(crew, roster) }
  }

  private static func training(_ crew: Crew, _ roster: Roster) -> DatedCommand {
    let date = crew.workshop.openedOn.adding(days: 4)
    let participants = crew.teams.flatMap { roster.activeMembers(ofTeam: $0, on: date) }.map(\.producer)
    let command = CompleteTraining(
      training: TrainingCode("T-\(crew.workshop.site)"), topic: "felt to a foreign buyer's order", hours: 24, site: crew.workshop.site,
      participants: participants, date: date)
    return DatedCommand(recordedAt: date, command: .programme(.completeTraining(command)))
  }

  /// The first two of each team agree; one of them changes her mind later.
  private static func consents(_ crew: Crew, _ roster: Roster) -> [DatedCommand] {
    func change(_ producer: ProducerCode, _ isGiven: Bool, on date: CalendarDate) -> DatedCommand {
      DatedCommand(
        recordedAt: date,
        command: .programme(.consent(ChangeConsent(producer: producer, purpose: .publicName, isGiven: isGiven, date: date))))
    }
    let willing = crew.teams.flatMap { roster.activeMembers(ofTeam: $0, on: signedOn).prefix(2) }.map(\.producer)
    let given = willing.map { change($0, true, on: signedOn) }
    guard crew.workshop.site == Workshop.all.last?.site, let unsure = willing.last else { return given }
    return given + [change(unsure, false, on: takenBackOn)]
  }
}
