import Postgres
import TestSupport
import Testing

@testable import EventLog

/// The quick way alone; what it comes to beside the careful one is what `ModelTests` and `GuaranteeTests` see to.
@Suite("A batch is appended at once when nothing stands against it")
struct UnopposedTests {
  /// Nil when the quick way was refused or not even open.
  private func quickly(_ commits: [Commit], in test: TestBook) async throws -> Int64? {
    try await test.run { session in
      guard let batch = UnopposedBatch(commits) else { return nil }
      do {
        return try session.query(UnopposedBatch.sql, batch.parameters).first?.int64(0)
      } catch let error as PostgresError where UnopposedBatch.isOpposition(error) {
        return nil
      }
    }
  }

  /// The same with one more event in its first stream.
  private func twice(_ commit: Commit) -> Commit {
    var commit = commit
    commit.events.append(commit.events[0])
    return commit
  }

  @Test("New streams, streams at a version, and commits that build on one another go at once, with the versions the careful way gives")
  func goes() async throws {
    let (quick, careful) = (try await TestBook.create(), try await TestBook.create())
    let first = [twice(.of("a", ("s/1", 0), ("s/2", 0))), .of("b", ("s/1", 2)), .of("c", ("s/3", 0), reliesOn: [("s/2", 1), ("s/9", 0)])]
    let second = [Commit.of("d", ("s/1", 3), ("s/2", 1)), .of("e", ("s/4", 0), reliesOn: [("s/1", 4), ("s/8", 0)])]
    for (commits, before) in [(first, 0), (second, 5)] as [([Commit], Int64)] {
      #expect(try await quickly(commits, in: quick) == before)
      _ = try await careful.run { try $0.appendBatch(commits) }
    }
    let one = try await quick.allEvents().map { [$0.stream, "\($0.position)", "\($0.version)", $0.type, $0.payloadText] }
    let other = try await careful.allEvents().map { [$0.stream, "\($0.position)", "\($0.version)", $0.type, $0.payloadText] }
    #expect(one == other)
    #expect(try await quick.run { try $0.firstFlaw() } == nil)
    #expect(try await quick.run { try $0.commit(forKey: "b") } == careful.run { try $0.commit(forKey: "b") })
  }

  @Test("Whatever stands against one commit refuses the whole batch and leaves the log as it was", arguments: [0, 1, 2, 3, 4, 5])
  func isRefusedWhole(_ number: Int) async throws {
    let opposed: [Commit] = [
      .of("x", ("s/1", 0)),  // the stream is there
      .of("a", ("s/7", 0)),  // the key is used
      .of("x", ("s/1", 1)),  // the stream is further
      .of("x", ("s/1", 3)),  // the stream is not yet there
      .of("x", ("s/7", 0), reliesOn: [("s/1", 0)]),  // a stream it relies on is there
      .of("x", ("s/7", 0), reliesOn: [("s/8", 1)]),  // a stream it relies on is not
    ]
    let test = try await TestBook.create()
    try await test.append([twice(.of("a", ("s/1", 0)))])
    let refused = try await quickly([.of("y", ("s/5", 0)), opposed[number], .of("z", ("s/6", 0))], in: test)
    #expect(refused == nil)
    #expect(try await test.allEvents().count == 2)
    #expect(try await test.run { try $0.head().position } == 2)
    // And through the usual door the neighbours are taken all the same.
    let outcomes = try await test.append([.of("y", ("s/5", 0)), opposed[number], .of("z", ("s/6", 0))])
    #expect(outcomes[0] == .appended(first: 3, count: 1) && !outcomes[1].isAppended && outcomes[2] == .appended(first: 4, count: 1))
  }

  @Test("Commits that contradict one another, or bring a time or a person, do not even try")
  func isNotEvenTried() {
    var timed = Commit.of("a", ("s/1", 0))
    timed.recordedAt = 1
    var personal = Commit.of("a", ("s/1", 0))
    personal.erasedPersons = ["p"]
    #expect(UnopposedBatch([timed]) == nil)
    #expect(UnopposedBatch([personal]) == nil)
    #expect(UnopposedBatch([.of("a", ("s/1", 0)), .of("b", ("s/1", 0))]) == nil)
    #expect(UnopposedBatch([.of("a", ("s/1", 0)), .of("b", ("s/1", 1))]) != nil)
  }

  @Test("After opposition the careful way is taken at once, until it meets none")
  func remembers() {
    var manner = AppendManner()
    #expect(!manner.isCareful)
    manner.metOpposition()
    #expect(manner.isCareful)
    manner.saw([.appended(first: 1, count: 1), .repeated(first: 1, count: 1)])
    #expect(manner.isCareful)
    manner.saw([.appended(first: 1, count: 1)])
    #expect(!manner.isCareful)
  }
}
