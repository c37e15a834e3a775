import Postgres

/// An event of the log as it came from the server: its texts are bytes that live only as long as the call they are lent to.
///
/// For readers of millions of events, who look at the type and the payload and seldom need the rest.
public struct EventBytes {
  /// Its number in the book.
  public let position: Int64
  /// Its number in its stream.
  public let version: Int32
  /// The version of the payload's schema.
  public let schema: Int16
  /// The business date, in days since 1970.
  public let occurredOn: Int32
  /// When the book learned of it, in microseconds since 1970 UTC.
  public let recordedAt: Int64
  /// UTF-8: the stream, the kind of fact, who commanded it, and the canonical JSON.
  public let stream: UnsafeRawBufferPointer, type: UnsafeRawBufferPointer, actor: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer

  /// From a row of `RecordedEvent.columns` as binary COPY sends it (PostgreSQL manual, COPY, "Binary Format"): the number of fields, then each
  /// field's length and bytes.
  init(binaryCopyRow row: UnsafeRawBufferPointer) throws {
    var reader = BinaryFields(row)
    try reader.begin(columns: RecordedEvent.columnCount)
    position = try reader.integer()
    version = try reader.integer()
    schema = try reader.integer()
    occurredOn = try reader.integer() as Int32 &+ BinaryFields.day2000
    recordedAt = try reader.integer() as Int64 &+ BinaryFields.microseconds2000
    stream = try reader.field()
    type = try reader.field()
    actor = try reader.field()
    payload = try reader.field()
  }

  /// The same, to keep.
  public var recorded: RecordedEvent {
    func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
    return RecordedEvent(
      position: position, version: version, schema: schema, occurredOn: occurredOn, recordedAt: recordedAt, stream: text(stream), type: text(type),
      actor: text(actor), payload: Array(payload))
  }
}
