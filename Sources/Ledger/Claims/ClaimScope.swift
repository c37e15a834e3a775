/// What a published figure speaks of. Read models are by months, so its time is in whole months.
public struct ClaimScope: Hashable, Sendable {
  /// The first month; nil for since the beginning, and for figures of a day.
  public let from: Month?
  /// The last month; a figure of a day stands at its end.
  public let through: Month
  /// The channels taken together, by code; none for all.
  public let channels: [ChannelCode]
  /// The country goods were sold in (ISO 3166-1 alpha-2), and the customs code.
  public let country: String?, hsCode: String?
  /// The oblast as it stands in the registry.
  public let oblast: String?
  /// Who paid, word for word as it stands at the sites or grants.
  public let payer: String?
  /// The programme; the site; what kind of site.
  public let programme: ProgrammeCode?, site: SiteCode?, siteKind: SiteKind?

  /// What a figure speaks of; which members narrow it says its definition.
  public init(
    from: Month? = nil, through: Month, channels: [ChannelCode] = [], country: String? = nil, hsCode: String? = nil, oblast: String? = nil,
    payer: String? = nil, programme: ProgrammeCode? = nil, site: SiteCode? = nil, siteKind: SiteKind? = nil
  ) {
    (self.from, self.through, self.channels) = (from, through, Set(channels).sorted())
    (self.country, self.hsCode, self.oblast, self.payer) = (country, hsCode, oblast, payer)
    (self.programme, self.site, self.siteKind) = (programme, site, siteKind)
  }

  /// The members that are given, besides the months, in order.
  var givenMembers: [String] {
    let members: [(String, Bool)] = [
      ("channels", !channels.isEmpty), ("country", country != nil), ("hs_code", hsCode != nil), ("oblast", oblast != nil), ("payer", payer != nil),
      ("programme", programme != nil), ("site", site != nil), ("site_kind", siteKind != nil),
    ]
    return members.filter(\.1).map(\.0)
  }
}
