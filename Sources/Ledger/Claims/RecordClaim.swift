/// Asks to write a published figure down.
public struct RecordClaim: Hashable, Sendable {
  /// Its number, and the figure.
  public let claim: ClaimCode, published: PublishedFigure
  /// When it was published.
  public let publishedOn: CalendarDate

  /// A figure somebody found in print.
  public init(claim: ClaimCode, published: PublishedFigure, publishedOn: CalendarDate) {
    (self.claim, self.published, self.publishedOn) = (claim, published, publishedOn)
  }

  func write(to writer: inout CanonicalWriter) { published.write(claim, publishedOn, to: &writer) }
}

/// Asks to take a claim back.
public struct WithdrawClaim: Hashable, Sendable {
  /// Which one, why, and when.
  public let claim: ClaimCode, reason: String, date: CalendarDate

  /// A claim that no longer stands.
  public init(claim: ClaimCode, reason: String, date: CalendarDate) { (self.claim, self.reason, self.date) = (claim, reason, date) }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("reason", reason)
    writer.member("withdraw_claim", claim.text)
  }
}

/// What the book knows of a published figure.
public struct ClaimState: Sendable {
  /// The figure, once it was written down.
  public private(set) var recorded: ClaimRecorded?
  /// Whether it was taken back.
  public private(set) var isWithdrawn = false

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) {
    switch event {
    case .claimRecorded(let event): (recorded, isWithdrawn) = (event, false)
    case .claimWithdrawn: isWithdrawn = true
    default: break
    }
  }
}

/// What writing a published figure down would record.
func decide(_ command: RecordClaim, given context: ProgrammeContext) throws(Refusal) -> Decision {
  let published = command.published
  try require(published.source, "source")
  try require(published.statement, "statement")
  try checkUnit(of: published)
  try checkScope(of: published, context)
  let recorded = ClaimRecorded(claim: command.claim, published: published, publishedOn: command.publishedOn)
  if let known = context.claim.recorded, !context.claim.isWithdrawn {
    try differences(between: known, and: recorded)
    return .unchanged
  }
  return .record([Fact(.claimRecorded(recorded), in: .claim(command.claim), on: command.publishedOn)])
}

/// What taking a claim back would record.
func decide(_ command: WithdrawClaim, given context: ProgrammeContext) throws(Refusal) -> Decision {
  try require(command.reason, "reason")
  guard let recorded = context.claim.recorded else { throw .programme(.unknownClaim(command.claim)) }
  if context.claim.isWithdrawn { return .unchanged }
  guard command.date >= recorded.publishedOn else { throw .before("the claim was published", recorded.publishedOn) }
  let withdrawn = ClaimWithdrawn(claim: command.claim, reason: command.reason)
  return .record([Fact(.claimWithdrawn(withdrawn), in: .claim(command.claim), on: command.date)])
}

private func checkUnit(of published: PublishedFigure) throws(Refusal) {
  let (fits, wanted): (Bool, String) =
    switch published.definition.dimension {
    case .count(let word): (published.unit == word, "'\(word)'")
    case .percent: (published.unit == "percent", "'percent'")
    case .money: (Currency(published.unit) != nil, "a currency's code, such as KGS or USD")
    case .goods: (Unit(rawValue: published.unit) != nil, "the code of a unit of goods: \(Unit.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  guard fits else { throw .programme(.unitOfOtherKind(published.unit, definition: published.definition, wanted: wanted)) }
}

private func checkScope(of published: PublishedFigure, _ context: ProgrammeContext) throws(Refusal) {
  let (scope, definition) = (published.scope, published.definition)
  if let from = scope.from {
    guard definition.isOfTime else { throw .programme(.scopeWithoutMeaning("from", definition)) }
    guard from <= scope.through else { throw .malformed(column: "through", "the last month, \(scope.through), lies before the first, \(from)") }
  }
  for member in scope.givenMembers where !definition.scopeMembers.contains(member) { throw .programme(.scopeWithoutMeaning(member, definition)) }
  if definition == .channelShare, scope.channels.isEmpty { throw .missing(column: "channels") }
  for channel in scope.channels where context.channels[channel]?.opened == nil { throw .unknown(.channel, channel.text) }
  if let programme = scope.programme, context.programmes[programme]?.opened == nil { throw .programme(.unknownProgramme(programme)) }
  if let site = scope.site, context.sites[site]?.opened == nil { throw .programme(.unknownSite(site)) }
}

private func differences(between known: ClaimRecorded, and new: ClaimRecorded) throws(Refusal) {
  guard known != new else { return }
  let thing = "claim \(known.claim)"
  let (there, here) = (known.published, new.published)
  try same(known.publishedOn.description, new.publishedOn.description, "published_on", of: thing)
  try same(there.source, here.source, "source", of: thing)
  try same(there.statement, here.statement, "statement", of: thing)
  try same(there.figure.description, here.figure.description, "figure", of: thing)
  try same(there.bound.rawValue, here.bound.rawValue, "bound", of: thing)
  try same(there.unit, here.unit, "unit", of: thing)
  try same(there.definition.rawValue, here.definition.rawValue, "definition", of: thing)
  throw .differs(thing, column: "scope", there: "another scope", here: "this one")
}
