/// What a site is.
public enum SiteKind: String, Sendable, CaseIterable {
  /// Producers make goods there.
  case workshop
  /// Goods are sold there.
  case shop
  /// People learn there.
  case trainingCentre = "training_centre"
  /// Raw material or goods are brought together there.
  case collectionPoint = "collection_point"
  /// Land, gardens or pastures that are worked and restored as an example.
  case demonstrationPlot = "demonstration_plot"
  /// Anything else.
  case other
}

/// Who paid for a site, and how much where that is known. Never a sale and never in the accounts: the payer's money did not pass through the book.
public struct Funding: Hashable, Sendable {
  /// Who paid.
  public let payer: String
  /// How much, in minor units of `currency`; both nil where only the payer is known.
  public let amount: Int64?, currency: Currency?

  /// A payer whose part is not known.
  public init(payer: String) { (self.payer, amount, currency) = (payer, nil, nil) }

  /// A payer and what was paid.
  public init(payer: String, amount: Int64, currency: Currency) { (self.payer, self.amount, self.currency) = (payer, amount, currency) }
}

/// A place where producers work together was opened, or opened again.
public struct SiteOpened: EventPayload {
  /// Its name in the log.
  public static let type = "SiteOpened"
  /// Which site, what it is called, where it lies and what it is.
  public let site: SiteCode, name: String, community: CommunityCode, kind: SiteKind
  /// The programme it was opened under, if any.
  public let programme: ProgrammeCode?
  /// Who paid for it, in the order of the document.
  public let funding: [Funding]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("community", community.text)
    writer.member("funding", funding) { writer, funding in
      if let amount = funding.amount { writer.member("amount", amount) }
      writer.member("currency", funding.currency?.code)
      writer.member("payer", funding.payer)
    }
    writer.member("kind", kind.rawValue)
    writer.member("name", name)
    writer.member("programme", programme?.text)
    writer.member("site", site.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var funding: [Funding] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "funding" else { return false }
      try reader.array { reader throws(PayloadProblem) in funding.append(try Funding(PayloadFields(&reader))) }
      return true
    }
    try self.init(
      site: fields.code("site"), name: fields.text("name"), community: fields.code("community"), kind: fields.word("kind"),
      programme: fields.optionalCode("programme"), funding: funding)
  }

  init(site: SiteCode, name: String, community: CommunityCode, kind: SiteKind, programme: ProgrammeCode?, funding: [Funding]) {
    (self.site, self.name, self.community, self.kind) = (site, name, community, kind)
    (self.programme, self.funding) = (programme, funding)
  }
}

extension Funding {
  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    let payer = try fields.text("payer")
    guard let amount = try fields.optionalNumber("amount") else {
      self.init(payer: payer)
      return
    }
    self.init(payer: payer, amount: amount, currency: try fields.currency("currency"))
  }
}

/// A site was closed.
public struct SiteClosed: EventPayload {
  /// Its name in the log.
  public static let type = "SiteClosed"
  /// Which site, and why.
  public let site: SiteCode, reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("reason", reason)
    writer.member("site", site.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(site: fields.code("site"), reason: fields.text("reason"))
  }

  init(site: SiteCode, reason: String) { (self.site, self.reason) = (site, reason) }
}
