import TestSupport
import Testing

@testable import EventLog

@Suite("Group commit decides who goes together and who waits")
struct GroupCommitTests {
  private func cost(_ commits: Int = 1, events: Int = 1, bytes: Int = 100) -> BatchCost {
    var cost = BatchCost()
    (cost.commits, cost.events, cost.bytes) = (commits, events, bytes)
    return cost
  }

  private func limits(batch: Int = 3, queue: Int = 5, waiting: Int = 2) -> QueueLimits {
    var limits = QueueLimits()
    limits.batch.commitsMax = batch
    limits.batch.eventsMax = 10
    limits.batch.bytesMax = 1_000
    limits.commitsMax = queue
    limits.bytesMax = 2_000
    limits.waitingCallersMax = waiting
    return limits
  }

  @Test("A lone commit goes at once, and what comes meanwhile goes together when it is answered")
  func lingersForNobody() throws {
    var group = GroupCommit<Int>(limits())
    #expect(group.offer(1, cost()) == .queued)
    #expect(group.takeBatch()?.batch == [1])
    #expect(group.offer(2, cost()) == .queued)
    #expect(group.offer(3, cost()) == .queued)
    #expect(group.takeBatch() == nil, "one batch is in flight")
    group.finishBatch()
    #expect(group.takeBatch()?.batch == [2, 3])
    group.finishBatch()
    #expect(group.isIdle)
  }

  @Test("A batch keeps to its commits, events and bytes, but a single one may exceed them", arguments: ["commits", "events", "bytes"])
  func boundsBatches(_ bound: String) {
    var group = GroupCommit<Int>(limits(queue: 100))
    let each =
      switch bound {
      case "commits": cost()
      case "events": cost(events: 4)
      default: cost(bytes: 400)
      }
    for element in 1...5 { _ = group.offer(element, each) }
    #expect(group.takeBatch()?.batch == (bound == "commits" ? [1, 2, 3] : [1, 2]))
    group.finishBatch()
    var lone = GroupCommit<Int>(limits())
    _ = lone.offer(1, cost(events: 99, bytes: 9_999))
    #expect(lone.takeBatch()?.batch == [1])
  }

  @Test("A full queue makes callers wait in line, a full line refuses them, and a taken batch lets them move up in order")
  func pressesBack() {
    var group = GroupCommit<Int>(limits())
    #expect((1...5).map { group.offer($0, cost()) } == Array(repeating: .queued, count: 5))
    #expect((6...7).map { group.offer($0, cost()) } == [.waiting, .waiting])
    #expect(group.offer(8, cost()) == .refused)
    let taken = group.takeBatch()
    #expect(taken?.batch == [1, 2, 3])
    #expect(taken?.admitted == [6, 7])
  }

  @Test("A small commit does not overtake a large one that waits")
  func keepsOrder() {
    var group = GroupCommit<Int>(limits())
    _ = group.offer(1, cost(bytes: 1_500))
    #expect(group.offer(2, cost(bytes: 900)) == .waiting)
    #expect(group.offer(3, cost(bytes: 1)) == .waiting)
    #expect(group.takeBatch()?.admitted == [2, 3])
  }

  @Test("Whatever comes when, everything leaves once, in order, and within the bounds")
  func random() throws {
    try Seeded.run(seeds: 1...200) { random, seed in
      let limits = limits(batch: .random(in: 1...5, using: &random), queue: .random(in: 1...9, using: &random), waiting: 1_000)
      var group = GroupCommit<Int>(limits)
      var (offered, left, entered): ([Int], [Int], [Int]) = ([], [], [])
      for element in 0..<200 {
        let size = cost(bytes: .random(in: 1...900, using: &random))
        switch group.offer(element, size) {
        case .queued: entered.append(element)
        case .waiting: break
        case .refused: Issue.record("refused under the bound, seed \(seed)")
        }
        offered.append(element)
        if Bool.random(using: &random), let taken = group.takeBatch() {
          #expect(taken.batch.count <= limits.batch.commitsMax, "seed \(seed)")
          left += taken.batch
          entered += taken.admitted
        } else if group.isInFlight {
          group.finishBatch()
        }
      }
      if group.isInFlight { group.finishBatch() }
      while let taken = group.takeBatch() {
        left += taken.batch
        entered += taken.admitted
        group.finishBatch()
      }
      #expect(left == offered && entered == offered, "seed \(seed)")
    }
  }

  @Test("A first-in, first-out list gives back what went in, also when it is emptied in between")
  func fifo() throws {
    try Seeded.run(seeds: 1...20) { random, seed in
      var list = FIFO<Int>()
      var (next, expected) = (0, 0)
      for _ in 0..<10_000 {
        if Int.random(in: 0..<5, using: &random) < 3 {
          list.append(next)
          next += 1
        } else if let first = list.first {
          #expect(first == expected, "seed \(seed)")
          expected += 1
          list.removeFirst()
        }
        #expect(list.count == next - expected, "seed \(seed)")
      }
    }
  }
}
