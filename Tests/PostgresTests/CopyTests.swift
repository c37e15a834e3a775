import Postgres
import TestSupport
import Testing

@Suite("COPY")
struct CopyTests {
  private static let table = """
    CREATE TABLE a (i2 smallint, i4 int, i8 bigint PRIMARY KEY, t text, b bytea, d date, at timestamptz, f boolean, n text)
    """

  @Test("A hundred thousand rows go in by binary COPY and come out as they went in")
  func bothWays() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute(Self.table)
      let count = try session.copyIn("COPY a FROM STDIN (FORMAT binary)") { writer in
        writer.header()
        for number in 0..<Int64(100_000) {
          writer.row(columns: 9)
          writer.int16(Int16(number % 1000))
          writer.int32(Int32(number))
          writer.int64(number)
          writer.text("кийиз \(number)")
          writer.bytes([UInt8(number & 255), 0])
          writer.date(daysSince1970: Int32(number % 20_000))
          writer.timestamp(microsecondsSince1970: number)
          writer.bool(number.isMultiple(of: 2))
          writer.null()
        }
        writer.trailer()
      }
      #expect(count == 100_000)
      let wrong = try session.query(
        """
        SELECT count(*) FROM a WHERE (i2, i4, t, b, d, at, f) IS DISTINCT FROM
          (i8 % 1000, i8, 'кийиз ' || i8, set_byte('\\x0000', 0, (i8 & 255)::int), date '1970-01-01' + (i8 % 20000)::int,
           timestamptz '1970-01-01 00:00+00' + i8 * interval '1 microsecond', i8 % 2 = 0) OR n IS NOT NULL
        """)[0].int64(0)
      #expect(wrong == 0)
      var sum: Int64 = 0
      var rows = 0
      try session.copyOut("COPY (SELECT i8 FROM a ORDER BY i8) TO STDOUT") { row in
        rows += 1
        sum += Int64(String(decoding: row.dropLast(), as: UTF8.self)) ?? -1
      }
      #expect(rows == 100_000)
      #expect(sum == 4_999_950_000)
    }
  }

  @Test("Text COPY takes its data raw, and a value of many megabytes passes")
  func rawAndLarge() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b text)")
      let count = try session.copyIn("COPY a FROM STDIN (FORMAT csv)") { $0.raw("one\n\"two, too\"\n") }
      #expect(count == 2)
      let large = String(repeating: "x", count: 20_000_000)
      try session.copyIn("COPY a FROM STDIN (FORMAT binary)") { writer in
        writer.header()
        writer.row(columns: 1)
        writer.text(large)
        writer.trailer()
      }
      #expect(try session.query("SELECT length(b)::bigint FROM a ORDER BY 1").map { try $0.int64(0) } == [3, 8, 20_000_000])
    }
  }

  @Test("When the writer throws, its error comes out and the table is untouched")
  func writerThrows() async throws {
    struct Spilled: Error {}
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b text)")
      for rows in [0, 10, 100_000] {
        try thrown(Spilled.self) {
          try session.copyIn("COPY a FROM STDIN") { writer in
            for _ in 0..<rows { writer.raw("row\n") }
            throw Spilled()
          }
        }
      }
      #expect(try session.query("SELECT 1 FROM a").isEmpty)
    }
  }

  @Test("When the reader throws, its error comes out and the session goes on")
  func readerThrows() async throws {
    struct Enough: Error {}
    try await TestServer.shared.withSession { session in
      try thrown(Enough.self) {
        try session.copyOut("COPY (SELECT generate_series(1, 9000000000)) TO STDOUT") { _ in throw Enough() }
      }
      let one = try session.query("SELECT 1")[0].int64(0)
      #expect(one == 1)
    }
  }

  @Test("Data that the server refuses is its error, with the table untouched")
  func serverRefuses() async throws {
    try await TestServer.shared.withSession { session in
      try session.execute("CREATE TABLE a (b int UNIQUE)")
      let unique = try thrown(PostgresError.self) {
        try session.copyIn("COPY a FROM STDIN") { writer in
          for number in 0..<200_000 { writer.raw("\(number % 1000)\n") }
        }
      }
      #expect(unique.sqlState == "23505")
      let width = try thrown(PostgresError.self) {
        try session.copyIn("COPY a FROM STDIN (FORMAT binary)") { writer in
          writer.header()
          writer.row(columns: 1)
          writer.int64(1)
          writer.trailer()
        }
      }
      #expect(width.sqlState == "22P03")
      let quoted = try thrown(PostgresError.self) { try session.copyIn("COPY a FROM STDIN") { $0.raw("secret\n") } }
      #expect(!quoted.description.contains("secret"))
      #expect(try session.query("SELECT 1 FROM a").isEmpty)
    }
  }
}
