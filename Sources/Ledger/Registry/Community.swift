/// Asks to enrol a village.
public struct EnrolCommunity: Hashable, Sendable {
  /// The village and what it is called.
  public let community: CommunityCode, name: String, nameKyrgyz: String?, nameEnglish: String?
  /// Where it lies.
  public let oblast: String, rayon: String?
  /// Since when it takes part.
  public let date: CalendarDate

  /// A village as a registry clerk writes it down.
  public init(
    community: CommunityCode, name: String, nameKyrgyz: String? = nil, nameEnglish: String? = nil, oblast: String, rayon: String? = nil,
    date: CalendarDate
  ) {
    (self.community, self.name, self.nameKyrgyz, self.nameEnglish) = (community, name, nameKyrgyz, nameEnglish)
    (self.oblast, self.rayon, self.date) = (oblast, rayon, date)
  }
}

/// What the book knows of a village.
public struct CommunityState: Sendable {
  /// Its enrolment, once there is one.
  public private(set) var enrolled: CommunityEnrolled?

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) {
    if case .communityEnrolled(let enrolled) = event { self.enrolled = enrolled }
  }
}

/// What enrolling a village would record.
/// - Throws: `Refusal.differs` when it is enrolled with other particulars.
public func decide(_ command: EnrolCommunity, given state: CommunityState) throws(Refusal) -> Decision {
  try require(command.name, "name")
  try require(command.oblast, "oblast")
  let enrolled = CommunityEnrolled(
    community: command.community, name: command.name, nameKyrgyz: command.nameKyrgyz, nameEnglish: command.nameEnglish, oblast: command.oblast,
    rayon: command.rayon)
  guard let known = state.enrolled else {
    return .record([Fact(.communityEnrolled(enrolled), in: .community(command.community), on: command.date)])
  }
  let thing = "community \(command.community)"
  try same(known.name, enrolled.name, "name", of: thing)
  try same(known.oblast, enrolled.oblast, "oblast", of: thing)
  try same(known.rayon, enrolled.rayon, "rayon", of: thing)
  try same(known.nameKyrgyz, enrolled.nameKyrgyz, "name_ky", of: thing)
  try same(known.nameEnglish, enrolled.nameEnglish, "name_en", of: thing)
  return .unchanged
}

/// What the book knows of a production group.
public struct GroupState: Sendable {
  /// Its founding, once there is one.
  public private(set) var formed: GroupFormed?

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) {
    if case .groupFormed(let formed) = event { self.formed = formed }
  }
}
