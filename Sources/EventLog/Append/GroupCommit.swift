/// Decides which commits go together, and who waits. Pure: no clock, no connection, no threads, so it is tested without a server.
///
/// One batch is in flight; what comes meanwhile queues and makes the next batch, which is taken the moment the first is answered. Nobody lingers
/// for company: an idle log answers at the speed of one commit, a busy one fills its batches by itself.
///
/// Strictly first in, first out. The queue is bounded; beyond it callers are put in a waiting line (their own tasks are suspended), and
/// beyond that line's bound they are refused. Every operation is O(1) for each element it moves.
struct GroupCommit<Element> {
  /// What became of an offer.
  enum Admission: Equatable {
    /// In the queue.
    case queued
    /// In the waiting line; a later `takeBatch` says when it moves up.
    case waiting
    /// The line is full too.
    case refused
  }

  private let limits: QueueLimits
  private var queue = FIFO<(element: Element, cost: BatchCost)>()
  private var line = FIFO<(element: Element, cost: BatchCost)>()
  private var queued = BatchCost()
  private(set) var isInFlight = false

  init(_ limits: QueueLimits) { self.limits = limits }

  /// Neither queued, nor waiting, nor in flight.
  var isIdle: Bool { queue.isEmpty && line.isEmpty && !isInFlight }

  /// Takes an element in, if there is room.
  mutating func offer(_ element: Element, _ cost: BatchCost) -> Admission {
    if line.isEmpty && hasRoom(for: cost) {
      admit(element, cost)
      return .queued
    }
    guard line.count < limits.waitingCallersMax else { return .refused }
    line.append((element, cost))
    return .waiting
  }

  /// The next batch, oldest first, and those who moved from the line into the queue. Nil while one is in flight or when there is nothing.
  mutating func takeBatch() -> (batch: [Element], admitted: [Element])? {
    guard !isInFlight else { return nil }
    let gathered = gather(after: BatchCost())
    guard !gathered.elements.isEmpty else { return nil }
    isInFlight = true
    return (gathered.elements, gathered.admitted)
  }

  /// What left the queue for the next batch, what that comes to with what was gathered before, and who moved from the line into the queue.
  struct Gathered {
    var elements: [Element] = []
    var cost: BatchCost
    var admitted: [Element] = []
  }

  /// Takes out of the queue what still fits the next batch, also while the one before is in flight.
  /// - Parameter cost: of what was gathered for that batch already.
  mutating func gather(after cost: BatchCost) -> Gathered {
    var gathered = Gathered(cost: cost)
    while let first = queue.first, limits.batch.fits(first.cost, after: gathered.cost) {
      gathered.elements.append(first.element)
      gathered.cost += first.cost
      queued -= first.cost
      queue.removeFirst()
    }
    while let first = line.first, hasRoom(for: first.cost) {
      line.removeFirst()
      admit(first.element, first.cost)
      gathered.admitted.append(first.element)
    }
    return gathered
  }

  /// What was gathered is in flight.
  mutating func beginBatch() {
    precondition(!isInFlight, "A batch is in flight.")
    isInFlight = true
  }

  /// The batch in flight has its answer.
  mutating func finishBatch() {
    precondition(isInFlight, "No batch is in flight.")
    isInFlight = false
  }

  /// An empty queue takes anything, so that nothing is too large for ever.
  private func hasRoom(for cost: BatchCost) -> Bool {
    queue.isEmpty || (queued.commits + cost.commits <= limits.commitsMax && queued.bytes + cost.bytes <= limits.bytesMax)
  }

  private mutating func admit(_ element: Element, _ cost: BatchCost) {
    queue.append((element, cost))
    queued += cost
  }
}

extension GroupCommit.Gathered: Sendable where Element: Sendable {}

/// The bounds of a group commit's queue.
public struct QueueLimits: Sendable, Hashable {
  /// The sizes of one batch.
  public var batch = BatchLimits()
  /// Commits that queue for the next batches.
  public var commitsMax = 10_000
  /// Bytes that queue for the next batches.
  public var bytesMax = 32 << 20
  /// Callers that wait for room in the queue.
  public var waitingCallersMax = 100_000

  /// The defaults.
  public init() {}
}

/// A first-in, first-out list; amortised O(1) at both ends.
struct FIFO<Element> {
  private var items: [Element?] = []
  private var head = 0

  var isEmpty: Bool { head == items.count }
  var count: Int { items.count - head }
  var first: Element? { isEmpty ? nil : items[head] }

  mutating func append(_ element: Element) { items.append(element) }

  mutating func removeFirst() {
    items[head] = nil
    head += 1
    if head == items.count || head > 1_024 && head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
  }
}
