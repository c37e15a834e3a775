import Foundation
import Glibc
import Postgres
import SignIn
import Testing

@testable import Web

/// Pages while whoever folds dies.
@Suite(.serialized) struct WorkerDeathTests {
  @Test(
    "When the worker's connection is cut in the middle of folding, pages show no wrong number, say that they are behind, and catch up by themselves",
    .timeLimit(.minutes(3)))
  func connectionCut() async throws {
    try await ServerUnderTest.with { server in
      let book = try await BookAtWork.filled(server)
      for number in 1...20 { #expect(try await book.sell("S-\(number)").status == 200) }
      #expect(try await HealthTests.eventually { try await book.isWell() })
      let before = try await book.head()
      #expect(try await book.look() == [before, before])
      // Nobody may write this table: the worker stops in the middle of its transaction, with entries added and most tables not.
      let blocker = try await Connection.open(server.login)
      try await blocker.run { try $0.execute("BEGIN; LOCK TABLE main.sales_by_channel IN SHARE ROW EXCLUSIVE MODE") }
      var kills = 0
      for number in 21...60 {
        #expect(try await book.sell("S-\(number)").status == 200)
        if number % 4 == 0, kills < 6 { kills += try await Self.cut(server.login) }
        let positions = try await book.look()
        #expect(positions == [before, before])
      }
      #expect(kills >= 3)
      #expect(try await HealthTests.eventually { try await book.reader.get("/reports").text.contains("Reports are behind: \(before) of ") })
      #expect(try await book.ready().status == 503)
      try await blocker.run { try $0.execute("COMMIT") }
      await blocker.close()
      // And cut off anew while it catches up.
      for number in 61...120 {
        #expect(try await book.sell("S-\(number)").status == 200)
        kills += try await Self.cut(server.login)
        try await book.look()
      }
      #expect(try await HealthTests.eventually { try await book.isWell() })
      let last = try await book.head()
      #expect(try await book.look() == [last, last])
      #expect(try await book.salesInLog() == 120)
    }
  }

  /// Cuts the connection that has the lock of folding.
  private static func cut(_ login: ConnectionOptions) async throws -> Int {
    try await withSession(login) { session in
      try session.query(
        """
        SELECT pg_terminate_backend(pid) FROM pg_locks
        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (classid::bigint << 32 | objid::bigint) = hashtextextended('esep fold main', 0)
        """
      ).count
    }
  }

  @Test(
    "When `esep work` is killed while another process serves, pages keep their last right numbers; the next one started takes over",
    .timeLimit(.minutes(3)))
  func processKilled() async throws {
    try await ServerUnderTest.with(folds: false) { server in
      let book = try await BookAtWork.filled(server)
      let first = try WorkProcess(server)
      for number in 1...40 {
        #expect(try await book.sell("S-\(number)").status == 200)
        try await book.look()
      }
      #expect(try await HealthTests.eventually { try await book.isWell() })
      // While there is something to fold.
      let selling = Task { () async throws in
        for number in 41...80 { #expect(try await book.sell("S-\(number)").status == 200) }
      }
      try await Task.sleep(for: .milliseconds(100))
      first.kill()
      try await selling.value
      try await book.look()
      for number in 81...90 { #expect(try await book.sell("S-\(number)").status == 200) }
      #expect(try await HealthTests.eventually { try await book.reader.get("/reports").text.contains("Reports are behind: ") })
      #expect(try await book.ready().status == 503)
      let positions = try await book.look()
      let head = try await book.head()
      #expect(positions.allSatisfy { $0 < head })
      let second = try WorkProcess(server)
      defer { second.kill() }
      #expect(try await HealthTests.eventually { try await book.isWell() })
      #expect(try await book.look() == [head, head])
    }
  }

  @Test("When `esep work` beside a server that folds too is killed, the server takes over without a hand", .timeLimit(.minutes(3)))
  func takesOver() async throws {
    try await ServerUnderTest.with { server in
      let book = try await BookAtWork.filled(server)
      for round in 0..<4 {
        let work = try WorkProcess(server)
        for number in 1...20 {
          #expect(try await book.sell("S-\(round)-\(number)").status == 200)
          try await book.look()
          if number == 5 + round * 4 { work.kill() }
        }
        work.kill()
        #expect(try await HealthTests.eventually { try await book.isWell() })
      }
      let head = try await book.head()
      #expect(try await book.look() == [head, head])
    }
  }
}

/// `esep work` of this build, in a process of its own.
final class WorkProcess: @unchecked Sendable {
  // Foundation's process; only ever asked to start and, by one test, to end.
  private let process = Process()

  /// Starts it for the book of a server.
  init(_ server: ServerUnderTest) throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(fileURLWithPath: (own as NSString).deletingLastPathComponent + "/esep")
    process.arguments = ["work"]
    let login = server.login
    process.environment = [
      "ESEP_DATABASE_URL": "host=\(login.host) port=5432 dbname=\(login.database) user=\(login.user)", "ESEP_HOME": server.desk.home,
      "PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Ends it as a power cut would.
  func kill() {
    guard process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
