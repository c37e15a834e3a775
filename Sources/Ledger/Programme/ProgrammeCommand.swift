/// What is asked about sites, programmes, training, consent and published figures.
public enum ProgrammeCommand: Hashable, Sendable {
  case openSite(OpenSite)
  case closeSite(CloseSite)
  case openProgramme(OpenProgramme)
  case enrol(EnrolInProgramme)
  case leave(LeaveProgramme)
  case completeTraining(CompleteTraining)
  case recordGrant(RecordGrant)
  case consent(ChangeConsent)
  case recordClaim(RecordClaim)
  case withdrawClaim(WithdrawClaim)

  /// The stream that holds its own subject.
  public var subject: StreamName {
    switch self {
    case .openSite(let command): .site(command.site)
    case .closeSite(let command): .site(command.site)
    case .openProgramme(let command): .programme(command.programme)
    case .enrol(let command): .programme(command.programme)
    case .leave(let command): .programme(command.programme)
    case .completeTraining(let command): .training(command.training)
    case .recordGrant(let command): command.recipient.stream
    case .consent(let command): .producer(command.producer)
    case .recordClaim(let command): .claim(command.claim)
    case .withdrawClaim(let command): .claim(command.claim)
    }
  }

  /// A key of its own for what has a number that is unique in the whole book.
  public var naturalKey: String? {
    switch self {
    case .recordGrant(let command): "grant/\(command.grant)"
    case .openSite, .closeSite, .openProgramme, .enrol, .leave, .completeTraining, .consent, .recordClaim, .withdrawClaim: nil
    }
  }

  /// The streams whose state it depends on, besides its subject's: none of them may change meanwhile.
  public var reliesOn: [StreamName] {
    var streams: [StreamName?] = []
    switch self {
    case .openSite(let command): streams = [.community(command.community), command.programme.map { .programme($0) }]
    case .enrol(let command):
      streams = [command.producer.map { .producer($0) }, command.community.map { .community($0) }, command.site.map { .site($0) }]
    case .completeTraining(let command):
      streams = [command.site.map { .site($0) }, command.programme.map { .programme($0) }]
      streams += Set(command.participants).sorted().map { .producer($0) }
    case .recordClaim(let command):
      let scope = command.published.scope
      streams = [scope.programme.map { .programme($0) }, scope.site.map { .site($0) }] + scope.channels.map { .channel($0) }
    case .closeSite, .openProgramme, .leave, .recordGrant, .consent, .withdrawClaim: break
    }
    return streams.compactMap(\.self)
  }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .openSite(let command): command.write(to: &writer)
    case .closeSite(let command): command.write(to: &writer)
    case .openProgramme(let command): command.write(to: &writer)
    case .enrol(let command): command.write(to: &writer)
    case .leave(let command): command.write(to: &writer)
    case .completeTraining(let command): command.write(to: &writer)
    case .recordGrant(let command): command.write(to: &writer)
    case .consent(let command): command.write(to: &writer)
    case .recordClaim(let command): command.write(to: &writer)
    case .withdrawClaim(let command): command.write(to: &writer)
    }
  }
}

/// The states that a decision about the programme depends on: of its subject and of all that it relies on. What is not there has the state of a
/// stream without events.
public struct ProgrammeContext: Sendable {
  /// Of the subject, where it is a training or a claim.
  public var training = TrainingState(), claim = ClaimState()
  /// By their codes.
  public var sites: [SiteCode: SiteState] = [:], programmes: [ProgrammeCode: ProgrammeState] = [:]
  /// By their codes.
  public var communities: [CommunityCode: CommunityState] = [:], producers: [ProducerCode: ProducerState] = [:]
  /// By their codes.
  public var channels: [ChannelCode: ChannelState] = [:]

  /// Nothing known.
  public init() {}
}

/// What something asked about the programme would record.
/// - Throws: `Refusal`; nothing is recorded then.
public func decide(_ command: ProgrammeCommand, given context: ProgrammeContext) throws(Refusal) -> Decision {
  switch command {
  case .openSite(let command): try decide(command, given: context)
  case .closeSite(let command): try decide(command, given: context)
  case .openProgramme(let command): try decide(command, given: context)
  case .enrol(let command): try decide(command, given: context)
  case .leave(let command): try decide(command, given: context)
  case .completeTraining(let command): try decide(command, given: context)
  case .recordGrant(let command): try decide(command, given: context)
  case .consent(let command): try decide(command, given: context)
  case .recordClaim(let command): try decide(command, given: context)
  case .withdrawClaim(let command): try decide(command, given: context)
  }
}

/// Refuses an empty text, and one too long for what reports sort and count by: an index of the database takes no more.
func requireWord(_ text: String, _ column: String) throws(Refusal) {
  try require(text, column)
  guard text.unicodeScalars.count <= longestWord else {
    throw .malformed(column: column, "the text is longer than \(longestWord) characters; name it shortly")
  }
}

private let longestWord = 200
