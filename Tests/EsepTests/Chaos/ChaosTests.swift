import EventLog
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

/// Two processes write to one book while the server keeps ending their connections.
@Suite("Chaos over two processes")
struct ChaosTests {
  /// How many commits are tried in all, from ESEP_CHAOS_COMMITS.
  private static let commits = ProcessInfo.processInfo.environment["ESEP_CHAOS_COMMITS"].flatMap { Int($0) } ?? 20_000
  private static let tasks = 64
  private static let streams = 400

  @Test("64 tasks in two processes whose connections keep being ended: nothing lost, doubled, skipped or out of order", arguments: [5])
  func survives(_ seed: Int) async throws {
    print("Chaos over two processes: seed \(seed), \(Self.commits) commits")
    let desk = try await Desk.fresh()
    try await desk.succeed("book", "create", "main")
    let database = try #require(desk.database)
    let isOver = Flag()
    async let ended = Self.disturb(database, seed, until: isOver)
    async let seen = Self.poll(database, until: isOver)
    async let first = Self.write(desk, "one", seed)
    async let second = Self.write(desk, "two", seed + 1)
    let told = try await (first, second)
    isOver.raise()
    let (rounds, lastSeen) = try await (ended, seen)
    var findings: [String] = []
    let record = ChaosRecord(lines: told.0 + told.1, &findings)
    findings += try await record.compare(with: desk)
    let (there, refused, unknown) = (record.acknowledged.count, record.refused.count, record.unknown.count)
    print("Chaos over two processes: \(there) acknowledged, \(refused) refused, \(unknown) unknown, \(rounds) connections ended")
    #expect(findings.isEmpty, "seed \(seed): \(findings.prefix(5))")
    #expect(try await desk.head() == lastSeen, "seed \(seed)")
    let flaw = try await withSession(Self.reader(database)) { try $0.firstFlaw() }
    #expect(flaw == nil, "seed \(seed)")
    let asked = there + refused + unknown
    #expect(asked == Self.commits / 2 / (Self.tasks / 2) * (Self.tasks / 2) * 2, "seed \(seed)")
    #expect(there > 0 && refused > 0 && rounds > 0, "seed \(seed)")
    for name in ["one", "two"] { #expect(record.acknowledged.keys.contains { $0.hasPrefix(name) }, "seed \(seed): \(name) wrote nothing") }
  }

  private static func write(_ desk: Desk, _ name: String, _ seed: Int) async throws -> [String] {
    let url = desk.environment["ESEP_DATABASE_URL"] ?? ""
    let result = try await Program.run(
      Desk.beside("ChaosWriter"), [url, name, "\(seed)", "\(tasks / 2)", "\(commits / 2)", "\(streams)"], seconds: 60 + commits / 50)
    guard result.status == 0 else { throw ProgramProblem(description: "ChaosWriter \(name) ended with \(result.status): \(result.errors)") }
    return result.output.lines
  }

  /// Ends the writers' connections at random moments. Gives how often one was ended.
  private static func disturb(_ database: ConnectionOptions, _ seed: Int, until isOver: Flag) async throws -> Int {
    var (random, ended) = (SplitMix64(seed: UInt64(seed)), 0)
    // One connection for all: on a busy machine the writers would be done before many were opened.
    let connection = try await Connection.open(database)
    while !isOver.isRaised {
      try await Task.sleep(for: .milliseconds(.random(in: 1...80, using: &random)))
      ended += try await connection.run { session in
        try session.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'chaos'"
        ).count
      }
    }
    await connection.close()
    return ended
  }

  /// Polls the log while it grows and fails if a position is ever skipped. Gives the last one seen.
  private static func poll(_ database: ConnectionOptions, until isOver: Flag) async throws -> Int64 {
    var last: Int64 = 0
    while true {
      let (wasOver, after) = (isOver.isRaised, last)
      let events = try await withSession(reader(database)) { try $0.events(after: after, limit: 500) }
      for event in events {
        #expect(event.position == last + 1, "a reader skipped a position")
        last = event.position
      }
      if wasOver && events.isEmpty { return last }
    }
  }

  private static func reader(_ database: ConnectionOptions) throws -> ConnectionOptions { try Book(named: "main").options(database, as: .reader) }
}

/// Raised once, seen by all tasks.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isRaised: Bool { value.load(ordering: .acquiring) }
  func raise() { value.store(true, ordering: .releasing) }
}
