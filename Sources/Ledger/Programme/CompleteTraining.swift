/// Asks to record a training that took place.
public struct CompleteTraining: Hashable, Sendable {
  /// Which training, what was taught, and how many whole hours it took where that is known.
  public let training: TrainingCode, topic: String, hours: Int64?
  /// Where, and for which programme.
  public let site: SiteCode?, programme: ProgrammeCode?
  /// The producers who took part, and how many others did.
  public let participants: [ProducerCode], others: Int64
  /// Its last day.
  public let date: CalendarDate

  /// A training with its list of participants.
  public init(
    training: TrainingCode, topic: String, hours: Int64? = nil, site: SiteCode? = nil, programme: ProgrammeCode? = nil,
    participants: [ProducerCode], others: Int64 = 0, date: CalendarDate
  ) {
    (self.training, self.topic, self.hours, self.site, self.programme) = (training, topic, hours, site, programme)
    (self.participants, self.others, self.date) = (participants, others, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("hours", asTyped: hours)
    writer.member("others", asTyped: others)
    writer.member("participants", participants) { writer, participant in writer.member("producer", participant.text) }
    writer.member("programme", programme?.text)
    writer.member("site", site?.text)
    writer.member("topic", topic)
    writer.member("training", training.text)
  }
}

/// What recording a training would record.
func decide(_ command: CompleteTraining, given context: ProgrammeContext) throws(Refusal) -> Decision {
  try requireWord(command.topic, "topic")
  if let hours = command.hours, !(1...largestHours).contains(hours) {
    throw .malformed(column: "hours", "\(hours) is no length of a training; write whole hours, 1 to \(largestHours), or leave it out")
  }
  guard (0...largestCount).contains(command.others) else {
    throw .malformed(column: "others", "\(command.others) is no number of people; write 0 to \(largestCount)")
  }
  let codes = Set(command.participants).sorted()
  guard !codes.isEmpty || command.others > 0 else { throw .missing(column: "participants") }
  if let site = command.site, context.sites[site]?.opened == nil { throw .programme(.unknownSite(site)) }
  if let programme = command.programme, context.programmes[programme]?.opened == nil { throw .programme(.unknownProgramme(programme)) }
  var participants: [Participant] = []
  for code in codes {
    guard let membership = context.producers[code]?.membership else { throw .unknown(.producer, code.text) }
    participants.append(Participant(producer: code, community: membership.community, sex: membership.sex))
  }
  let completed = TrainingCompleted(
    training: command.training, topic: command.topic, hours: command.hours, site: command.site, programme: command.programme,
    participants: participants, others: command.others)
  if let known = context.training.completed {
    let thing = "training \(command.training)"
    try same(known.topic, completed.topic, "topic", of: thing)
    try same(context.training.completedOn?.description, command.date.description, "date", of: thing)
    try same(known.hours?.description, completed.hours?.description, "hours", of: thing)
    try same(known.site?.text, completed.site?.text, "site", of: thing)
    try same(known.programme?.text, completed.programme?.text, "programme", of: thing)
    try same(known.others.description, completed.others.description, "others", of: thing)
    // Where they belong may have changed since; who took part has not.
    guard known.participants.map(\.producer) == codes else {
      throw .differs(thing, column: "participants", there: "other participants", here: "these")
    }
    return .unchanged
  }
  return .record([Fact(.trainingCompleted(completed), in: .training(command.training), on: command.date)])
}

/// Longer than a year of days and nights no training takes.
private let largestHours: Int64 = 8784
