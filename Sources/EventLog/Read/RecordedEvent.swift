/// A fact as it stands in the log.
public struct RecordedEvent: Sendable, Hashable {
  /// Its number in the book, from 1, without holes.
  public var position: Int64
  /// Its number in its stream, from 1, without holes.
  public var version: Int32
  /// The version of the payload's schema.
  public var schema: Int16
  /// The business date, in days since 1970.
  public var occurredOn: Int32
  /// When the book learned of it, in microseconds since 1970 UTC; never earlier than that of any event before it.
  public var recordedAt: Int64
  /// The stream, such as `sale/S-88121`.
  public var stream: String
  /// What kind of fact, such as `SaleRecorded`.
  public var type: String
  /// Who commanded it.
  public var actor: String
  /// Canonical JSON in UTF-8, byte for byte as it was appended.
  public var payload: [UInt8]

  /// An event from its parts.
  public init(
    position: Int64, version: Int32, schema: Int16, occurredOn: Int32, recordedAt: Int64, stream: String, type: String, actor: String,
    payload: [UInt8]
  ) {
    self.position = position
    self.version = version
    self.schema = schema
    self.occurredOn = occurredOn
    self.recordedAt = recordedAt
    self.stream = stream
    self.type = type
    self.actor = actor
    self.payload = payload
  }

  /// The payload as text. O(its length).
  public var payloadText: String { String(decoding: payload, as: UTF8.self) }
}
