import Glibc
import Postgres

/// What there is in Python: the library `eventsourcing` with its PostgreSQL recorder, and inserts by hand with `psycopg`. A script that is built into this
/// program drives them, so that no client but Python's own stands between them and the server.
struct PythonPeers: Sendable {
  /// The versions that are measured, for people.
  let versions: String
  private let script: String
  private let scratch: String

  /// Finds `python3` through PATH and asks it for the modules; or says what to install.
  static func find(_ bench: Bench) async -> Peer<PythonPeers> {
    let script = bench.directory + "/python_peers.py"
    let scratch = bench.directory + "/python_peers.err"
    do {
      try PeerFile.write(String(decoding: PackageResources.python_peers_py, as: UTF8.self), to: script)
      let said = try await Program.run(["python3", script, "modules"], scratch: scratch).output
      return .present(PythonPeers(versions: said.split(separator: "\n").joined(separator: ", "), script: script, scratch: scratch))
    } catch {
      return .missing(advice(error))
    }
  }

  static func advice(_ error: any Error) -> String {
    "Python's eventsourcing and psycopg were not measured (\(error)): type python3 -m pip install 'eventsourcing[postgres]' 'psycopg[binary,pool]', "
      + "in a virtual environment whose bin directory comes first in PATH."
  }

  /// How a table is filled by hand.
  enum Insert: String {
    case one, many, array, copy
  }

  /// Aggregates saved through an application of the library.
  /// - Parameter isUnlocked: with functions in the database instead of a lock on the table; notification ids are then in no order of commits.
  func eventsourcing(_ bench: Bench, clients: Int, events: Int = 1, isUnlocked: Bool = false, _ sales: PeerSales) async throws -> Reading {
    try await run(
      bench, ["eventsourcing", "clients=\(clients)", "events=\(events)", "functions=\(isUnlocked ? "yes" : "no")"], sales,
      check: """
        SELECT count(*), coalesce(sum((convert_from(state, 'UTF8')::json->'details'->>'gross')::bigint), 0)::bigint,
               (SELECT count(*) FROM (SELECT FROM application_events GROUP BY originator_id HAVING max(originator_version) <> count(*)) AS holed)
        FROM application_events
        """)
  }

  /// A table of events filled with psycopg.
  func psycopg(_ bench: Bench, _ how: Insert, clients: Int, events: Int = 1, _ sales: PeerSales) async throws -> Reading {
    try await run(
      bench, ["psycopg", "clients=\(clients)", "events=\(events)", "how=\(how.rawValue)"], sales,
      check: """
        SELECT count(*), coalesce(sum((payload->>'gross')::bigint), 0)::bigint,
               (SELECT count(*) FROM (SELECT FROM event GROUP BY stream HAVING max(version) <> count(*)) AS holed)
        FROM event
        """)
  }

  private func run(_ bench: Bench, _ arguments: [String], _ sales: PeerSales, check: String) async throws -> Reading {
    let file = bench.directory + "/peer_sales.jsonl"
    try PeerFile.write(sales.lines, to: file)
    return try await bench.withPeerDatabase("peer_python") { database in
      let server = ["host=\(database.host)", "port=5432", "database=\(database.database)", "user=\(database.user)"]
      let size = ["seconds=\(bench.options.seconds)", "processes=\(sysconf(Int32(_SC_NPROCESSORS_ONLN)))", "sales=\(file)"]
      let report = try PythonReport(try await Program.run(["python3", script] + arguments + server + size, scratch: scratch).output)
      let found = try await Bench.asking(database) { session in
        try session.query(check).map { (try $0.int64(0), try $0.int64(1), try $0.int64(2)) }[0]
      }
      guard found == (report.stored, report.gross, 0) else {
        throw BenchError(
          "Python's \(arguments[0]) should have stored \(report.stored) events of \(report.gross) in all, without holes; found \(found).")
      }
      return report.reading
    }
  }
}

/// What the script printed.
struct PythonReport {
  private(set) var stored: Int64 = 0
  private(set) var gross: Int64 = 0
  private(set) var reading = Reading(amount: 0, seconds: 0)

  /// - Throws: `BenchError` when a line is not understood or a figure is missing.
  init(_ text: String) throws {
    var latencies = Latencies()
    var seen: Set<Substring> = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let value = Int64(words[1]) else { throw BenchError("The Python driver said “\(line)”, which is no figure.") }
      switch words[0] {
      case "latency":
        latencies.record(UInt64(max(0, value)))
        continue
      case "units": reading.amount = Double(value)
      case "nanoseconds": reading.seconds = Double(value) / 1e9
      case "stored": stored = value
      case "gross": gross = value
      default: throw BenchError("The Python driver said “\(line)”, which is not understood.")
      }
      seen.insert(words[0])
    }
    guard seen.count == 4 else { throw BenchError("The Python driver said only \(seen.sorted().joined(separator: ", ")).") }
    reading.latencies = latencies
  }
}
