import Postgres

extension RecordedEvent {
  /// The columns that the decoders below want, in this order.
  static let columns = "position, version, schema, occurred_on, recorded_at, stream, type, actor, payload"
  static let columnCount = 9

  /// From a row of `columns`, which may start further right.
  init(_ row: Row, from start: Int = 0) throws {
    self.init(
      position: try row.int64(start), version: Int32(truncatingIfNeeded: try row.int64(start + 1)),
      schema: Int16(truncatingIfNeeded: try row.int64(start + 2)), occurredOn: try row.day(start + 3), recordedAt: try row.microseconds(start + 4),
      stream: try row.text(start + 5), type: try row.text(start + 6), actor: try row.text(start + 7), payload: try row.bytes(start + 8))
  }
}

/// Walks over the fields of one binary COPY row without copying them.
struct BinaryFields {
  /// PostgreSQL counts dates and timestamps from 1 January 2000.
  static let day2000: Int32 = 10_957
  static let microseconds2000: Int64 = 946_684_800_000_000
  /// Signature, flags and extension length: they come in front of the first row.
  static let headerBytes = 19

  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func begin(columns: Int) throws {
    let count = try raw(Int16.self)
    guard Int(count) == columns else { throw broken }
  }

  mutating func integer<Integer: FixedWidthInteger & BitwiseCopyable>() throws -> Integer {
    guard try Int(raw(Int32.self)) == MemoryLayout<Integer>.size else { throw broken }
    return try raw(Integer.self)
  }

  /// The bytes of the next field, which is not NULL; they live as long as the row.
  mutating func field() throws -> UnsafeRawBufferPointer {
    let length = Int(try raw(Int32.self))
    guard length >= 0, bytes.count - offset >= length else { throw broken }
    defer { offset += length }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
  }

  private mutating func raw<Integer: FixedWidthInteger & BitwiseCopyable>(_ type: Integer.Type) throws -> Integer {
    guard bytes.count - offset >= MemoryLayout<Integer>.size else { throw broken }
    defer { offset += MemoryLayout<Integer>.size }
    return Integer(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
  }

  private var broken: PostgresError { PostgresError(.unexpectedData, "a COPY row of events does not have the form that was asked for") }
}
