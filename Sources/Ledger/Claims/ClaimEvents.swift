/// How a published figure was worded.
public enum ClaimBound: String, Sendable, CaseIterable {
  /// As an exact figure.
  case exactly
  /// As a rounded one: "about", "some", "around".
  case about
  /// As a lower bound: "more than", "500+".
  case atLeast = "at_least"
  /// As an upper bound: "up to".
  case atMost = "at_most"
}

/// A published figure: what somebody says the programme has come to, and what in the book it is to be compared with.
public struct PublishedFigure: Hashable, Sendable {
  /// Where it stands: title, place, page, so that a reader finds it.
  public let source: String
  /// The sentence, word for word or closely.
  public let statement: String
  /// The number, in whole units of `unit`, and how it was worded.
  public let figure: DecimalNumber, bound: ClaimBound
  /// What it counts: a word, `percent`, a currency or a unit of goods, as its definition asks for.
  public let unit: String
  /// What it is compared with, and what it speaks of.
  public let definition: ClaimDefinition, scope: ClaimScope

  /// A figure as its source has it.
  public init(
    source: String, statement: String, figure: DecimalNumber, bound: ClaimBound = .exactly, unit: String, definition: ClaimDefinition,
    scope: ClaimScope
  ) {
    (self.source, self.statement, self.figure, self.bound) = (source, statement, figure, bound)
    (self.unit, self.definition, self.scope) = (unit, definition, scope)
  }
}

/// A published figure was written down, dated the day it was published.
public struct ClaimRecorded: EventPayload {
  /// Its name in the log.
  public static let type = "ClaimRecorded"
  /// Its number, and the figure.
  public let claim: ClaimCode, published: PublishedFigure
  /// When it was published; repeated from the envelope for those who read the payload alone.
  public let publishedOn: CalendarDate

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) { published.write(claim, publishedOn, to: &writer) }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var channels: [ChannelCode] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "channels" else { return false }
      try reader.array { reader throws(PayloadProblem) in channels.append(try PayloadFields(&reader).code("channel")) }
      return true
    }
    let scope = try ClaimScope(
      from: fields.optionalText("from") == nil ? nil : fields.month("from"), through: fields.month("through"), channels: channels,
      country: fields.optionalText("country"), hsCode: fields.optionalText("hs_code"), oblast: fields.optionalText("oblast"),
      payer: fields.optionalText("payer"), programme: fields.optionalCode("programme"), site: fields.optionalCode("site"),
      siteKind: fields.optionalWord("site_kind"))
    let published = try PublishedFigure(
      source: fields.text("source"), statement: fields.text("statement"), figure: fields.decimal("figure"), bound: fields.word("bound"),
      unit: fields.text("unit"), definition: fields.word("definition"), scope: scope)
    try self.init(claim: fields.code("claim"), published: published, publishedOn: fields.date("published_on"))
  }

  init(claim: ClaimCode, published: PublishedFigure, publishedOn: CalendarDate) {
    (self.claim, self.published, self.publishedOn) = (claim, published, publishedOn)
  }
}

extension PublishedFigure {
  /// Writes it as a claim of that number; channels are left out when there are none.
  func write(_ claim: ClaimCode, _ publishedOn: CalendarDate, to writer: inout CanonicalWriter) {
    writer.member("bound", bound.rawValue)
    if !scope.channels.isEmpty { writer.member("channels", scope.channels) { writer, channel in writer.member("channel", channel.text) } }
    writer.member("claim", claim.text)
    writer.member("country", scope.country)
    writer.member("definition", definition.rawValue)
    writer.member("figure", figure)
    writer.member("from", scope.from?.description)
    writer.member("hs_code", scope.hsCode)
    writer.member("oblast", scope.oblast)
    writer.member("payer", scope.payer)
    writer.member("programme", scope.programme?.text)
    writer.member("published_on", publishedOn)
    writer.member("site", scope.site?.text)
    writer.member("site_kind", scope.siteKind?.rawValue)
    writer.member("source", source)
    writer.member("statement", statement)
    writer.member("through", scope.through.description)
    writer.member("unit", unit)
  }
}

/// A claim was taken back: its source corrected itself, or it had been written down wrongly. It no longer stands in reports.
public struct ClaimWithdrawn: EventPayload {
  /// Its name in the log.
  public static let type = "ClaimWithdrawn"
  /// Which one, and why.
  public let claim: ClaimCode, reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("claim", claim.text)
    writer.member("reason", reason)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(claim: fields.code("claim"), reason: fields.text("reason"))
  }

  init(claim: ClaimCode, reason: String) { (self.claim, self.reason) = (claim, reason) }
}
