import EventLog
import Postgres
import Transparency

/// What a check is held against, read in one moment before it begins; later appends, tiles and signatures are left for the next check.
struct LogCheckPlan: Sendable {
  let head: LogHead
  let tree: TreeHead
  let keys: [VerifierKey]
  /// What the note outside says; nil when there is none, or none to be believed.
  let lastSigned: Checkpoint?
  /// What can be said without reading a single event.
  private(set) var flaws = Flaws()

  /// Reads head and tree. In a transaction that sees one moment.
  init(_ session: Session, keys: [VerifierKey], lastSigned: String?) throws {
    head = try session.head()
    self.keys = keys
    do {
      tree = try session.treeHead()
    } catch let error as NotaryError {
      tree = TreeHead(size: 0, root: .emptyTree)
      flaws.add(0, error.message)
    }
    self.lastSigned = lastSigned.flatMap { Self.checkpoint($0, keys) }
    if lastSigned != nil && self.lastSigned == nil {
      flaws.add(0, "the last signed note, kept outside the database, is not a checkpoint that the given key has signed.")
    }
    try lookBeyondTheHead(session)
    try lookAtIdentity(session)
  }

  private mutating func lookBeyondTheHead(_ session: Session) throws {
    let end = head.position
    if tree.size > end {
      flaws.add(end + 1, "the log ends at position \(end), and its tree covers \(tree.size) events: \(Self.positions(end + 1, tree.size)) removed.")
    }
    let beyond = try session.query("SELECT count(*), max(size) FROM signed_checkpoint WHERE size > $1", [.int64(end)]).first
    if let beyond, let last = try beyond.optionalInt64(1) {
      flaws.add(
        end + 1,
        "the log ends at position \(end), and checkpoints of up to \(last) events are in the database (\(try beyond.int64(0)) beyond the end): "
          + "\(Self.positions(end + 1, last)) removed after being signed.")
    }
    if let lastSigned, lastSigned.size > end {
      flaws.add(
        end + 1,
        "the log ends at position \(end), and \(lastSigned.size) events were signed, by the note kept outside the database: "
          + "\(Self.positions(end + 1, lastSigned.size)) gone, removed or lost with the restoring of a backup.")
    }
  }

  private mutating func lookAtIdentity(_ session: Session) throws {
    do { _ = try session.logIdentity() } catch let error as NotaryError { flaws.add(0, error.message) }
  }

  private static func positions(_ first: Int64, _ last: Int64) -> String {
    first == last ? "position \(first) was" : "positions \(first)…\(last) were"
  }

  private static func checkpoint(_ note: String, _ keys: [VerifierKey]) -> Checkpoint? {
    if !keys.isEmpty { return SignedPast.checkpoint(note, by: keys) }
    return (try? SignedNote(parsing: note)).flatMap { try? Checkpoint(parsing: $0.text) }
  }
}

extension LogCheckPlan {
  /// The sizes in a stretch at which somebody claims to know the root, the largest first; rows that nobody signed are flaws instead.
  func marks(_ session: Session, after start: Int64, through end: Int64, _ flaws: inout Flaws) throws -> [TreeMark] {
    var marks = [TreeMark(size: tree.size, claim: .tree, root: tree.root)]
    if let lastSigned { marks.append(TreeMark(size: lastSigned.size, claim: .lastSigned, root: lastSigned.root)) }
    marks = marks.filter { $0.size > start && $0.size <= end }
    var after = start
    while true {
      let rows = try session.signedCheckpoints(after: after, limit: 1_000)
      for row in rows where row.size <= end {
        if let flaw = flaw(row) { flaws.add(row.size, flaw) } else { marks.append(TreeMark(size: row.size, claim: .row, root: row.root)) }
      }
      guard let last = rows.last, last.size < end, rows.count == 1_000 else { break }
      after = last.size
    }
    return marks.sorted { $0.size > $1.size }
  }

  /// What is wrong with a signed checkpoint by itself; nil when it is signed and says what stands beside it.
  private func flaw(_ row: StoredCheckpoint) -> String? {
    guard let note = try? SignedNote(parsing: row.note), let checkpoint = try? Checkpoint(parsing: note.text) else {
      return "checkpoint \(row.size) is not a signed note."
    }
    guard checkpoint.size == row.size, checkpoint.root == row.root else {
      return "the note of checkpoint \(row.size) says another size or root than stands beside it."
    }
    guard !keys.isEmpty else { return nil }
    guard (try? note.verified(by: keys)) == nil else { return nil }
    return
      "checkpoint \(row.size), which names “\(checkpoint.origin)”, is not signed by the key of this log: it was forged, or another key signs too."
  }
}
