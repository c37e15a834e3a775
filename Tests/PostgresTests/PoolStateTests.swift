import TestSupport
import Testing

@testable import Postgres

@Suite("Who gets which connection")
struct PoolStateTests {
  private typealias State = PoolState<Int>

  private func waiter(_ answer: State.Answer) -> State.Waiter? {
    if case .wait(let waiter) = answer { waiter } else { nil }
  }

  @Test("Connections are opened up to the size, then tasks wait and are served in order")
  func servesInOrder() throws {
    var state = State(size: 2)
    guard case .granted(.open) = state.acquire(), case .granted(.open) = state.acquire() else {
      Issue.record("an empty pool opens connections")
      return
    }
    let first = try #require(waiter(state.acquire()))
    let second = try #require(waiter(state.acquire()))
    guard case ((first, .use(7))?, true) = state.giveBack(7) else {
      Issue.record("the first waiter gets what comes back")
      return
    }
    guard case (second, .open)? = state.placeFreed() else {
      Issue.record("the second waiter may open one in place of the broken one")
      return
    }
    #expect(state.lent == 2)
    #expect(state.waiting == 0)
  }

  @Test("The connection used last is lent first, and a new one is opened only when none is idle")
  func reuses() {
    var state = State(size: 3)
    for _ in 0..<3 { _ = state.acquire() }
    _ = state.giveBack(1)
    _ = state.giveBack(2)
    guard case .granted(.use(2)) = state.acquire(), case .granted(.use(1)) = state.acquire() else {
      Issue.record("idle ones come first")
      return
    }
  }

  @Test("A waiter that gave up is passed over, one that was served is not taken back")
  func abandons() throws {
    var state = State(size: 1)
    _ = state.acquire()
    let first = try #require(waiter(state.acquire()))
    let second = try #require(waiter(state.acquire()))
    let isAbandoned = state.abandon(first)
    #expect(isAbandoned)
    guard case ((second, .use(1))?, true) = state.giveBack(1) else {
      Issue.record("the next waiter gets it")
      return
    }
    let isTakenBack = state.abandon(second)
    #expect(!isTakenBack)
  }

  @Test("More waiters than the bound are refused, and a closed pool refuses everybody")
  func bounds() throws {
    var state = State(size: 1, maximumWaiters: 1)
    _ = state.acquire()
    let only = try #require(waiter(state.acquire()))
    guard case .refused = state.acquire() else {
      Issue.record("the bound holds")
      return
    }
    let (waiters, idle) = state.close()
    #expect(waiters == [only])
    #expect(idle.isEmpty)
    guard case (nil, false) = state.giveBack(1), case .closed = state.acquire() else {
      Issue.record("closed is closed")
      return
    }
  }

  @Test("Whatever happens, no more than the size is lent, and nobody waits beside a free place", arguments: [1, 2, 3, 4])
  func neverOverbooked(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let size = Int.random(in: 1...5, using: &random)
    var state = State(size: size)
    var lent: [Int] = []
    var queue: [State.Waiter] = []
    var served: [State.Waiter] = []
    var opened = 0
    func take(_ grant: State.Grant) {
      switch grant {
      case .use(let member): lent.append(member)
      case .open:
        opened += 1
        lent.append(opened)
      }
    }
    for _ in 0..<5_000 {
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1:
        switch state.acquire() {
        case .granted(let grant): take(grant)
        case .wait(let waiter): queue.append(waiter)
        case .refused, .closed: Issue.record("seed \(seed)")
        }
      case 2 where !queue.isEmpty:
        let waiter = queue.remove(at: Int.random(in: 0..<queue.count, using: &random))
        let isAbandoned = state.abandon(waiter)
        #expect(isAbandoned, "seed \(seed)")
      case let step where !lent.isEmpty:
        let member = lent.remove(at: Int.random(in: 0..<lent.count, using: &random))
        if let (waiter, grant) = step == 3 ? state.giveBack(member).next : state.placeFreed() {
          served.append(waiter)
          let isFirst = queue.first == waiter
          #expect(isFirst, "seed \(seed)")
          queue.removeFirst()
          take(grant)
        }
      default: break
      }
      #expect(lent.count <= size && state.lent == lent.count && state.waiting == queue.count, "seed \(seed)")
      #expect(queue.isEmpty || lent.count == size, "seed \(seed)")
      #expect(lent.count + state.idle.count <= size && Set(lent).count == lent.count, "seed \(seed)")
    }
    #expect(served == served.sorted(), "seed \(seed)")
  }
}
