import EventLog
import Transparency

/// Joins the stretches, in order, to the whole log. Pure.
struct RangeMerge {
  /// Streams whose last version is remembered; when there are more, all are forgotten and looked up as they come again.
  private static let streamsMax = 500_000

  private let plan: LogCheckPlan
  private var frontier = Frontier()
  private var versions: [UInt64: Int32] = [:]
  private var recordedAt: Int64 = .min

  private(set) var flaws = Flaws()
  private(set) var broken: Set<LogRule> = []
  private(set) var changed = PositionRuns()
  private(set) var agreements = Agreements()
  /// The roots of the full tiles of the second level as they are stored; nil where such a tile is damaged.
  private(set) var storedRoots: [TreeHash?] = []

  init(_ plan: LogCheckPlan) { self.plan = plan }

  /// The root and number of all events so far.
  var head: TreeHead { TreeHead(size: frontier.size, root: frontier.root) }

  /// Takes the next stretch.
  /// - Returns: positions of events whose stream was not remembered: that the version before them stands earlier is to be looked up.
  mutating func take(_ found: RangeFindings) -> [Int64] {
    flaws.add(found.flaws)
    broken.formUnion(found.broken)
    found.changed.runs.forEach { changed.add($0) }
    if found.firstRecordedAt < recordedAt { broken.insert(.times) }
    recordedAt = max(recordedAt, found.lastRecordedAt)
    for mark in found.marks {
      agreements.add(mark, isTrue: mark.root == (frontier.size == 0 ? mark.partial : frontier.root(followedBy: mark.partial)))
    }
    if (found.number + 1) * TreeKeeper.batchEvents <= plan.tree.size { storedRoots.append(found.storedRoot) }
    if found.count == TreeKeeper.batchEvents {
      frontier.appendSubtree(found.root, height: 16)
    } else {
      found.rest.forEach { frontier.appendSubtree($0.root, height: $0.height) }
    }
    return take(found.streams)
  }

  private mutating func take(_ streams: [UInt64: StreamPart]) -> [Int64] {
    if versions.count + streams.count > Self.streamsMax { versions.removeAll(keepingCapacity: true) }
    var open: [Int64] = []
    for (stream, part) in streams {
      if let last = versions.updateValue(part.last, forKey: stream) {
        if last &+ 1 != part.first { broken.insert(.versions) }
      } else if part.first != 1 {
        open.append(part.firstPosition)
      }
    }
    return open
  }

  /// A version that was looked up was not where it must be.
  mutating func noteMissingVersion() { broken.insert(.versions) }
}

/// Which of those who claim to know the root at some size are right.
struct Agreements {
  /// A claim that is not true: something after `good` and up to `size` is not what it was.
  struct Disagreement {
    let good: Int64
    let size: Int64
  }

  /// Signed checkpoints that are true, and the largest of them.
  private(set) var checkpoints = 0
  private(set) var good: Int64 = 0
  /// The first signed checkpoint that is not true, and how many there are.
  private(set) var row: Disagreement?
  private(set) var rowsWrong = 0
  private(set) var lastSigned: Disagreement?
  private(set) var treeIsWrong = false

  /// Takes the claims in order of size.
  mutating func add(_ mark: TreeMark, isTrue: Bool) {
    switch (mark.claim, isTrue) {
    case (.row, true):
      checkpoints += 1
      good = mark.size
    case (.row, false):
      rowsWrong += 1
      row = row ?? Disagreement(good: good, size: mark.size)
    case (.lastSigned, true): break
    case (.lastSigned, false): lastSigned = Disagreement(good: good, size: mark.size)
    case (.tree, false): treeIsWrong = true
    case (.tree, true): break
    }
  }
}
