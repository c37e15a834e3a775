public import Ledger

/// A fact about goods as an EPCIS document carries it: everything the log says of it but who typed it in, which concerns no partner.
public struct EPCISFact: Hashable, Sendable {
  /// Its number in the book, and in its stream.
  public var position: Int64, version: Int32
  /// The version of its payload's form.
  public var schema: Int16
  /// The business date.
  public var occurredOn: CalendarDate
  /// When the book learned of it, in microseconds since 1970 UTC.
  public var recordedAt: Int64
  /// The stream and the type, such as `batch/KB-7` and `BatchProduced`.
  public var stream: String, type: String
  /// Canonical JSON, byte for byte as it stands in the log.
  public var payload: [UInt8]

  /// A fact from its parts.
  public init(
    position: Int64, version: Int32, schema: Int16, occurredOn: CalendarDate, recordedAt: Int64, stream: String, type: String, payload: [UInt8]
  ) {
    (self.position, self.version, self.schema, self.occurredOn) = (position, version, schema, occurredOn)
    (self.recordedAt, self.stream, self.type, self.payload) = (recordedAt, stream, type, payload)
  }

  /// The fact as the ledger knows it.
  /// - Throws: `PayloadProblem` when it is none that this program knows.
  public func event() throws(PayloadProblem) -> Event { try Event(type: type, payload: payload) }
}
