/// Why something about sites, programmes, consent or published figures is not carried out.
public enum ProgrammeRefusal: Hashable, Sendable {
  /// No site has that code.
  case unknownSite(SiteCode)
  /// No programme has that code.
  case unknownProgramme(ProgrammeCode)
  /// Nobody was enrolled under that number.
  case unknownEnrolment(EnrolmentCode, ProgrammeCode)
  /// No published figure has that number.
  case unknownClaim(ClaimCode)
  /// She takes part under another number.
  case alreadyEnrolled(ProducerCode, ProgrammeCode, as: EnrolmentCode)
  /// The programme had not begun, or was over.
  case outsideProgramme(ProgrammeCode, CalendarDate, from: CalendarDate, to: CalendarDate?)
  /// Her personal data were erased.
  case erased(ProducerCode)
  /// The definition counts something else.
  case unitOfOtherKind(String, definition: ClaimDefinition, wanted: String)
  /// A member of the scope that the definition does not know.
  case scopeWithoutMeaning(String, ClaimDefinition)

  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .unknownSite: "site"
    case .unknownProgramme: "programme"
    case .unknownEnrolment: "enrolment"
    case .unknownClaim: "claim"
    case .alreadyEnrolled, .erased: "producer"
    case .outsideProgramme: "date"
    case .unitOfOtherKind: "unit"
    case .scopeWithoutMeaning(let member, _): member
    }
  }

  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .unknownSite(let site): "there is no site '\(site)' in this book; correct the code or open the site first"
    case .unknownProgramme(let programme): "there is no programme '\(programme)' in this book; correct the code or open the programme first"
    case .unknownEnrolment(let enrolment, let programme):
      "nobody is enrolled as '\(enrolment)' in programme \(programme); correct the number or enrol them first"
    case .unknownClaim(let claim): "there is no claim '\(claim)' in this book; correct the number"
    case .alreadyEnrolled(let producer, let programme, let enrolment):
      "producer \(producer) takes part in programme \(programme) already, as \(enrolment); nobody is counted twice"
    case .outsideProgramme(let programme, let date, let from, let to):
      "\(date) lies outside programme \(programme), which \(to.map { "lasts from \(from) to \($0)" } ?? "began on \(from)"); correct the date"
    case .erased(let producer):
      "the personal data of producer \(producer) were erased, so there is no name to show; register her anew under a code of its own if she wishes"
    case .unitOfOtherKind(let unit, let definition, let wanted):
      "'\(unit)' does not fit the definition \(definition.rawValue); write \(wanted)"
    case .scopeWithoutMeaning(let member, let definition):
      definition.scopeMembers.isEmpty && !definition.isOfTime
        ? "\(member) does not narrow \(definition.rawValue); leave it out, its scope is 'through' alone"
        : "\(member) does not narrow \(definition.rawValue); leave it out, or choose another definition. Its scope: "
          + ((definition.isOfTime ? ["from", "through"] : ["through"]) + definition.scopeMembers).joined(separator: ", ")
    }
  }
}
