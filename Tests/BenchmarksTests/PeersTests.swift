import EventLog
import Postgres
import TestSupport
import Testing

@testable import Benchmarks

@Suite("Peers to measure beside")
struct PeersTests {
  @Test("A peer whose files are not given says which option gives them")
  func saysWhatIsMissing() {
    #expect(
      MessageDB.files(in: nil).reason
        == "message-db was not measured: give its SQL with --message-db DIR, the directory “database” of its repository.")
    #expect(Pgledger.files(at: nil).reason == "pgledger was not measured: give its SQL with --pgledger FILE, “pgledger.sql” in its repository.")
    #expect(MessageDB.files(in: nil).ways { _ in [Way("message-db") { _ in Reading(amount: 0, seconds: 0) }] }.isEmpty)
  }

  @Test("A wrong directory is named with the file that is not in it")
  func namesTheMissingFile() {
    #expect(
      MessageDB.files(in: "/nowhere").reason
        == "message-db was not measured: /nowhere/roles/message-store.sql cannot be read: No such file or directory. "
        + "--message-db wants the directory “database” of its repository, version 1.3.")
    #expect(
      Pgledger.files(at: "/nowhere/pgledger.sql").reason
        == "pgledger was not measured: /nowhere/vendor/scoville-pgsql-ulid/ulid-to-uuid.sql cannot be read: No such file or directory. "
        + "--pgledger wants “pgledger.sql” as it lies in its repository.")
  }

  @Test("Without its modules, Python is told to install them")
  func saysWhatToInstall() {
    let advice = PythonPeers.advice(BenchError("python3 failed: ModuleNotFoundError: No module named 'psycopg'"))
    #expect(advice.contains("No module named 'psycopg'"))
    #expect(advice.contains("python3 -m pip install 'eventsourcing[postgres]' 'psycopg[binary,pool]'"))
  }

  @Test("The script's figures are read, and nothing else is taken for one")
  func readsTheScript() throws {
    let report = try PythonReport("units 20\nstored 27\ngross 4500\nnanoseconds 2000000000\nlatency 1000000\nlatency 3000000\n")
    #expect((report.stored, report.gross) == (27, 4_500))
    #expect((report.reading.amount, report.reading.seconds, report.reading.latencies?.count) == (20, 2, 2))
    #expect(throws: BenchError.self) { try PythonReport("units 20\nstored 27\n") }
    #expect(throws: BenchError.self) { try PythonReport("Traceback (most recent call last):") }
    #expect(throws: BenchError.self) { try PythonReport("speed 9") }
  }

  @Test("Whatever number of writers there is, each stream has one writer, and its versions follow one another", arguments: [1, 8, 64, 512])
  func sharesStreams(writers: Int) {
    var lengths = [Int: Int64]()
    for writer in 0..<writers {
      var own = OwnStreams(writer: writer, of: writers)
      for _ in 0..<200 {
        let (stream, version) = own.take(events: 3)
        #expect(stream % writers == writer)
        #expect(version == lengths[stream] ?? 0)
        lengths[stream, default: 0] += 3
      }
    }
    #expect(lengths.count == max(64, writers))
  }

  @Test("The money of a sale is the whole sale's, not that of a part of it")
  func knowsTheGross() {
    #expect(PeerSales.gross(#"{"allocations":[{"gross":5}],"book_gross":7,"fee":1,"gross":120,"hs_code":"630","net":9}"#) == 120)
    let sales = PeerSales(Payloads())
    #expect((0..<1_000).allSatisfy { sales.sale($0, writer: 3).gross > 0 })
  }

  @Test("Random message ids are UUIDs, version 4, no two alike")
  func makesUUIDs() async throws {
    let ids = (0..<1_000).map { _ in randomUUID() }
    #expect(Set(ids).count == 1_000)
    let connection = try await Connection.open(TestServer.shared.freshDatabase())
    let read = try await connection.run { try $0.query("SELECT id::uuid::text FROM unnest($1) AS id", [.textArray(ids)]).map { try $0.text(0) } }
    await connection.close()
    #expect(read == ids)
    #expect(ids.allSatisfy { Array($0)[14] == "4" && "89ab".contains(Array($0)[19]) })
  }

  @Test("Balances are read as the programs print them")
  func readsBalances() throws {
    let csv = "\"account\",\"balance\"\n\"assets:channels:CH-00\",\"1234.50 KGS\"\n\"liabilities:producers:P-0001\",\"-0.05 KGS\"\n\"x\",\"0\"\n"
    #expect(try Balances.parse(csv) == ["assets:channels:CH-00": 123_450, "liabilities:producers:P-0001": -5])
    #expect(try Balances.parse("a:b,12 KGS\n") == ["a:b": 1_200])
    #expect(throws: BenchError.self) { try Balances.parse("a:b,12 USD\n") }
  }

  @Test("Amounts of a journal are read back as they were written", arguments: [0, 1, -1, 99, 100, -12_345, 1_000_000_007] as [Int64])
  func writesAmounts(minor: Int64) {
    #expect(PlainTextJournal.minor(PlainTextJournal.amount(minor)) == minor)
  }

  @Test("Clients of a closed loop lose nothing: all that they count is there, what they did to warm up included")
  func countsAll() async throws {
    let database = try await TestServer.shared.freshDatabase()
    let setUp = try await Connection.open(database)
    try await setUp.run { try $0.execute("CREATE TABLE fact (writer integer NOT NULL, number integer NOT NULL, PRIMARY KEY (writer, number))") }
    let outcome = try await ClosedLoop.run((0..<4).map { Inserter(writer: $0) }, on: database, seconds: 0.2)
    let rows = try await setUp.run { try $0.query("SELECT count(*) FROM fact")[0].int64(0) }
    await setUp.close()
    #expect(rows == Int64(outcome.stored))
    #expect(outcome.clients.reduce(0) { $0 + $1.number } == outcome.stored)
    #expect(Int(outcome.reading.latencies?.count ?? 0) == Int(outcome.reading.amount))
    #expect(outcome.stored == Int(outcome.reading.amount) + 4 * 6)
  }
}

private struct Inserter: PeerClient {
  let writer: Int32
  var number = 0

  init(writer: Int) { self.writer = Int32(writer) }

  mutating func work(_ session: Session) throws -> Int {
    number += 1
    try session.query("INSERT INTO fact (writer, number) VALUES ($1, $2)", [.int32(writer), .int32(Int32(number))])
    return 1
  }
}
