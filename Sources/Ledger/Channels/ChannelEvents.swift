/// What kind of seller a channel is.
public enum ChannelKind: String, Sendable, CaseIterable {
  /// A foreign retailer who orders for its own shops (MUJI).
  case exportRetailer = "export_retailer"
  /// A shop of the programme's own brand.
  case brandShop = "brand_shop"
  /// A chain of petrol stations.
  case petrolStation = "petrol_station"
  /// Fairs.
  case fair
  /// Exhibitions.
  case exhibition
  /// Sales over the internet.
  case online
  /// Wholesalers.
  case wholesale
  /// Hotels, guest houses, restaurants.
  case hospitality
}

/// When it is a sale: when the shop sells, or when the channel takes the goods.
public enum SaleModel: String, Sendable, CaseIterable {
  /// The goods stay ours until the shop sells them.
  case consignment
  /// The channel buys them from us.
  case purchase
}

/// Who gains and loses when the rate moves between a sale and its payment.
public enum FxRisk: String, Sendable, CaseIterable {
  /// We do: producers get what the sale was worth on its day.
  case association
  /// They do: what the exchange brought or cost is passed on to them when a statement is settled.
  case producers

  /// What is written down; nothing for the usual case, as in agreements made before anybody asked.
  var word: String? { self == .association ? nil : rawValue }
}

/// A channel began to sell.
public struct ChannelOpened: EventPayload {
  /// Its name in the log.
  public static let type = "ChannelOpened"
  /// Which channel, and what it is called.
  public let channel: ChannelCode, name: String
  /// What kind of seller it is.
  public let kind: ChannelKind
  /// ISO 3166-1 alpha-2 code of the country it sells in.
  public let country: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("country", country)
    writer.member("kind", kind.rawValue)
    writer.member("name", name)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(channel: fields.code("channel"), name: fields.text("name"), kind: fields.word("kind"), country: fields.text("country"))
  }

  init(channel: ChannelCode, name: String, kind: ChannelKind, country: String) {
    (self.channel, self.name, self.kind, self.country) = (channel, name, kind, country)
  }
}

/// One place of a channel opened.
public struct OutletOpened: EventPayload {
  /// Its name in the log.
  public static let type = "OutletOpened"
  /// Whose place, and which.
  public let channel: ChannelCode, outlet: OutletCode

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("outlet", outlet.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(channel: fields.code("channel"), outlet: fields.code("outlet"))
  }

  init(channel: ChannelCode, outlet: OutletCode) { (self.channel, self.outlet) = (channel, outlet) }
}

/// What a channel agreed with us, from a date on until the next terms.
public struct ChannelTermsAgreed: EventPayload {
  /// Its name in the log.
  public static let type = "ChannelTermsAgreed"
  /// With whom.
  public let channel: ChannelCode
  /// What was agreed.
  public let terms: Terms

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("certification", terms.certification.word)
    writer.member("channel", channel.text)
    writer.member("commission_bp", terms.commissionBasisPoints)
    writer.member("currency", terms.currency.code)
    writer.member("fee_bp", terms.feeBasisPoints)
    writer.member("fx_risk", terms.fxRisk.word)
    writer.member("model", terms.model.rawValue)
    writer.member("settle_days", terms.settleDays)
    writer.member("valid_from", terms.validFrom)
    if let validTo = terms.validTo { writer.member("valid_to", validTo) }
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      channel: fields.code("channel"),
      terms: Terms(
        model: fields.word("model"), commissionBasisPoints: fields.number("commission_bp"), feeBasisPoints: fields.number("fee_bp"),
        currency: fields.currency("currency"), settleDays: fields.number("settle_days"), validFrom: fields.date("valid_from"),
        fxRisk: fields.optionalWord("fx_risk") ?? .association, validTo: fields.optionalDate("valid_to"),
        certification: fields.optionalWord("certification") ?? .none))
  }

  init(channel: ChannelCode, terms: Terms) { (self.channel, self.terms) = (channel, terms) }
}
