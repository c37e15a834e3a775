import CLibPQ

/// One row of a result. Columns count from 0.
///
/// Every accessor throws `PostgresError.unexpectedData` when the column does not exist, is of another type, or is NULL
/// (unless its name starts with `optional`); the message names column and type, never the value.
public struct Row: Sendable {
  let result: QueryResult
  let index: Int32

  /// Number of columns.
  public var count: Int { Int(PQnfields(result.pointer)) }

  /// Whether the value is NULL.
  public func isNull(_ column: Int) throws -> Bool {
    try withField(column) { _, bytes in bytes == nil }
  }

  /// A `smallint`, `integer` or `bigint`.
  public func int64(_ column: Int) throws -> Int64 { try required(column, optionalInt64(column)) }

  /// A `smallint`, `integer` or `bigint`, or nil for NULL.
  public func optionalInt64(_ column: Int) throws -> Int64? {
    try withField(column) { type, bytes in
      guard let bytes else { return nil }
      switch (type, bytes.count) {
      case (TypeOID.int8, 8): return bytes.bigEndian(Int64.self)
      case (TypeOID.int4, 4): return Int64(bytes.bigEndian(Int32.self))
      case (TypeOID.int2, 2): return Int64(bytes.bigEndian(Int16.self))
      default: throw mismatch(column, type, "an integer")
      }
    }
  }

  /// A `text`, `varchar`, `char`, `name`, `json` or untyped literal.
  public func text(_ column: Int) throws -> String { try required(column, optionalText(column)) }

  /// A `text`, `varchar`, `char`, `name`, `json` or untyped literal, or nil for NULL.
  public func optionalText(_ column: Int) throws -> String? {
    try withField(column) { type, bytes in
      guard let bytes else { return nil }
      guard TypeOID.isTextual(type) else { throw mismatch(column, type, "text") }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// A `boolean`.
  public func bool(_ column: Int) throws -> Bool { try required(column, optionalBool(column)) }

  /// A `boolean`, or nil for NULL.
  public func optionalBool(_ column: Int) throws -> Bool? {
    try withField(column) { type, bytes in
      guard let bytes else { return nil }
      guard type == TypeOID.bool, bytes.count == 1 else { throw mismatch(column, type, "a boolean") }
      return bytes[0] != 0
    }
  }

  /// A `bytea`, or the bytes of a textual type.
  public func bytes(_ column: Int) throws -> [UInt8] { try required(column, optionalBytes(column)) }

  /// A `bytea`, or the bytes of a textual type, or nil for NULL.
  public func optionalBytes(_ column: Int) throws -> [UInt8]? {
    try withBytes(column) { $0.map { Array($0) } }
  }

  /// Lends the bytes of a `bytea` or of a textual type without a copy; nil for NULL. The buffer ends with the call.
  public func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer?) throws -> T) throws -> T {
    try withField(column) { type, bytes in
      guard type == TypeOID.bytea || TypeOID.isTextual(type) else { throw mismatch(column, type, "bytes") }
      return try body(bytes)
    }
  }

  /// A `date`, in days since 1 January 1970.
  public func day(_ column: Int) throws -> Int32 { try required(column, optionalDay(column)) }

  /// A `date`, in days since 1 January 1970, or nil for NULL. The infinite dates are refused.
  public func optionalDay(_ column: Int) throws -> Int32? {
    try withField(column) { type, bytes in
      guard let bytes else { return nil }
      guard type == TypeOID.date, bytes.count == 4 else { throw mismatch(column, type, "a date") }
      let (days, isOutside) = bytes.bigEndian(Int32.self).addingReportingOverflow(Epoch.days)
      guard !isOutside, days != .min &+ Epoch.days else { throw mismatch(column, type, "a finite date") }
      return days
    }
  }

  /// A `timestamptz` or `timestamp`, in microseconds since 1 January 1970 (UTC).
  public func microseconds(_ column: Int) throws -> Int64 { try required(column, optionalMicroseconds(column)) }

  /// A `timestamptz` or `timestamp`, in microseconds since 1 January 1970 (UTC), or nil for NULL. The infinite ones are refused.
  public func optionalMicroseconds(_ column: Int) throws -> Int64? {
    try withField(column) { type, bytes in
      guard let bytes else { return nil }
      guard type == TypeOID.timestamptz || type == TypeOID.timestamp, bytes.count == 8 else { throw mismatch(column, type, "a timestamp") }
      let (microseconds, isOutside) = bytes.bigEndian(Int64.self).addingReportingOverflow(Epoch.microseconds)
      guard !isOutside, microseconds != .min &+ Epoch.microseconds else { throw mismatch(column, type, "a finite timestamp") }
      return microseconds
    }
  }

  /// A `numeric`, exactly, as decimal digits: "-12.50", "NaN", "Infinity".
  public func numericText(_ column: Int) throws -> String { try required(column, optionalNumericText(column)) }

  /// A `numeric`, exactly, as decimal digits, or nil for NULL.
  public func optionalNumericText(_ column: Int) throws -> String? {
    try withField(column) { type, bytes in
      guard let bytes else { return nil }
      guard type == TypeOID.numeric, let text = decimalText(ofNumeric: bytes) else { throw mismatch(column, type, "a numeric") }
      return text
    }
  }
}

extension Row {
  /// Lends type and bytes of a field; nil bytes for NULL.
  func withField<T>(_ column: Int, _ body: (UInt32, UnsafeRawBufferPointer?) throws -> T) throws -> T {
    guard column >= 0, column < count else {
      throw PostgresError(.unexpectedData, "there is no column \(column): the row has \(count)")
    }
    let field = Int32(column)
    return try withExtendedLifetime(result) {
      let type = PQftype(result.pointer, field)
      if PQgetisnull(result.pointer, index, field) == 1 { return try body(type, nil) }
      let length = Int(PQgetlength(result.pointer, index, field))
      return try body(type, UnsafeRawBufferPointer(start: PQgetvalue(result.pointer, index, field), count: length))
    }
  }

  private func required<T>(_ column: Int, _ value: T?) throws -> T {
    guard let value else { throw PostgresError(.unexpectedData, "column \(column) (\(name(column))) is NULL") }
    return value
  }

  private func mismatch(_ column: Int, _ type: UInt32, _ wanted: String) -> PostgresError {
    PostgresError(.unexpectedData, "column \(column) (\(name(column))) is not \(wanted): its type has the object identifier \(type)")
  }

  private func name(_ column: Int) -> String { String(cString: PQfname(result.pointer, Int32(column))) }
}

extension UnsafeRawBufferPointer {
  /// The integer in network order at `offset`, which the caller has checked to lie inside.
  func bigEndian<Integer: FixedWidthInteger & BitwiseCopyable>(_ type: Integer.Type, at offset: Int = 0) -> Integer {
    Integer(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
