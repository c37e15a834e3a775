import Postgres

/// The batch that is being gathered, and as much of it as has been laid out for the quick way already.
struct NextBatch {
  private var elements: [PendingAppend] = []
  private(set) var cost = BatchCost()
  private var laidOut: UnopposedBatch?
  private var laidOutCount = 0
  /// Something in it contradicts something else, or needs the careful way.
  private var isOpposed = false

  var isEmpty: Bool { elements.isEmpty }

  /// Adds what was gathered, and tells those who moved up that there is room for them now.
  mutating func add(_ gathered: GroupCommit<PendingAppend>.Gathered) {
    elements += gathered.elements
    cost = gathered.cost
    for pending in gathered.admitted { pending.admit() }
  }

  /// Lays out what has come since. O(its size).
  /// - Parameter whole: what the batch will be about as large as.
  mutating func layOut(expecting whole: BatchCost) {
    guard !isOpposed, laidOutCount < elements.count, !elements[0].isInOrder else { return }
    var batch = laidOut.take() ?? UnopposedBatch(reserving: whole)
    for pending in elements[laidOutCount...] {
      for commit in pending.commits where !isOpposed { isOpposed = !batch.add(commit) }
    }
    laidOutCount = elements.count
    if !isOpposed { laidOut = batch }
  }

  /// Hands out what was gathered, and begins anew.
  mutating func take() -> Sealed {
    // A lone commit has a way of its own; for it nothing is laid out.
    if cost.commits > 1 { layOut(expecting: cost) }
    defer { self = NextBatch() }
    return Sealed(elements: elements, cost: cost, laidOut: cost.commits > 1 ? laidOut : nil)
  }

  /// A batch to send.
  struct Sealed {
    let elements: [PendingAppend]
    let cost: BatchCost
    let laidOut: UnopposedBatch?

    /// Sends it and gives an outcome for each commit.
    func send(_ session: Session, _ manner: inout AppendManner, meanwhile: () -> Bool) throws -> [Outcome] {
      if let first = elements.first, first.isInOrder { return try session.appendBatch(inOrder: first.commits, &manner, meanwhile: meanwhile) }
      return try session.appendBatch(elements.flatMap(\.commits), laidOut: laidOut, &manner, meanwhile: meanwhile)
    }
  }
}
