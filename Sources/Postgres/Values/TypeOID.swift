/// The object identifiers of PostgreSQL's built-in types that this library speaks (catalogue pg_type; fixed for good).
enum TypeOID {
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let char: UInt32 = 18
  static let name: UInt32 = 19
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let oid: UInt32 = 26
  static let json: UInt32 = 114
  static let xml: UInt32 = 142
  static let float4: UInt32 = 700
  static let float8: UInt32 = 701
  static let unknown: UInt32 = 705
  static let bpchar: UInt32 = 1042
  static let varchar: UInt32 = 1043
  static let date: UInt32 = 1082
  static let timestamp: UInt32 = 1114
  static let timestamptz: UInt32 = 1184
  static let numeric: UInt32 = 1700
  static let void: UInt32 = 2278
  static let uuid: UInt32 = 2950
  static let jsonb: UInt32 = 3802

  static let boolArray: UInt32 = 1000
  static let byteaArray: UInt32 = 1001
  static let int2Array: UInt32 = 1005
  static let jsonArray: UInt32 = 199
  static let int4Array: UInt32 = 1007
  static let textArray: UInt32 = 1009
  static let int8Array: UInt32 = 1016
  static let dateArray: UInt32 = 1182
  static let timestamptzArray: UInt32 = 1185

  /// Types whose binary form is their text.
  static func isTextual(_ type: UInt32) -> Bool {
    switch type {
    case text, varchar, bpchar, name, json, xml, unknown, char: true
    default: false
    }
  }

  /// The array types that `display` can take apart.
  static func isArray(_ type: UInt32) -> Bool {
    switch type {
    case boolArray, byteaArray, int2Array, jsonArray, int4Array, textArray, int8Array, dateArray, timestamptzArray: true
    case 1002, 1003, 1014, 1015, 1231, 199: true  // "char", name, bpchar, varchar, numeric, json
    default: false
    }
  }
}

/// PostgreSQL counts from 1 January 2000, we from 1 January 1970.
enum Epoch {
  static let days: Int32 = 10_957
  static let microseconds: Int64 = 946_684_800_000_000
}
