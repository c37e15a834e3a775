/// A village joined the programme.
public struct CommunityEnrolled: EventPayload {
  /// Its name in the log.
  public static let type = "CommunityEnrolled"
  /// The village.
  public let community: CommunityCode
  /// Its name in Russian or as the book is kept.
  public let name: String
  /// Its name in Kyrgyz and English, where given.
  public let nameKyrgyz: String?, nameEnglish: String?
  /// Oblast and, where given, rayon.
  public let oblast: String, rayon: String?

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("community", community.text)
    writer.member("name", name)
    writer.member("name_en", nameEnglish)
    writer.member("name_ky", nameKyrgyz)
    writer.member("oblast", oblast)
    writer.member("rayon", rayon)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      community: fields.code("community"), name: fields.text("name"), nameKyrgyz: fields.optionalText("name_ky"),
      nameEnglish: fields.optionalText("name_en"), oblast: fields.text("oblast"), rayon: fields.optionalText("rayon"))
  }

  init(community: CommunityCode, name: String, nameKyrgyz: String?, nameEnglish: String?, oblast: String, rayon: String?) {
    (self.community, self.name, self.nameKyrgyz, self.nameEnglish) = (community, name, nameKyrgyz, nameEnglish)
    (self.oblast, self.rayon) = (oblast, rayon)
  }
}

/// Producers of a village formed a production group (jamaat).
public struct GroupFormed: EventPayload {
  /// Its name in the log.
  public static let type = "GroupFormed"
  /// The group.
  public let group: GroupCode
  /// The village it was formed in.
  public let community: CommunityCode

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("community", community.text)
    writer.member("group", group.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(group: fields.code("group"), community: fields.code("community"))
  }

  init(group: GroupCode, community: CommunityCode) { (self.group, self.community) = (group, community) }
}

/// Where a producer belongs and how she is counted: the part of her registration that is not personal.
public struct Membership: Hashable, Sendable {
  /// Her village.
  public let community: CommunityCode
  /// Her production group, if any.
  public let group: GroupCode?
  /// For the share of women; nil when she did not say.
  public let sex: Sex?
  /// How she wants to be paid, if she said.
  public let payoutRoute: PayoutRoute?

  /// A producer's place in the programme.
  public init(community: CommunityCode, group: GroupCode?, sex: Sex?, payoutRoute: PayoutRoute?) {
    (self.community, self.group, self.sex, self.payoutRoute) = (community, group, sex, payoutRoute)
  }
}

/// As programmes report it.
public enum Sex: String, Sendable {
  /// Woman.
  case female = "f"
  /// Man.
  case male = "m"
}

/// How a producer is paid.
public enum PayoutRoute: String, Sendable {
  /// To a bank account.
  case bank
  /// To a mobile wallet.
  case wallet
  /// In cash.
  case cash
}
