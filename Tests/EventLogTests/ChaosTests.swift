import EventLog
import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Chaos")
struct ChaosTests {
  /// How many commits each run tries, from ESEP_CHAOS_COMMITS.
  private static var commits: Int { getenv("ESEP_CHAOS_COMMITS").flatMap { Int(String(cString: $0)) } ?? 2_000 }
  private static let writers = 64
  private static let streams = 24

  @Test(
    "64 writers through two appenders whose connections keep being ended: nothing is lost, doubled, skipped or out of order",
    arguments: [1, 2] as [UInt64])
  func survives(_ seed: UInt64) async throws {
    print("Chaos: seed \(seed), \(Self.commits) commits")
    let test = try await TestBook.create()
    let appenders = [Appender(options: test.options(.writer)), Appender(options: test.options(.writer))]
    let over = Shared(Atomic(false))
    let record = try await withDeadline(seconds: 60 + Self.commits / 100) {
      async let disturbance: Int = Self.disturb(test, seed, until: over)
      async let reader: Int64 = Self.poll(test, until: over)
      let record = try await Self.write(appenders, seed)
      over.value.store(true, ordering: .relaxed)
      #expect(try await disturbance > 0, "seed \(seed)")
      #expect(try await reader == test.run { try $0.head().position }, "seed \(seed)")
      return record
    }
    for appender in appenders { await appender.close() }
    #expect(record.acknowledged.count > 0 && record.refused.count > 0, "seed \(seed)")
    let findings = try await test.run { try ChaosChecker.findings($0, record) }
    #expect(findings.isEmpty, "seed \(seed): \(findings.prefix(5))")
  }

  @Test("A record survives its way through lines")
  func recordLines() {
    var record = ChaosRecord()
    record.note(.appended(first: 3, count: 2), key: "a")
    record.note(.conflict(stream: "s", expected: 1, actual: 2), key: "b")
    record.unknown.insert("c")
    #expect(record.lines == ["A a 3 2", "R b", "U c"])
    #expect(ChaosRecord(lines: record.lines) == record)
    #expect(ChaosRecord(lines: ["X y"]) == nil)
  }

  @Test("The checker finds what is missing, moved, refused or unasked for")
  func checkerChecks() async throws {
    let test = try await TestBook.create()
    let outcomes = try await test.append(["a", "b"].map { Self.commit($0, ["s/\($0)": 0]) })
    var record = ChaosRecord()
    for (key, outcome) in zip(["a", "b"], outcomes) { record.note(outcome, key: key) }
    func findings(_ change: (inout ChaosRecord) -> Void) async throws -> [String] {
      var changed = record
      change(&changed)
      let final = changed
      return try await test.run { try ChaosChecker.findings($0, final) }
    }
    #expect(try await findings { _ in } == [])
    #expect(try await findings { $0.note(.appended(first: 9, count: 1), key: "c") } == ["c was acknowledged and is missing"])
    #expect(try await findings { $0.note(.appended(first: 2, count: 1), key: "a") } == ["a is not where its writer was told"])
    #expect(try await findings { $0.acknowledged["b"] = nil } == ["nobody asked for b"])
    #expect(
      try await findings {
        $0.acknowledged["b"] = nil
        $0.refused = ["b"]
      } == ["b was refused and is present"])
  }

  // MARK: - The actors

  private static func write(_ appenders: [Appender], _ seed: UInt64) async throws -> ChaosRecord {
    try await withThrowingTaskGroup(of: ChaosRecord.self) { group in
      for writer in 0..<writers {
        group.addTask {
          try await write(appenders[writer % appenders.count], writer, SplitMix64(seed: seed &* 1_000 &+ UInt64(writer)))
        }
      }
      return try await group.reduce(into: ChaosRecord()) { $0.merge($1) }
    }
  }

  /// One writer: it believes what conflicts tell it, so it is often behind, and sometimes asks twice for what it was given.
  private static func write(_ appender: Appender, _ writer: Int, _ random: SplitMix64) async throws -> ChaosRecord {
    var (random, record, believed) = (random, ChaosRecord(), [String: Int32]())
    for attempt in 0..<max(1, commits / writers) {
      let key = "w\(writer)-\(attempt)"
      let touched = (0..<Int.random(in: 1...3, using: &random)).map { _ in "stream/\(Int.random(in: 0..<streams, using: &random))" }
      let expected = Dictionary(touched.map { ($0, believed[$0] ?? 0) }) { first, _ in first }
      let commit = commit(key, expected)
      let outcome: Outcome
      do {
        outcome = try await appender.append(commit)
      } catch let error as LogError where error.code == .outcomeUnknown || error.code == .unreachable {
        record.unknown.insert(key)
        continue
      }
      record.note(outcome, key: key)
      switch outcome {
      case .appended, .repeated:
        for (stream, version) in expected { believed[stream] = version + 1 }
        // An impatient client asks again: the same answer has to come.
        guard Int.random(in: 0..<10, using: &random) == 0, case .repeated(let first, let count) = try await appender.append(commit) else { continue }
        #expect(record.acknowledged[key].map { $0 == (first, count) } == true, "\(key)")
      case .conflict(let stream, _, let actual): believed[stream] = actual
      case .keyReused: break
      }
    }
    return record
  }

  private static func commit(_ key: String, _ expected: [String: Int32]) -> Commit {
    Commit(
      key: key, fingerprint: .content(0), actor: "chaos",
      events: expected.keys.sorted().map { .in($0, payload: ChaosChecker.payload(key)) },
      expected: expected.map { ExpectedVersion(stream: $0, version: $1) })
  }

  /// Ends the connections of writers and readers at random moments. Gives how often.
  private static func disturb(_ test: TestBook, _ seed: UInt64, until over: Shared<Atomic<Bool>>) async throws -> Int {
    var (random, rounds) = (SplitMix64(seed: seed), 0)
    while !over.value.load(ordering: .relaxed) || rounds == 0 {
      try await Task.sleep(for: .milliseconds(.random(in: 1...80, using: &random)))
      try await test.terminate(role: Int.random(in: 0..<4, using: &random) == 0 ? .reader : .writer)
      rounds += 1
    }
    return rounds
  }

  /// Polls the log while it grows and fails if a position is ever skipped. Gives the last one seen.
  private static func poll(_ test: TestBook, until over: Shared<Atomic<Bool>>) async throws -> Int64 {
    var last: Int64 = 0
    while true {
      let isOver = over.value.load(ordering: .relaxed)
      let after = last
      // Its connection is ended too now and then; what it has seen stays valid.
      guard let events = try? await test.run(as: .reader, { try $0.events(after: after, limit: 500) }) else { continue }
      for event in events {
        #expect(event.position == last + 1, "a reader skipped a position")
        last = event.position
      }
      if isOver && events.isEmpty { return last }
    }
  }
}
