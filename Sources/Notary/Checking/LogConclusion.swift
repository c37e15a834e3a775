import EventLog
import Postgres
import Transparency

/// Puts what was found in the stretches into sentences, each at the first position it can be pinned to.
struct LogConclusion: Sendable {
  private let plan: LogCheckPlan
  private let root: TreeHead
  private let checkpoints: Int
  private let signedSize: Int64
  private let agreements: [Doubt]
  private var flaws: Flaws

  /// Something that is wrong somewhere in a range.
  private struct Doubt: Sendable {
    let range: ClosedRange<Int64>
    let finding: String
  }

  /// Asks the database where exactly the rules break that were seen to.
  init(_ merge: RangeMerge, _ plan: LogCheckPlan, _ session: Session) throws {
    self.plan = plan
    root = merge.head
    checkpoints = merge.agreements.checkpoints
    signedSize = merge.agreements.good
    flaws = plan.flaws
    flaws.add(merge.flaws)
    for run in merge.changed.runs { flaws.add(run.lowerBound, Self.changed(run)) }
    for rule in LogRule.allCases where merge.broken.contains(rule) {
      if let flaw = try session.flaw(rule) { flaws.add(flaw) }
    }
    try Self.compareUpperTiles(merge.storedRoots, session, &flaws)
    agreements = Self.doubts(merge.agreements)
    if merge.agreements.treeIsWrong && flaws.list.isEmpty && agreements.isEmpty {
      flaws.add(plan.tree.size, "the root in table tree is not that of the first \(plan.tree.size) events, and everything else fits them.")
    }
  }

  /// The result, with the flaws that were looked for meanwhile.
  func check(adding others: [LogFlaw]) -> LogCheck {
    var all = flaws
    for flaw in others where !all.list.contains(flaw) { all.add(flaw) }
    let exact = all.sorted
    for doubt in agreements {
      // The position of the first flaw in the range explains it better than the range's beginning.
      let place = exact.first { doubt.range.contains($0.position) }?.position ?? doubt.range.lowerBound
      all.add(place, doubt.finding)
    }
    return LogCheck(
      events: root.size, head: plan.head, findings: all.sorted, checkpoints: checkpoints, signedSize: signedSize, root: root.root)
  }

  private static func changed(_ run: ClosedRange<Int64>) -> String {
    run.count == 1
      ? "the event is not the one that the tree took in here."
      : "the events from here to position \(run.upperBound) are not those that the tree took in."
  }

  private static func doubts(_ agreements: Agreements) -> [Doubt] {
    var doubts: [Doubt] = []
    if let row = agreements.row {
      let others = agreements.rowsWrong - 1
      doubts.append(
        Doubt(
          range: row.good + 1...row.size,
          finding: "checkpoint \(row.size) was signed over other events than the log has: something in \(positions(row)) was changed since"
            + (others == 0 ? "." : " (\(others) later \(others == 1 ? "checkpoint does" : "checkpoints do") not fit either).")))
    }
    if let note = agreements.lastSigned {
      doubts.append(
        Doubt(
          range: note.good + 1...note.size,
          finding: "the last signed note, kept outside the database, was signed over other events than the log has: something in \(positions(note)) "
            + "was changed since, or the log went on from a restored backup."))
    }
    return doubts
  }

  private static func positions(_ doubt: Agreements.Disagreement) -> String {
    doubt.good + 1 == doubt.size ? "position \(doubt.size)" : "positions \(doubt.good + 1)…\(doubt.size)"
  }

  /// Holds the tiles above the second level against those below them: a handful, whatever the log's length.
  private static func compareUpperTiles(_ storedRoots: [TreeHash?], _ session: Session, _ flaws: inout Flaws) throws {
    var (roots, level) = (storedRoots, 2)
    while !roots.isEmpty {
      var above: [TreeHash?] = []
      for first in stride(from: 0, to: roots.count, by: 256) {
        let below = roots[first..<min(first + 256, roots.count)]
        let tile = Tile(level: level, index: Int64(first / 256), width: below.count)
        let row = try session.query("SELECT hashes FROM tile WHERE level = $1 AND index = $2", [.int16(Int16(level)), .int64(tile.index)]).first
        let stored = try row?.bytes(0) ?? []
        let hashes = TreeHash.split(stored) ?? []
        for (place, root) in below.enumerated() where root != nil && (place >= hashes.count || hashes[place] != root) {
          let position = Int64(first + place) << (8 * Int64(level)) + 1
          flaws.add(
            position, "hash \(place) of tile \(tile.path) is not the root of the tile below it, of \(1 << (8 * level)) positions from \(position) on."
          )
        }
        if below.count == 256 { above.append(StoredTiles.root(stored)) }
      }
      (roots, level) = (above, level + 1)
    }
  }
}
