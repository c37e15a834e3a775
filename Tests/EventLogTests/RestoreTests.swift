import EventLog
import Postgres
import TestSupport
import Testing

@Suite("Restoring ready commits")
struct RestoreTests {
  private func event(_ position: Int64, _ stream: String, _ version: Int32, recordedAt: Int64 = 1_000_000) -> RecordedEvent {
    RecordedEvent(
      position: position, version: version, schema: 1, occurredOn: 19_000, recordedAt: recordedAt, stream: stream, type: "Happened", actor: "someone",
      payload: Array("{\"n\":\(position)}".utf8))
  }

  private func commit(_ key: String, _ events: RecordedEvent...) -> ReadyCommit {
    ReadyCommit(key: key, fingerprint: [UInt8](repeating: 3, count: 32), events: events)
  }

  private func restore(_ commits: [ReadyCommit], into test: TestBook, _ limits: RestoreLimits = RestoreLimits()) async throws -> Int64 {
    try await test.run(as: .owner) { session in
      var next = commits.makeIterator()
      return try session.restore(limits: limits) { next.next() }
    }
  }

  @Test("A log moves to another book whole, event for event and key for key, through chunks however small", arguments: [1, 2, 7, 1_000])
  func moves(_ chunk: Int) async throws {
    let (from, to) = (try await TestBook.create(), try await TestBook.create())
    for number in 0..<20 {
      try await from.append([.of("k\(number)", ("s/\(number % 3)", Int32(number / 3)), ("t/\(number)", 0)), .of("l\(number)", ("t/\(number)", 1))])
    }
    let events = try await from.allEvents()
    var commits: [ReadyCommit] = []
    for number in 0..<20 {
      for key in ["k\(number)", "l\(number)"] {
        let found = try #require(try await from.run { try $0.commit(forKey: key) })
        let own = events[Int(found.first) - 1..<Int(found.first) - 1 + found.count]
        commits.append(ReadyCommit(key: key, fingerprint: found.fingerprint, events: Array(own)))
      }
    }
    var limits = RestoreLimits()
    (limits.chunkEventsMax, limits.streamsMax) = (chunk, 2)
    #expect(try await restore(commits, into: to, limits) == 60)
    #expect(try await to.allEvents() == events)
    #expect(try await to.run { try $0.firstFlaw() } == nil)
    // What was restored goes on as any log does: the keys are known, and the next commit comes behind.
    #expect(try await to.append([.of("l19", ("t/19", 1))]) == [.repeated(first: 60, count: 1)])
    #expect(try await to.append([.of("new", ("t/19", 2))]) == [.appended(first: 61, count: 1)])
  }

  @Test("What is no log is refused whole, and the message says where", arguments: 0..<6)
  func refuses(_ number: Int) async throws {
    let first = commit("a", event(1, "s/1", 1), event(2, "s/1", 2))
    let wrong: [(ReadyCommit, String)] = [
      (commit("b", event(4, "s/2", 1)), "position 3 was due, not 4"),
      (commit("b", event(3, "s/1", 4)), "position 3: stream s/1 is due for version 3, not 4"),
      (commit("b", event(3, "s/2", 1, recordedAt: 999_999)), "position 3 was recorded before the event it follows"),
      (commit("b", event(3, "s/2", 2)), "Stream s/2 has version 2, but not version 1 before it"),
      (commit("b"), "commit “b” has no events"),
      (commit("", event(3, "s/2", 1)), "position 3 needs a key of 1 to 200 characters"),
    ]
    let test = try await TestBook.create()
    let error = try await thrown(LogError.self) { _ = try await restore([first, wrong[number].0], into: test) }
    #expect(error.code == .invalidCommit)
    #expect(error.message.contains(wrong[number].1), "\(error.message)")
    #expect(try await test.run { try $0.head().position } == 0)
    #expect(try await test.allEvents().isEmpty)
  }

  @Test("A used key, an existing stream, and a writer's hand are refused by the database")
  func refusedByTheDatabase() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("a", ("s/1", 0))])
    let key = try await thrown(PostgresError.self) { _ = try await restore([commit("a", event(2, "s/2", 1, recordedAt: .max / 4))], into: test) }
    #expect(key.sqlState == "23505")
    let stream = try await thrown(PostgresError.self) { _ = try await restore([commit("b", event(2, "s/1", 1, recordedAt: .max / 4))], into: test) }
    #expect(stream.sqlState == "23505")
    let writer = try await thrown(PostgresError.self) {
      try await test.run { session in
        var next = [commit("b", event(2, "s/2", 1, recordedAt: .max / 4))].makeIterator()
        _ = try session.restore { next.next() }
      }
    }
    #expect(writer.sqlState == "42501")
    #expect(try await test.run { try $0.head().position } == 1)
  }
}
