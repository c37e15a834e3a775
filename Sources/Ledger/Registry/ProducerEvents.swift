/// A person joined as a producer. Her name is not here: only a salted commitment to it (DESIGN section 3).
public struct ProducerRegistered: EventPayload {
  /// Its name in the log.
  public static let type = "ProducerRegistered"
  /// Who.
  public let producer: ProducerCode
  /// Where she belongs.
  public let membership: Membership
  /// SHA-256 over salt and personal data, in hexadecimal; the data itself can be erased.
  public let person: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    membership.writeLeading(to: &writer)
    writer.member("payout_route", membership.payoutRoute?.rawValue)
    writer.member("person", person)
    writer.member("producer", producer.text)
    writer.member("sex", membership.sex?.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(producer: fields.code("producer"), membership: Membership(fields), person: fields.text("person"))
  }

  init(producer: ProducerCode, membership: Membership, person: String) {
    (self.producer, self.membership, self.person) = (producer, membership, person)
  }
}

/// Something about a producer changed; the whole registration as it is now, beside what it was.
public struct ProducerChanged: EventPayload {
  /// Its name in the log.
  public static let type = "ProducerChanged"
  /// Who.
  public let producer: ProducerCode
  /// Where she belongs now.
  public let membership: Membership
  /// Where she belonged before, so that a count can be moved without looking anything up.
  public let previous: Membership
  /// Commitment to her personal data as it is now.
  public let person: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    membership.writeLeading(to: &writer)
    writer.member("payout_route", membership.payoutRoute?.rawValue)
    writer.member("person", person)
    writer.member("previous") { writer in
      previous.writeLeading(to: &writer)
      writer.member("payout_route", previous.payoutRoute?.rawValue)
      writer.member("sex", previous.sex?.rawValue)
    }
    writer.member("producer", producer.text)
    writer.member("sex", membership.sex?.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var previous: Membership?
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "previous" else { return false }
      previous = try Membership(PayloadFields(&reader))
      return true
    }
    guard let previous else { throw PayloadProblem(description: "previous is missing") }
    try self.init(producer: fields.code("producer"), membership: Membership(fields), previous: previous, person: fields.text("person"))
  }

  init(producer: ProducerCode, membership: Membership, previous: Membership, person: String) {
    (self.producer, self.membership, self.previous, self.person) = (producer, membership, previous, person)
  }
}

/// A producer left, or stopped working for a while.
public struct ProducerDeactivated: EventPayload {
  /// Its name in the log.
  public static let type = "ProducerDeactivated"
  /// Who.
  public let producer: ProducerCode
  /// Where she belonged.
  public let membership: Membership
  /// Why, in a word a report can count.
  public let reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    membership.writeLeading(to: &writer)
    writer.member("payout_route", membership.payoutRoute?.rawValue)
    writer.member("producer", producer.text)
    writer.member("reason", reason)
    writer.member("sex", membership.sex?.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(producer: fields.code("producer"), membership: Membership(fields), reason: fields.text("reason"))
  }

  init(producer: ProducerCode, membership: Membership, reason: String) {
    (self.producer, self.membership, self.reason) = (producer, membership, reason)
  }
}

/// A producer came back.
public struct ProducerReactivated: EventPayload {
  /// Its name in the log.
  public static let type = "ProducerReactivated"
  /// Who.
  public let producer: ProducerCode
  /// Where she belongs.
  public let membership: Membership

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    membership.writeLeading(to: &writer)
    writer.member("payout_route", membership.payoutRoute?.rawValue)
    writer.member("producer", producer.text)
    writer.member("sex", membership.sex?.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(producer: fields.code("producer"), membership: Membership(fields))
  }

  init(producer: ProducerCode, membership: Membership) { (self.producer, self.membership) = (producer, membership) }
}

/// A producer's personal data were erased at her wish or by law; her code and every figure stay.
public struct ProducerErased: EventPayload {
  /// Its name in the log.
  public static let type = "ProducerErased"
  /// Who.
  public let producer: ProducerCode
  /// On what ground.
  public let reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("producer", producer.text)
    writer.member("reason", reason)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(producer: fields.code("producer"), reason: fields.text("reason"))
  }

  init(producer: ProducerCode, reason: String) { (self.producer, self.reason) = (producer, reason) }
}

extension Membership {
  fileprivate func writeLeading(to writer: inout CanonicalWriter) {
    writer.member("community", community.text)
    writer.member("group", group?.text)
  }

  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(
      community: fields.code("community"), group: fields.optionalCode("group"),
      sex: fields.optionalWord("sex"), payoutRoute: fields.optionalWord("payout_route"))
  }
}
