import EventLog
import TestSupport
import Testing

@Suite("Commits that build on one another go in order, or not at all")
struct InOrderTests {
  @Test("After a refused commit none is appended, also when its expected version happens to exist by somebody else's hand")
  func stopsAtTheFirstRefusal() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("other", ("batch/1", 0))])
    let log = SharedLog(options: test.options(.writer))
    // "b" would make version 1 and is refused; "c" counts on it, and would find the other's.
    let outcomes = try await log.append(inOrder: [.of("a", ("sale/1", 0)), .of("b", ("batch/1", 0)), .of("c", ("batch/1", 1)), .of("d", ("x", 0))])
    await log.close()
    #expect(outcomes == [.appended(first: 2, count: 1), .conflict(stream: "batch/1", expected: 0, actual: 1)])
    let streams = try await test.allEvents().map(\.stream)
    #expect(streams == ["batch/1", "sale/1"])
  }

  @Test("The first alone may be refused, and then nothing is appended; a reused key refuses like a conflict")
  func refusesTheFirst() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("k", ("s", 0))])
    let log = SharedLog(options: test.options(.writer))
    let reused = try await log.append(inOrder: [.of("k", ("t", 0), content: 1), .of("l", ("u", 0))])
    let repeated = try await log.append(inOrder: [.of("k", ("s", 0)), .of("l", ("u", 0))])
    await log.close()
    #expect(reused == [.keyReused(key: "k")])
    #expect(repeated == [.repeated(first: 1, count: 1)], "who repeated it may have decided otherwise than what builds on it")
    let count = try await test.allEvents().count
    #expect(count == 1)
  }

  @Test("The same commits again are all answered as the first time")
  func repeats() async throws {
    let test = try await TestBook.create()
    let commits = (0..<20).map { Commit.of("k\($0)", ("s", Int32($0))) }
    let log = SharedLog(options: test.options(.writer))
    let first = try await log.append(inOrder: commits)
    let again = try await log.append(inOrder: commits)
    await log.close()
    #expect(first == (1...20).map { .appended(first: $0, count: 1) })
    #expect(again == (1...20).map { .repeated(first: $0, count: 1) })
  }

  @Test("Many at once get through in their order beside single commits, in batches however small", arguments: [2, 7, 1000])
  func beside(batch: Int) async throws {
    let test = try await TestBook.create()
    var limits = AppenderLimits()
    (limits.queue.batch.commitsMax, limits.queue.commitsMax) = (batch, 20)
    let appender = Appender(options: test.options(.writer), limits: limits)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<4 {
        group.addTask {
          let commits = (0..<50).map { Commit.of("\(caller)-\($0)", ("s/\(caller)", Int32($0))) }
          let outcomes = try await appender.append(inOrder: commits)
          guard outcomes.count == 50, outcomes.allSatisfy({ if case .appended = $0 { true } else { false } }) else { throw Refused() }
        }
        for single in 0..<20 { group.addTask { _ = try await appender.append(.of("single-\(caller)-\(single)", ("single/\(caller)/\(single)", 0))) } }
      }
      try await group.waitForAll()
    }
    await appender.close()
    let flaw = try await test.run { try $0.firstFlaw() }
    let count = try await test.allEvents().count
    #expect(flaw == nil)
    #expect(count == 280)
  }

  @Test("Inside a transaction they are as little for good as everything else in it")
  func insideTransaction() async throws {
    let test = try await TestBook.create()
    try await test.append([.of("other", ("batch/1", 0))])
    let log = try await TransactionLog(options: test.options(.writer))
    let outcomes = try await log.append(inOrder: [.of("a", ("sale/1", 0)), .of("b", ("batch/1", 0)), .of("c", ("batch/1", 1))])
    let more = try await log.append(inOrder: [.of("b", ("batch/1", 1)), .of("c", ("batch/1", 2))])
    #expect(outcomes.count == 2 && more == [.appended(first: 3, count: 1), .appended(first: 4, count: 1)])
    await log.discard()
    let count = try await test.allEvents().count
    #expect(count == 1)
  }
}

/// A commit that should have been appended was not.
private struct Refused: Error {}
