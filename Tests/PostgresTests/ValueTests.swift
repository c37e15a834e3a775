import Postgres
import TestSupport
import Testing

@Suite("Values")
struct ValueTests {
  /// What goes in, what SQL makes of it as text, and how we show it.
  static let cases: [(parameter: Parameter, type: String, text: String, shown: String)] = [
    (.bool(true), "boolean", "true", "true"),
    (.bool(false), "boolean", "false", "false"),
    (.int16(.min), "smallint", "-32768", "-32768"),
    (.int32(.max), "integer", "2147483647", "2147483647"),
    (.int64(.min), "bigint", "-9223372036854775808", "-9223372036854775808"),
    (.text(""), "text", "", ""),
    (.text("Шырдак «'\"\\ 🐑 ң ө ү'; DROP"), "text", "Шырдак «'\"\\ 🐑 ң ө ү'; DROP", "Шырдак «'\"\\ 🐑 ң ө ү'; DROP"),
    (.json(#"{"a": [1,  2]}"#), "json", #"{"a": [1,  2]}"#, #"{"a": [1,  2]}"#),
    (.bytes([0, 1, 254, 255]), "bytea", "\\x0001feff", "\\x0001feff"),
    (.bytes([]), "bytea", "\\x", "\\x"),
    (.date(daysSince1970: 0), "date", "1970-01-01", "1970-01-01"),
    (.date(daysSince1970: 19_782), "date", "2024-02-29", "2024-02-29"),
    (.date(daysSince1970: -25_567), "date", "1900-01-01", "1900-01-01"),
    (.timestamp(microsecondsSince1970: 0), "timestamptz", "1970-01-01 00:00:00+00", "1970-01-01T00:00:00.000000Z"),
    (.timestamp(microsecondsSince1970: -1), "timestamptz", "1969-12-31 23:59:59.999999+00", "1969-12-31T23:59:59.999999Z"),
    (.timestamp(microsecondsSince1970: 1_709_210_096_000_789), "timestamptz", "2024-02-29 12:34:56.000789+00", "2024-02-29T12:34:56.000789Z"),
    (.boolArray([true, false]), "boolean[]", "{t,f}", "{true,false}"),
    (.int16Array([1, -2]), "smallint[]", "{1,-2}", "{1,-2}"),
    (.int32Array([]), "integer[]", "{}", "{}"),
    (.int64Array([.max]), "bigint[]", "{9223372036854775807}", "{9223372036854775807}"),
    (.textArray(["a,b", "", "c\"d\\", "NULL", "Кийиз"]), "text[]", #"{"a,b","","c\"d\\","NULL",Кийиз}"#, #"{"a,b","","c\"d\\","NULL",Кийиз}"#),
    (.optionalTextArray(["a", nil]), "text[]", "{a,NULL}", "{a,NULL}"),
    (.bytesArray([[1], []]), "bytea[]", #"{"\\x01","\\x"}"#, #"{"\\x01","\\x"}"#),
    (.dateArray([0, 1]), "date[]", "{1970-01-01,1970-01-02}", "{1970-01-01,1970-01-02}"),
    (.timestampArray([0]), "timestamptz[]", #"{"1970-01-01 00:00:00+00"}"#, "{1970-01-01T00:00:00.000000Z}"),
  ]

  @Test("Every kind of parameter arrives as it was sent, and comes back as it arrived")
  func roundTrips() async throws {
    try await TestServer.shared.withSession { session in
      for (parameter, type, text, shown) in Self.cases {
        let row = try session.query("SELECT $1, $1::text, pg_typeof($1)::text", [parameter])[0]
        #expect(row.display(0) == shown)
        #expect(try row.text(1) == text)
        #expect(try row.text(2) == type.replacingTimestamp)
      }
    }
  }

  @Test("Each accessor decodes its type")
  func accessors() async throws {
    try await TestServer.shared.withSession { session in
      let row = try session.query(
        "SELECT $1, $2, $3, $4, $5, $6, $7, $8, 'plain', 'n'::name, 'v'::varchar, 'c'::char(3), 12.50",
        [
          .bool(true), .int16(-1), .int32(-2), .int64(-3), .text("ü"), .bytes([7]), .date(daysSince1970: -1), .timestamp(microsecondsSince1970: 5),
        ])[0]
      #expect(try row.bool(0))
      #expect(try [row.int64(1), row.int64(2), row.int64(3)] == [-1, -2, -3])
      #expect(try row.text(4) == "ü")
      #expect(try row.bytes(5) == [7])
      #expect(try row.bytes(4) == Array("ü".utf8))
      #expect(try row.day(6) == -1)
      #expect(try row.microseconds(7) == 5)
      #expect(try [row.text(8), row.text(9), row.text(10), row.text(11)] == ["plain", "n", "v", "c  "])
      #expect(try row.numericText(12) == "12.50")
      #expect(row.count == 13)
    }
  }

  @Test("NULL is nil where that is asked for, and an error where not")
  func nulls() async throws {
    try await TestServer.shared.withSession { session in
      let row = try session.query("SELECT $1::bigint AS amount, NULL::text, NULL::date, NULL::bytea", [.null])[0]
      #expect(try row.isNull(0))
      #expect(try row.optionalInt64(0) == nil)
      #expect(try row.optionalText(1) == nil)
      #expect(try row.optionalDay(2) == nil)
      #expect(try row.optionalBytes(3) == nil)
      #expect(row.display(0) == nil)
      let error = try thrown(PostgresError.self) { try row.int64(0) }
      #expect(error.code == .unexpectedData)
      #expect(error.description == "column 0 (amount) is NULL")
    }
  }

  @Test("A wrong type or column is an error that names it, never the value")
  func mismatches() async throws {
    try await TestServer.shared.withSession { session in
      let row = try session.query("SELECT 'secret'::text AS name, 'infinity'::date, '-infinity'::timestamptz, 1::numeric")[0]
      let error = try thrown(PostgresError.self) { try row.int64(0) }
      #expect(error.code == .unexpectedData)
      #expect(error.debugDescription.contains("name"))
      #expect(!error.debugDescription.contains("secret"))
      try thrown(PostgresError.self) { try row.day(1) }
      try thrown(PostgresError.self) { try row.microseconds(2) }
      try thrown(PostgresError.self) { try row.int64(3) }
      try thrown(PostgresError.self) { try row.text(4) }
      try thrown(PostgresError.self) { try row.text(-1) }
      #expect(row.display(4) == nil)
      #expect([1, 2].map { row.display($0) } == ["infinity", "-infinity"])
    }
  }

  @Test("A numeric is decoded digit for digit", arguments: [1, 2, 3])
  func numerics(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var texts = ["0", "0.00", "-0.0001", "10000", "100000000", "0.00000001", "9999.9999", "NaN", "Infinity", "-Infinity", "1e130", "-1e-100"]
    for _ in 0..<300 {
      let whole = (0..<Int.random(in: 1...30, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      let part = (0..<Int.random(in: 0...20, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      texts.append((Bool.random(using: &random) ? "-" : "") + whole + (part.isEmpty ? "" : "." + part))
    }
    let numbers = texts
    try await TestServer.shared.withSession { session in
      let rows = try session.query("SELECT n::numeric, n::numeric::text FROM unnest($1) n", [.textArray(numbers)])
      #expect(rows.count == numbers.count)
      for row in rows { #expect(try row.numericText(0) == row.text(1), "seed \(seed)") }
    }
  }

  @Test("Dates and times are shown as PostgreSQL counts them, from antiquity on")
  func dates() async throws {
    try await TestServer.shared.withSession { session in
      let rows = try session.query(
        """
        SELECT d, to_char(d, 'YYYY-MM-DD'), d::timestamptz + interval '1.5 s',
               to_char(d::timestamptz + interval '1.5 s', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        FROM (SELECT '0001-01-01'::date + n * 97 AS d FROM generate_series(0, 12000) n) days
        """)
      for row in rows {
        #expect(try row.display(0) == row.text(1))
        #expect(try row.display(2) == row.text(3))
      }
    }
  }

  @Test("Other types are shown as text too")
  func otherTypes() async throws {
    try await TestServer.shared.withSession { session in
      let row = try session.query(
        """
        SELECT 1.5::float8, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, '{"a":1}'::jsonb, '2024-02-29 01:02:03'::timestamp, ARRAY[1.50, NULL],
               point(1, 2), 'x'::"char"
        """)[0]
      let uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
      #expect((0..<5).map { row.display($0) } == ["1.5", uuid, "{\"a\": 1}", "2024-02-29T01:02:03.000000", "{1.50,NULL}"])
      #expect(row.display(5) == "\\x3ff00000000000004000000000000000")
      #expect(row.display(6) == "x")
    }
  }
}

extension String {
  fileprivate var replacingTimestamp: String { hasPrefix("timestamptz") ? "timestamp with time zone" + dropFirst("timestamptz".count) : self }
}
