import EventLog
import Postgres
import TestSupport
import Testing

@Suite("Reading the log")
struct ReadTests {
  private func filled(_ count: Int) async throws -> TestBook {
    let test = try await TestBook.create()
    try await test.append((0..<count).map { .of("k\($0)", ("s/\($0 % 7)", Int32($0 / 7)), at: moment(Int64($0))) })
    return test
  }

  @Test(
    "Streaming gives the same events as asking, for any range",
    arguments: [(0, 100), (0, 0), (40, 60), (99, 100), (100, 200), (-5, 3)] as [(Int64, Int64)])
  func streams(_ after: Int64, _ through: Int64) async throws {
    let test = try await filled(100)
    let all = try await test.allEvents()
    let streamed = try await test.run(as: .reader) { session in
      var events: [RecordedEvent] = []
      try session.forEachEvent(after: after, through: through) { events.append($0) }
      return events
    }
    #expect(streamed == all.filter { $0.position > after && $0.position <= through })
  }

  @Test("Streaming carries dates before 1970 and 2000, long payloads and every script to the last byte")
  func streamsExactly() async throws {
    let test = try await TestBook.create()
    let payload = "{\"a\":\"" + String(repeating: "ө🧶\\n", count: 50_000) + "\"}"
    let days: [Int32] = [-719_162, -1, 0, 10_956, 10_957, 2_932_896]
    var commit = Commit.of("a", ("s", 0), at: 1)
    commit.events = days.map { NewEvent(stream: "s", type: "Түр", schema: 9, occurredOn: $0, payload: payload) }
    try await test.append([commit])
    let events = try await test.run { session in
      var events: [RecordedEvent] = []
      try session.forEachEvent(after: 0, through: 100) { events.append($0) }
      return events
    }
    #expect(events.map(\.occurredOn) == days)
    #expect(events.allSatisfy { $0.payloadText == payload && $0.recordedAt == 1 && $0.type == "Түр" && $0.schema == 9 })
    #expect(try await test.allEvents() == events)
  }

  @Test("A reader that has had enough stops the stream, and the session goes on")
  func stops() async throws {
    struct Enough: Error {}
    let test = try await filled(100)
    let seen = try await test.run { session in
      var seen = 0
      do {
        try session.forEachEvent(after: 0, through: 100) { _ in
          seen += 1
          if seen == 10 { throw Enough() }
        }
      } catch is Enough {}
      return (seen, try session.head().position)
    }
    #expect(seen == (10, 100))
  }

  @Test("Asking in pages gives every event once")
  func pages() async throws {
    let test = try await filled(23)
    let positions = try await test.run { session in
      var (positions, last): ([Int64], Int64) = ([], 0)
      while case let page = try session.events(after: last, limit: 5), let newest = page.last {
        positions += page.map(\.position)
        last = newest.position
      }
      return positions
    }
    #expect(positions == Array(1...23))
  }

  @Test("The events of streams come in order of position, unknown streams give none")
  func ofStreams() async throws {
    let test = try await filled(20)
    let events = try await test.run { try $0.events(ofStreams: ["s/3", "s/1", "nothing", "s/1"]) }
    #expect(events.map(\.position) == [2, 4, 9, 11, 16, 18])
  }

  @Test("The ends of a stream are its first and last event; a stream of one has one twice")
  func ends() async throws {
    let test = try await filled(15)
    let ends = try await test.run { try $0.firstAndLastEvents(ofStreams: ["s/0", "s/0", "s/6", "nothing"]) }
    #expect(ends.mapValues { [$0.first.position, $0.last.position, Int64($0.version)] } == ["s/0": [1, 15, 3], "s/6": [7, 14, 2]])
    try await test.append([.of("one", ("lone", 0))])
    let lone = try await test.run { try $0.firstAndLastEvents(ofStreams: ["lone"])["lone"] }
    #expect(lone?.first == lone?.last && lone?.version == 1)
    #expect(try await test.run { try $0.lastVersions(ofStreams: ["s/0", "lone", "nothing", "lone"]) } == ["s/0": 3, "lone": 1])
  }

  @Test("The batches of a product are found through an index, oldest first")
  func batches() async throws {
    let test = try await TestBook.create()
    let commits = (1...30).map { number in
      var commit = Commit.of("k\(number)", ("batch/\(number)", 0))
      commit.events[0].type = number % 10 == 0 ? "BatchDrawn" : "BatchProduced"
      commit.events[0].payload = #"{"product":"\#(number % 3 == 0 ? "felt" : "honey")"}"#
      return commit
    }
    try await test.append(commits)
    #expect(try await test.run { try $0.batchStreams(ofProduct: "felt") } == [3, 6, 9, 12, 15, 18, 21, 24, 27].map { "batch/\($0)" })
    let plan = try await test.runAsSuperuser { session in
      try session.execute("SET enable_seqscan = off")
      return try session.query(
        "EXPLAIN SELECT stream FROM event WHERE type = 'BatchProduced' AND payload->>'product' = $1 ORDER BY position", [.text("felt")]
      ).map { try $0.text(0) }.joined()
    }
    #expect(plan.contains("event_batches_of_product"))
  }

  @Test("Persons are recorded, replaced and erased with the commit that says so, and only if it is accepted")
  func persons() async throws {
    let test = try await TestBook.create()
    func commit(_ key: String, _ version: Int32, _ persons: [PersonRecord], erased: [String] = []) -> Commit {
      var commit = Commit.of(key, ("producer/1", version))
      (commit.persons, commit.erasedPersons) = (persons, erased)
      return commit
    }
    let first = PersonRecord(id: "p1", salt: [1, 2], data: #"{"name":"Айгүл"}"#)
    let second = PersonRecord(id: "p2", salt: [], data: "{}")
    let changed = PersonRecord(id: "p1", salt: [3], data: #"{"name":"А."}"#)
    try await test.append([commit("a", 0, [first, second])])
    #expect(try await test.run { try $0.persons(ids: ["p2", "p1", "p0"]) } == [first, second])
    try await test.append([
      commit("b", 0, [changed]), commit("c", 1, [changed]), commit("d", 1, [], erased: ["p1"]), commit("a", 9, [], erased: ["p1"]),
    ])
    #expect(try await test.run { try $0.persons(ids: ["p1", "p2"]) } == [changed, second])
    try await test.append([commit("e", 2, [], erased: ["p1", "p2"]), commit("f", 3, [second])])
    #expect(try await test.run { try $0.persons(ids: ["p1", "p2"]) } == [second])
  }
}
