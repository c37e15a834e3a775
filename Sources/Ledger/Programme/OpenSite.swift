/// Asks to open a site, or to open a closed one again.
public struct OpenSite: Hashable, Sendable {
  /// Which site, what it is called, where it lies and what it is.
  public let site: SiteCode, name: String, community: CommunityCode, kind: SiteKind
  /// The programme it is opened under, if any, and who pays for it.
  public let programme: ProgrammeCode?, funding: [Funding]
  /// Since when.
  public let date: CalendarDate

  /// A site as its opening is announced.
  public init(
    site: SiteCode, name: String, community: CommunityCode, kind: SiteKind, programme: ProgrammeCode? = nil, funding: [Funding] = [],
    date: CalendarDate
  ) {
    (self.site, self.name, self.community, self.kind) = (site, name, community, kind)
    (self.programme, self.funding, self.date) = (programme, funding, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("community", community.text)
    writer.member("date", date)
    writer.member("funding", funding) { writer, funding in
      writer.member("amount", asTyped: funding.amount)
      writer.member("currency", funding.currency?.code)
      writer.member("payer", funding.payer)
    }
    writer.member("kind", kind.rawValue)
    writer.member("name", name)
    writer.member("open_site", site.text)
    writer.member("programme", programme?.text)
  }
}

/// Asks to close a site.
public struct CloseSite: Hashable, Sendable {
  /// Which site, why, and from when on.
  public let site: SiteCode, reason: String, date: CalendarDate

  /// A site that closes.
  public init(site: SiteCode, reason: String, date: CalendarDate) { (self.site, self.reason, self.date) = (site, reason, date) }

  func write(to writer: inout CanonicalWriter) {
    writer.member("close_site", site.text)
    writer.member("date", date)
    writer.member("reason", reason)
  }
}

/// What opening a site would record.
func decide(_ command: OpenSite, given context: ProgrammeContext) throws(Refusal) -> Decision {
  try require(command.name, "name")
  guard context.communities[command.community]?.enrolled != nil else { throw .unknown(.community, command.community.text) }
  if let programme = command.programme, context.programmes[programme]?.opened == nil { throw .programme(.unknownProgramme(programme)) }
  for funding in command.funding {
    try requireWord(funding.payer, "payer")
    if let amount = funding.amount { try checkAmount(amount) }
  }
  let opened = SiteOpened(
    site: command.site, name: command.name, community: command.community, kind: command.kind, programme: command.programme, funding: command.funding)
  let state = context.sites[command.site] ?? SiteState()
  if let known = state.openings.first(where: { $0.on == command.date }) {
    try differences(between: known.opened, and: opened)
    return .unchanged
  }
  if let last = state.openings.last {
    // A closed site may open again, also under another name and with other money; an open one was opened on another day.
    guard let closedOn = state.closedOn else {
      throw .differs("site \(command.site)", column: "date", there: last.on.description, here: command.date.description)
    }
    guard command.date >= closedOn else { throw .before("the site was closed", closedOn) }
  }
  return .record([Fact(.siteOpened(opened), in: .site(command.site), on: command.date)])
}

private func differences(between known: SiteOpened, and new: SiteOpened) throws(Refusal) {
  let thing = "site \(known.site)"
  try same(known.name, new.name, "name", of: thing)
  try same(known.community.text, new.community.text, "community", of: thing)
  try same(known.kind.rawValue, new.kind.rawValue, "kind", of: thing)
  try same(known.programme?.text, new.programme?.text, "programme", of: thing)
  if known.funding != new.funding { throw .differs(thing, column: "funding", there: "other payers or amounts", here: "these") }
}

/// What closing a site would record.
func decide(_ command: CloseSite, given context: ProgrammeContext) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  guard let state = context.sites[command.site], let opening = state.openings.last?.on else { throw .programme(.unknownSite(command.site)) }
  if state.closedOn != nil { return .unchanged }
  guard command.date >= opening else { throw .before("the site was opened", opening) }
  let closed = SiteClosed(site: command.site, reason: command.reason)
  return .record([Fact(.siteClosed(closed), in: .site(command.site), on: command.date)])
}
