/// A value for `$1`, `$2`, … of a statement; sent in binary, with its type, so that nothing is quoted and nothing parsed.
///
/// Arrays are one-dimensional. Timestamps and dates must lie within PostgreSQL's range (4713 BC to AD 294276), else the server refuses them.
public enum Parameter: Sendable, Hashable {
  /// NULL; the server infers its type.
  case null
  /// A `boolean`.
  case bool(Bool)
  /// A `smallint`.
  case int16(Int16)
  /// An `integer`.
  case int32(Int32)
  /// A `bigint`.
  case int64(Int64)
  /// A `text`; PostgreSQL refuses U+0000.
  case text(String)
  /// A `json`: the very text, checked by the server.
  case json(String)
  /// A `bytea`.
  case bytes([UInt8])
  /// A `date`, in days since 1 January 1970.
  case date(daysSince1970: Int32)
  /// A `timestamptz`, in microseconds since 1 January 1970 UTC.
  case timestamp(microsecondsSince1970: Int64)
  /// A `boolean[]`.
  case boolArray([Bool])
  /// A `smallint[]`.
  case int16Array([Int16])
  /// An `integer[]`.
  case int32Array([Int32])
  /// A `bigint[]`.
  case int64Array([Int64])
  /// A `text[]`.
  case textArray([String])
  /// A `text[]` that may hold NULLs.
  case optionalTextArray([String?])
  /// A `bytea[]`.
  case bytesArray([[UInt8]])
  /// A `date[]`, in days since 1 January 1970.
  case dateArray([Int32])
  /// A `timestamptz[]`, in microseconds since 1 January 1970 UTC.
  case timestampArray([Int64])
  /// An array that is laid out already.
  case array(EncodedArray)

  var typeOID: UInt32 {
    switch self {
    case .null: 0
    case .bool: TypeOID.bool
    case .int16: TypeOID.int2
    case .int32: TypeOID.int4
    case .int64: TypeOID.int8
    case .text: TypeOID.text
    case .json: TypeOID.json
    case .bytes: TypeOID.bytea
    case .date: TypeOID.date
    case .timestamp: TypeOID.timestamptz
    case .boolArray: TypeOID.boolArray
    case .int16Array: TypeOID.int2Array
    case .int32Array: TypeOID.int4Array
    case .int64Array: TypeOID.int8Array
    case .textArray, .optionalTextArray: TypeOID.textArray
    case .bytesArray: TypeOID.byteaArray
    case .dateArray: TypeOID.dateArray
    case .timestampArray: TypeOID.timestamptzArray
    case .array(let array): array.typeOID
    }
  }
}
