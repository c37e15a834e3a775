/// Personal data of a producer. Never in an event; kept beside the log, where it can be erased.
public struct PersonDetails: Hashable, Sendable {
  /// Her name.
  public let name: String
  /// Year of birth.
  public let birthYear: Int64?
  /// Bank account or wallet number.
  public let payoutAccount: String?

  /// What a registration form says of a person.
  public init(name: String, birthYear: Int64? = nil, payoutAccount: String? = nil) {
    (self.name, self.birthYear, self.payoutAccount) = (name, birthYear, payoutAccount)
  }

  /// The bytes that are committed to, and kept in the `person` table: canonical JSON.
  public var canonicalBytes: [UInt8] {
    CanonicalWriter.object { writer in
      writer.member("birth_year", asTyped: birthYear)
      writer.member("name", name)
      writer.member("payout_account", payoutAccount)
    }
  }
}

/// Asks to register a producer, or to bring what is known of her up to date.
public struct RegisterProducer: Hashable, Sendable {
  /// Who.
  public let producer: ProducerCode
  /// Her personal data, for the `person` table only.
  public let details: PersonDetails
  /// Where she belongs.
  public let membership: Membership
  /// Since when.
  public let date: CalendarDate

  /// A producer as a registry clerk writes her down.
  public init(producer: ProducerCode, details: PersonDetails, membership: Membership, date: CalendarDate) {
    (self.producer, self.details, self.membership, self.date) = (producer, details, membership, date)
  }
}

/// Asks to record that a producer left, came back, or wants her personal data erased.
public struct ChangeProducerStatus: Hashable, Sendable {
  /// What is asked.
  public enum Change: Hashable, Sendable {
    /// She left.
    case deactivate(reason: String)
    /// She came back.
    case reactivate
    /// Her personal data go; her code and every figure stay.
    case erase(reason: String)
  }

  /// Who, what and when.
  public let producer: ProducerCode, change: Change, date: CalendarDate

  /// A change of a producer's standing.
  public init(producer: ProducerCode, change: Change, date: CalendarDate) { (self.producer, self.change, self.date) = (producer, change, date) }
}

/// What the book knows of a producer.
public struct ProducerState: Sendable {
  /// Where she belongs; nil before she registered.
  public private(set) var membership: Membership?
  /// Commitment to her personal data.
  public private(set) var person: String?
  /// Since when she is inactive, if she is.
  public private(set) var inactiveSince: CalendarDate?
  /// Whether her personal data were erased.
  public private(set) var isErased = false
  /// What she agreed to and did not take back; ask `hasConsented(to:)`.
  public private(set) var consents: Set<ConsentPurpose> = []

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .producerRegistered(let event): (membership, person) = (event.membership, event.person)
    case .producerChanged(let event): (membership, person) = (event.membership, event.person)
    case .producerDeactivated: inactiveSince = date
    case .producerReactivated: inactiveSince = nil
    case .producerErased: isErased = true
    case .consentGiven(let event): consents.insert(event.purpose)
    case .consentWithdrawn(let event): consents.remove(event.purpose)
    default: break
    }
  }
}

extension ProducerState {
  /// Whether she agrees to something. Erasing her data ends it all.
  public func hasConsented(to purpose: ConsentPurpose) -> Bool { consents.contains(purpose) && !isErased }
}

/// What registering a producer would record; her group is formed with its first member.
/// - Parameter person: commitment to `command.details`, made with the salt already kept for her if there is one.
/// - Throws: `Refusal.unknown` for a village nobody enrolled.
public func decide(
  _ command: RegisterProducer, person: String, given state: ProducerState, community: CommunityState, group: GroupState
) throws(Refusal) -> Decision {
  try require(command.details.name, "name")
  if let year = command.details.birthYear, !(1900...2100).contains(year) {
    throw .malformed(column: "birth_year", "'\(year)' is no year of birth: write four digits, such as 1975")
  }
  let membership = command.membership
  guard community.enrolled != nil else { throw .unknown(.community, membership.community.text) }
  let stream = StreamName.producer(command.producer)
  var facts: [Fact] = []
  if let code = membership.group, group.formed == nil {
    facts.append(Fact(.groupFormed(GroupFormed(group: code, community: membership.community)), in: .group(code), on: command.date))
  }
  guard let known = state.membership else {
    let registered = ProducerRegistered(producer: command.producer, membership: membership, person: person)
    facts.append(Fact(.producerRegistered(registered), in: stream, on: command.date))
    return .record(facts)
  }
  // An old file must not bring an erased name back.
  let samePerson = state.isErased || state.person == person
  if known == membership, samePerson { return .unchanged }
  let changed = ProducerChanged(
    producer: command.producer, membership: membership, previous: known, person: samePerson ? (state.person ?? person) : person)
  facts.append(Fact(.producerChanged(changed), in: stream, on: command.date))
  return .record(facts)
}

/// What a change of a producer's standing would record.
public func decide(_ command: ChangeProducerStatus, given state: ProducerState) throws(Refusal) -> Decision {
  guard let membership = state.membership else { throw .unknown(.producer, command.producer.text) }
  let event: Event
  switch command.change {
  case .deactivate(let reason):
    try require(reason, "reason")
    if state.inactiveSince != nil { return .unchanged }
    event = .producerDeactivated(ProducerDeactivated(producer: command.producer, membership: membership, reason: reason))
  case .reactivate:
    if state.inactiveSince == nil { return .unchanged }
    event = .producerReactivated(ProducerReactivated(producer: command.producer, membership: membership))
  case .erase(let reason):
    try require(reason, "reason")
    if state.isErased { return .unchanged }
    event = .producerErased(ProducerErased(producer: command.producer, reason: reason))
  }
  return .record([Fact(event, in: .producer(command.producer), on: command.date)])
}
