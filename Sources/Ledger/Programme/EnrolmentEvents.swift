/// A programme began: something people take part in, often paid by somebody else.
public struct ProgrammeOpened: EventPayload {
  /// Its name in the log.
  public static let type = "ProgrammeOpened"
  /// Which programme, and what it is called.
  public let programme: ProgrammeCode, name: String
  /// Who pays for it, if anybody.
  public let funder: String?
  /// Its first day, and its last where that is known.
  public let from: CalendarDate, to: CalendarDate?

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("from", from)
    writer.member("funder", funder)
    writer.member("name", name)
    writer.member("programme", programme.text)
    if let to { writer.member("to", to) }
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      programme: fields.code("programme"), name: fields.text("name"), funder: fields.optionalText("funder"), from: fields.date("from"),
      to: fields.optionalText("to") == nil ? nil : fields.date("to"))
  }

  init(programme: ProgrammeCode, name: String, funder: String?, from: CalendarDate, to: CalendarDate?) {
    (self.programme, self.name, self.funder, self.from, self.to) = (programme, name, funder, from, to)
  }
}

/// What is counted when people take part in a programme. The two are never added up: a household is not a person.
public enum EnrolmentUnit: String, Sendable, CaseIterable {
  /// People, each for herself.
  case person
  /// Families.
  case household
}

/// Who takes part in a programme, as a list of participants says it: no names.
public struct Enrolment: Hashable, Sendable {
  /// In which programme, and the number in its list.
  public let programme: ProgrammeCode, enrolment: EnrolmentCode
  /// What is counted, and how many of them; 1 unless a list was handed in as one sum.
  public let unit: EnrolmentUnit, count: Int64
  /// How many people that is: for persons always `count`; for households nil where nobody counted them.
  public let persons: Int64?
  /// The producer it is, where she is one.
  public let producer: ProducerCode?
  /// Where they live, and the site they take part at, where that is known.
  public let community: CommunityCode?, site: SiteCode?

  init(
    programme: ProgrammeCode, enrolment: EnrolmentCode, unit: EnrolmentUnit, count: Int64, persons: Int64?, producer: ProducerCode?,
    community: CommunityCode?, site: SiteCode?
  ) {
    (self.programme, self.enrolment, self.unit, self.count, self.persons) = (programme, enrolment, unit, count, persons)
    (self.producer, self.community, self.site) = (producer, community, site)
  }

  fileprivate func writeLeading(to writer: inout CanonicalWriter) {
    writer.member("community", community?.text)
    writer.member("count", count)
    writer.member("enrolment", enrolment.text)
    if let persons { writer.member("persons", persons) }
    writer.member("producer", producer?.text)
    writer.member("programme", programme.text)
  }

  fileprivate func writeTrailing(to writer: inout CanonicalWriter) {
    writer.member("site", site?.text)
    writer.member("unit", unit.rawValue)
  }

  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(
      programme: fields.code("programme"), enrolment: fields.code("enrolment"), unit: fields.word("unit"), count: fields.number("count"),
      persons: fields.optionalNumber("persons"), producer: fields.optionalCode("producer"), community: fields.optionalCode("community"),
      site: fields.optionalCode("site"))
  }
}

/// People began to take part in a programme.
public struct ProgrammeEnrolled: EventPayload {
  /// Its name in the log.
  public static let type = "ProgrammeEnrolled"
  /// Who, in which programme.
  public let enrolment: Enrolment

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    enrolment.writeLeading(to: &writer)
    enrolment.writeTrailing(to: &writer)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) { enrolment = try Enrolment(PayloadFields(payload)) }
  init(_ enrolment: Enrolment) { self.enrolment = enrolment }
}

/// People no longer take part in a programme; what they were enrolled as is repeated, so that a count needs no looking up.
public struct ProgrammeLeft: EventPayload {
  /// Its name in the log.
  public static let type = "ProgrammeLeft"
  /// Who, and why.
  public let enrolment: Enrolment, reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    enrolment.writeLeading(to: &writer)
    writer.member("reason", reason)
    enrolment.writeTrailing(to: &writer)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(Enrolment(fields), reason: fields.text("reason"))
  }

  init(_ enrolment: Enrolment, reason: String) { (self.enrolment, self.reason) = (enrolment, reason) }
}
