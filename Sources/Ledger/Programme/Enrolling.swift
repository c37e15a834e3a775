/// Asks to open a programme.
public struct OpenProgramme: Hashable, Sendable {
  /// Which programme, what it is called and who pays for it.
  public let programme: ProgrammeCode, name: String, funder: String?
  /// Its first day, and its last where that is known.
  public let from: CalendarDate, to: CalendarDate?

  /// A programme as it is announced.
  public init(programme: ProgrammeCode, name: String, funder: String? = nil, from: CalendarDate, to: CalendarDate? = nil) {
    (self.programme, self.name, self.funder, self.from, self.to) = (programme, name, funder, from, to)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("from", from)
    writer.member("funder", funder)
    writer.member("name", name)
    writer.member("open_programme", programme.text)
    if let to { writer.member("to", to) }
  }
}

/// Asks to enrol persons or households in a programme.
public struct EnrolInProgramme: Hashable, Sendable {
  /// In which programme, and the number in its list.
  public let programme: ProgrammeCode, enrolment: EnrolmentCode
  /// What is counted, how many of them, and how many people that is where it is known.
  public let unit: EnrolmentUnit, count: Int64, persons: Int64?
  /// The producer it is, where they live and the site they take part at, where known.
  public let producer: ProducerCode?, community: CommunityCode?, site: SiteCode?
  /// Since when.
  public let date: CalendarDate

  /// A line of a list of participants.
  public init(
    programme: ProgrammeCode, enrolment: EnrolmentCode, unit: EnrolmentUnit, count: Int64 = 1, persons: Int64? = nil, producer: ProducerCode? = nil,
    community: CommunityCode? = nil, site: SiteCode? = nil, date: CalendarDate
  ) {
    (self.programme, self.enrolment, self.unit, self.count, self.persons) = (programme, enrolment, unit, count, persons)
    (self.producer, self.community, self.site, self.date) = (producer, community, site, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("community", community?.text)
    writer.member("count", asTyped: count)
    writer.member("date", date)
    writer.member("enrol", enrolment.text)
    writer.member("persons", asTyped: persons)
    writer.member("producer", producer?.text)
    writer.member("programme", programme.text)
    writer.member("site", site?.text)
    writer.member("unit", unit.rawValue)
  }
}

/// Asks to record that somebody no longer takes part in a programme.
public struct LeaveProgramme: Hashable, Sendable {
  /// Which programme and which number in its list, why, and from when on.
  public let programme: ProgrammeCode, enrolment: EnrolmentCode, reason: String, date: CalendarDate

  /// Somebody who leaves.
  public init(programme: ProgrammeCode, enrolment: EnrolmentCode, reason: String, date: CalendarDate) {
    (self.programme, self.enrolment, self.reason, self.date) = (programme, enrolment, reason, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("leave", enrolment.text)
    writer.member("programme", programme.text)
    writer.member("reason", reason)
  }
}

/// What opening a programme would record.
func decide(_ command: OpenProgramme, given context: ProgrammeContext) throws(Refusal) -> Decision {
  try require(command.name, "name")
  if let funder = command.funder { try require(funder, "funder") }
  if let to = command.to, to < command.from {
    throw .malformed(column: "to", "the last day, \(to), lies before the first, \(command.from)")
  }
  let opened = ProgrammeOpened(programme: command.programme, name: command.name, funder: command.funder, from: command.from, to: command.to)
  if let known = context.programmes[command.programme]?.opened {
    let thing = "programme \(command.programme)"
    try same(known.name, opened.name, "name", of: thing)
    try same(known.funder, opened.funder, "funder", of: thing)
    try same(known.from.description, opened.from.description, "from", of: thing)
    try same(known.to?.description, opened.to?.description, "to", of: thing)
    return .unchanged
  }
  return .record([Fact(.programmeOpened(opened), in: .programme(command.programme), on: command.from)])
}

/// What enrolling persons or households would record.
func decide(_ command: EnrolInProgramme, given context: ProgrammeContext) throws(Refusal) -> Decision {
  guard let programme = context.programmes[command.programme], let opened = programme.opened else {
    throw .programme(.unknownProgramme(command.programme))
  }
  let enrolment = try enrolment(command, context)
  if let known = programme.enrolments[command.enrolment] {
    let thing = "enrolment \(command.enrolment) in programme \(command.programme)"
    let same = known.enrolled == enrolment && known.on == command.date
    guard same else { throw .differs(thing, column: "enrolment", there: "other particulars", here: "these") }
    return .unchanged
  }
  if let producer = command.producer, let other = programme.producers[producer] {
    throw .programme(.alreadyEnrolled(producer, command.programme, as: other))
  }
  guard command.date >= opened.from, command.date <= opened.to ?? command.date else {
    throw .programme(.outsideProgramme(command.programme, command.date, from: opened.from, to: opened.to))
  }
  return .record([Fact(.programmeEnrolled(ProgrammeEnrolled(enrolment)), in: .programme(command.programme), on: command.date)])
}

private func enrolment(_ command: EnrolInProgramme, _ context: ProgrammeContext) throws(Refusal) -> Enrolment {
  if let producer = command.producer, context.producers[producer]?.membership == nil { throw .unknown(.producer, producer.text) }
  if let community = command.community, context.communities[community]?.enrolled == nil { throw .unknown(.community, community.text) }
  if let site = command.site, context.sites[site]?.opened == nil { throw .programme(.unknownSite(site)) }
  guard (1...largestCount).contains(command.count) else {
    throw .malformed(column: "count", "\(command.count) is no number of \(command.unit.rawValue)s; write 1 to \(largestCount)")
  }
  if command.producer != nil, command.count != 1 {
    throw .malformed(column: "count", "one producer is one \(command.unit.rawValue), not \(command.count); leave the producer or the count out")
  }
  if let persons = command.persons {
    guard persons <= largestCount, command.unit == .household ? persons >= command.count : persons == command.count else {
      throw .malformed(
        column: "persons",
        "\(persons) people in \(command.count) \(command.unit.rawValue)s cannot be; leave persons out for persons, and count each household's members"
      )
    }
  }
  // Where the producer belongs is known without being said.
  let community = command.community ?? command.producer.flatMap { context.producers[$0]?.membership?.community }
  return Enrolment(
    programme: command.programme, enrolment: command.enrolment, unit: command.unit, count: command.count,
    persons: command.unit == .person ? command.count : command.persons, producer: command.producer, community: community, site: command.site)
}

/// What leaving a programme would record.
func decide(_ command: LeaveProgramme, given context: ProgrammeContext) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  guard let programme = context.programmes[command.programme], programme.opened != nil else {
    throw .programme(.unknownProgramme(command.programme))
  }
  guard let known = programme.enrolments[command.enrolment] else { throw .programme(.unknownEnrolment(command.enrolment, command.programme)) }
  if known.leftOn != nil { return .unchanged }
  guard command.date >= known.on else { throw .before("the enrolment", known.on) }
  let left = ProgrammeLeft(known.enrolled, reason: command.reason)
  return .record([Fact(.programmeLeft(left), in: .programme(command.programme), on: command.date)])
}

/// More people than any list has; counts below it add up without overflow.
let largestCount: Int64 = 10_000_000
