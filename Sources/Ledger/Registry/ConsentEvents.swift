/// What a producer can agree to beyond being in the book.
public enum ConsentPurpose: String, Sendable, CaseIterable {
  /// That her name is told to whoever holds goods she made: on a public page, a label, a catalogue.
  case publicName = "public_name"
}

/// A producer agreed to something. Her name itself is never in the log.
public struct ConsentGiven: EventPayload {
  /// Its name in the log.
  public static let type = "ConsentGiven"
  /// Who agreed, and to what.
  public let producer: ProducerCode, purpose: ConsentPurpose

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("producer", producer.text)
    writer.member("purpose", purpose.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(producer: fields.code("producer"), purpose: fields.word("purpose"))
  }

  init(producer: ProducerCode, purpose: ConsentPurpose) { (self.producer, self.purpose) = (producer, purpose) }
}

/// A producer no longer agrees to something.
public struct ConsentWithdrawn: EventPayload {
  /// Its name in the log.
  public static let type = "ConsentWithdrawn"
  /// Who no longer agrees, and to what.
  public let producer: ProducerCode, purpose: ConsentPurpose

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("producer", producer.text)
    writer.member("purpose", purpose.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(producer: fields.code("producer"), purpose: fields.word("purpose"))
  }

  init(producer: ProducerCode, purpose: ConsentPurpose) { (self.producer, self.purpose) = (producer, purpose) }
}
