import EventLog
import Postgres
import Transparency

/// Reads one stretch of the log, hashes it, and holds it against its tiles. Stretches begin at multiples of `TreeKeeper.batchEvents`, so that each is
/// a subtree and has one tile of the second level.
struct RangeCheck {
  private let plan: LogCheckPlan
  private let start: Int64
  private let end: Int64
  private var found: RangeFindings
  private var writer = LeafWriter()
  /// The tile that is being filled, and the full ones before it.
  private var tile = Frontier()
  private var full = Frontier()
  private var tileIsSound = true
  private var stored: StoredTiles
  private var wanted: [TreeMark] = []
  private var due: Int64

  init(_ plan: LogCheckPlan, number: Int64) {
    self.plan = plan
    start = number * TreeKeeper.batchEvents
    end = min(start + TreeKeeper.batchEvents, plan.head.position)
    due = start + 1
    stored = StoredTiles(start: start, end: min(end, plan.tree.size))
    found = RangeFindings(number: number, count: end - start)
  }

  mutating func run(_ session: Session) throws -> RangeFindings {
    try stored.read(session, &found.flaws)
    wanted = try plan.marks(session, after: start, through: end, &found.flaws)
    found.streams.reserveCapacity(16_384)
    try session.forEachEventBytes(after: start, through: end) { take($0) }
    while due <= end { takeHole() }
    found.root = root
    if found.count < TreeKeeper.batchEvents { found.rest = full.subtrees + tile.subtrees }
    found.storedRoot = stored.upperRoot
    return found
  }

  private mutating func take(_ event: EventBytes) {
    while due < event.position && due <= end { takeHole() }
    guard event.position == due else { return }
    if due == start + 1 {
      found.firstRecordedAt = event.recordedAt
    } else if event.recordedAt < found.lastRecordedAt {
      found.broken.insert(.times)
    }
    found.lastRecordedAt = event.recordedAt
    countVersion(event)
    do throws(LeafProblem) {
      let leaf = try writer.hash(event)
      let isRemembered = stored.remembers(leaf, at: due - 1)
      if !isRemembered { found.changed.add(due...due) }
      take(leaf, isSound: isRemembered)
    } catch {
      found.flaws.add(due, "the event has no canonical form: \(error.message).")
      take(Self.nothing, isSound: false)
    }
  }

  private mutating func takeHole() {
    found.broken.insert(.positions)
    take(Self.nothing, isSound: false)
  }

  /// Stands where no leaf is; no event has it.
  private static let nothing = TreeHash(bytes: [UInt8](repeating: 0, count: 32)) ?? .emptyTree

  private mutating func take(_ leaf: TreeHash, isSound: Bool) {
    tile.append(leaf)
    tileIsSound = tileIsSound && isSound
    while let mark = wanted.last, mark.size == due {
      wanted.removeLast()
      found.marks.append(TreeMark(size: mark.size, claim: mark.claim, root: mark.root, partial: root))
    }
    if due & 255 == 0 {
      let made = tile.root
      full.appendSubtree(made, height: 8)
      // A tile that remembers other leaves is compared as it is stored: what stands above it may fit it.
      stored.compareUpper(at: due - 256, made: tileIsSound ? made : nil, &found.flaws)
      tile = Frontier()
      tileIsSound = true
    }
    due += 1
  }

  /// The root of what was taken so far, of this stretch alone.
  private var root: TreeHash { tile.size == 0 ? full.root : full.root(followedBy: tile.root) }

  private mutating func countVersion(_ event: EventBytes) {
    var hasher = Hasher()
    hasher.combine(bytes: event.stream)
    let stream = UInt64(bitPattern: Int64(hasher.finalize()))
    func follows(_ part: inout StreamPart) -> Bool {
      defer { part.last = event.version }
      return part.last &+ 1 == event.version
    }
    let first = StreamPart(firstPosition: event.position, first: event.version, last: event.version &- 1)
    if !follows(&found.streams[stream, default: first]) { found.broken.insert(.versions) }
  }
}

extension Frontier {
  /// The full subtrees it is made of, the largest first: one for each bit of the size.
  var subtrees: [(root: TreeHash, height: Int)] {
    let heights = (0..<64).reversed().filter { size >> Int64($0) & 1 == 1 }
    return Array(zip(hashes, heights)).map { (root: $0.0, height: $0.1) }
  }

  /// The root of a tree that goes on with one more subtree, which is no higher than the last here.
  func root(followedBy right: TreeHash) -> TreeHash { hashes.reversed().reduce(right) { TreeHash.node($1, $0) } }
}
