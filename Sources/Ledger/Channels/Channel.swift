/// Asks to open a channel, or to write down its next terms.
public struct AgreeTerms: Hashable, Sendable {
  /// Which channel, what it is called, what kind it is and where it sells.
  public let channel: ChannelCode, name: String, kind: ChannelKind, country: String
  /// What is agreed.
  public let terms: Terms

  /// A channel with terms, as one row of `channels.csv` has it.
  public init(channel: ChannelCode, name: String, kind: ChannelKind, country: String, terms: Terms) {
    (self.channel, self.name, self.kind, self.country, self.terms) = (channel, name, kind, country, terms)
  }
}

/// What the book knows of a channel.
public struct ChannelState: Sendable {
  /// Its opening, once there is one.
  public private(set) var opened: ChannelOpened?
  /// All terms ever agreed, by their first day.
  public private(set) var terms: [Terms] = []
  /// Its places.
  public private(set) var outlets: Set<OutletCode> = []
  /// Which of them keep a stock of their own.
  public private(set) var tracked = TrackedPlaces()

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) {
    switch event {
    case .channelOpened(let event): opened = event
    case .outletOpened(let event): outlets.insert(event.outlet)
    case .stockTracked(let event): tracked.track(event)
    case .channelTermsAgreed(let event):
      terms.insert(event.terms, at: terms.firstIndex { $0.validFrom > event.terms.validFrom } ?? terms.endIndex)
    default: break
    }
  }

  /// The terms in force on a day: the newest whose first day is not later, unless they ended before it; nil before any.
  public func terms(on date: CalendarDate) -> Terms? { terms.last { $0.validFrom <= date }.flatMap { $0.covers(date) ? $0 : nil } }

  /// The newest terms whose first day is not later than a day, whether or not they have ended since: what was sold under them is still stated and paid.
  public func terms(begunBy date: CalendarDate) -> Terms? { terms.last { $0.validFrom <= date } }
}

/// What opening a channel or agreeing new terms would record.
/// - Throws: `Refusal.differs` when the channel is known with another kind or country, `TermsRefusal.overlap` when some day would have two sets of terms.
public func decide(_ command: AgreeTerms, given state: ChannelState) throws(Refusal) -> Decision {
  try require(command.name, "name")
  try checkCountry(command.country)
  let terms = command.terms
  for (value, column) in [(terms.commissionBasisPoints, "commission_percent"), (terms.feeBasisPoints, "fee_percent")]
  where !(0...10_000).contains(value) { throw .malformed(column: column, "a percentage lies between 0 and 100") }
  guard terms.commissionBasisPoints + terms.feeBasisPoints <= 10_000 else {
    throw .malformed(column: "fee_percent", "commission and fee together take more than 100 percent; producers would owe money")
  }
  guard (0...3650).contains(terms.settleDays) else { throw .malformed(column: "settle_days", "days to settle lie between 0 and 3650") }
  if let validTo = terms.validTo, validTo < terms.validFrom {
    throw .malformed(column: "valid_to", "the terms would end on \(validTo), before they begin on \(terms.validFrom); correct one of the two")
  }
  let stream = StreamName.channel(command.channel)
  var facts: [Fact] = []
  if let known = state.opened {
    let thing = "channel \(command.channel)"
    try same(known.name, command.name, "name", of: thing)
    try same(known.kind.rawValue, command.kind.rawValue, "kind", of: thing)
    try same(known.country, command.country, "country", of: thing)
  } else {
    let opened = ChannelOpened(channel: command.channel, name: command.name, kind: command.kind, country: command.country)
    facts.append(Fact(.channelOpened(opened), in: stream, on: terms.validFrom))
  }
  if state.terms.contains(terms) { return .unchanged }
  if let other = state.terms.first(where: { $0.overlaps(terms) }) { throw .terms(.overlap(command.channel, terms, with: other)) }
  facts.append(Fact(.channelTermsAgreed(ChannelTermsAgreed(channel: command.channel, terms: terms)), in: stream, on: terms.validFrom))
  return .record(facts)
}

/// Countries are ISO 3166-1 alpha-2 codes.
func checkCountry(_ country: String) throws(Refusal) {
  guard country.utf8.count == 2, country.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
    throw .malformed(column: "country", "'\(country)' is no country code: write two capital letters (ISO 3166), such as KG or JP")
  }
}
