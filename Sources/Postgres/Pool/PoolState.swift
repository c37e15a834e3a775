/// Who gets which connection next. Pure: no connection, clock or task in it.
///
/// First come, first served: while somebody waits, nobody who comes later gets anything.
struct PoolState<Member: Sendable>: Sendable {
  typealias Waiter = UInt64

  enum Grant: Sendable {
    /// An open connection.
    case use(Member)
    /// A place for a new one: open it, and give the place back with `placeFreed` if that fails.
    case open
  }

  enum Answer: Sendable {
    case granted(Grant)
    case wait(Waiter)
    /// More wait already than is any good.
    case refused
    case closed
  }

  let size: Int
  let maximumWaiters: Int
  /// The last one used comes first: the others may rest.
  private(set) var idle: [Member] = []
  /// Connections lent, or being opened.
  private(set) var lent = 0
  private var waiters: [Waiter] = []
  /// Waiters before this index are served; cut off now and then, so that serving one is O(1) on average.
  private var firstWaiter = 0
  private var lastWaiter: Waiter = 0
  private(set) var isClosed = false

  init(size: Int, maximumWaiters: Int = 10_000) {
    precondition(size > 0, "A pool needs at least one connection.")
    self.size = size
    self.maximumWaiters = maximumWaiters
  }

  var waiting: Int { waiters.count - firstWaiter }

  mutating func acquire() -> Answer {
    if isClosed { return .closed }
    if waiting == 0, let grant = grant() { return .granted(grant) }
    guard waiting < maximumWaiters else { return .refused }
    lastWaiter += 1
    waiters.append(lastWaiter)
    return .wait(lastWaiter)
  }

  /// A connection came back in order. Gives the waiter to serve with it, if any; a closed pool keeps nothing (`kept` is false).
  mutating func giveBack(_ member: Member) -> (next: (Waiter, Grant)?, kept: Bool) {
    lent -= 1
    guard !isClosed else { return (nil, false) }
    idle.append(member)
    return (serve(), true)
  }

  /// A connection broke, or could not be opened. Gives the waiter who may open one instead, if any.
  mutating func placeFreed() -> (Waiter, Grant)? {
    lent -= 1
    return isClosed ? nil : serve()
  }

  /// The waiter's time is over. False when it has been served already. O(waiters).
  mutating func abandon(_ waiter: Waiter) -> Bool {
    guard let place = waiters[firstWaiter...].firstIndex(of: waiter) else { return false }
    waiters.remove(at: place)
    return true
  }

  /// Refuses everything from now on. Gives those who wait, to be told, and the idle ones, to be closed.
  mutating func close() -> (waiters: [Waiter], idle: [Member]) {
    isClosed = true
    defer {
      waiters = []
      firstWaiter = 0
      idle = []
    }
    return (Array(waiters[firstWaiter...]), idle)
  }

  private mutating func grant() -> Grant? {
    guard lent < size else { return nil }
    // Idle and lent together never exceed the size: a new one is opened only when none is idle.
    lent += 1
    return idle.popLast().map { .use($0) } ?? .open
  }

  private mutating func serve() -> (Waiter, Grant)? {
    guard waiting > 0, let grant = grant() else { return nil }
    let waiter = waiters[firstWaiter]
    firstWaiter += 1
    if firstWaiter > 64, firstWaiter * 2 > waiters.count {
      waiters.removeFirst(firstWaiter)
      firstWaiter = 0
    }
    return (waiter, grant)
  }
}
