import EventLog
import Postgres
import Transparency

/// Holds a log against what was signed before, inside and outside its database, and tells a restored backup from tampering.
///
/// A backup is a moment of the whole database: the log ends where the tree and the signed checkpoints of that moment allow, and all of them agree.
/// Where the database knows of more than its log has, or contradicts itself, somebody changed a part of it.
struct SignedHistory {
  let session: Session
  let past: SignedPast
  let folder: KeyFolder

  /// Refuses a log that is shorter than its own database knows it was.
  func refuseRemoval() throws {
    // The head last: it only moves on, so what is read of tree and rows before it cannot rightly be beyond it.
    let newest = try newestOwn()?.size ?? 0
    let tree = try session.treeSize()
    let head = try session.head().position
    guard max(tree, newest) > head else { return }
    let last = max(tree, newest, past.last?.checkpoint.size ?? 0)
    let isOne = last - head == 1
    let how = newest > head ? (isOne ? "it was signed" : "they were signed") : (isOne ? "the tree took it in" : "the tree took them in")
    throw NotaryError(
      .logShorter,
      "\(last - head) \(isOne ? "event was" : "events were") removed after \(how): the log ends at position \(head), and "
        + "\(isOne ? "position \(last) is" : "positions \(head + 1)…\(last) are") missing, which the database itself still knows of. "
        + "No backup looks like this; somebody changed the database. Nothing was signed. \(Self.look(folder))", position: head + 1)
  }

  /// Refuses a log whose tree does not continue what was signed.
  /// - Returns: the newest checkpoint of our key that it does continue; nil when there is none.
  func agreed(with tree: TreeHead) throws -> SignedCheckpoint? {
    let newestRow = try newestOwn()
    try refuseForeign()
    let row = newestRow.flatMap { row in past.own(row).map { SignedCheckpoint(checkpoint: $0, note: row.note) } }
    if let outside = past.last, outside.checkpoint.size > tree.size { throw try shorter(outside.checkpoint, tree) }
    let known = [past.last, row].compactMap { $0 }.sorted { $0.checkpoint.size < $1.checkpoint.size }
    for signed in known {
      guard try root(at: signed.checkpoint.size, in: tree) == signed.checkpoint.root else { throw try forked(signed.checkpoint, tree) }
    }
    return known.last
  }

  /// The newest row under our present name, up to a size. Those by a former name are of another history: a loss was accepted between them.
  private func newestOwn(upTo size: Int64 = .max) throws -> StoredCheckpoint? { try own("size <= $2 ORDER BY size DESC", size) }

  private func own(_ condition: String, _ size: Int64) throws -> StoredCheckpoint? {
    guard let name = past.key?.verifier.name else { return nil }
    let sql = "SELECT size FROM signed_checkpoint WHERE starts_with(note, $1) AND \(condition) LIMIT 1"
    return try session.query(sql, [.text(name + "\n"), .int64(size)]).first.flatMap { try session.newestCheckpoint(upTo: $0.int64(0)) }
  }

  private func refuseForeign() throws {
    guard let key = past.key, let newest = try session.newestCheckpoint(), past.own(newest) == nil, !past.isFormer(newest) else { return }
    throw NotaryError(
      .keyForeign,
      "Checkpoint \(newest.size), the newest in the database, is not signed by the key in \(folder.path) (“\(key.verifier.name)”). Either another machine "
        + "signs this book with a key of its own, or somebody put a forged row there. Nothing was signed. \(Self.look(folder))", position: newest.size
    )
  }

  private func root(at size: Int64, in tree: TreeHead) throws -> TreeHash {
    size == tree.size ? tree.root : try TreeProver(size: size, reader: DatabaseTiles(session)).root()
  }

  /// The log ends before what was signed last, and nothing in the database knows better.
  private func shorter(_ outside: Checkpoint, _ tree: TreeHead) throws -> NotaryError {
    let newest = try newestOwn()
    if let newest, try !agrees(newest, tree) { return try forked(outside, tree) }
    let stand = newest.map { "the one that was signed with \($0.size) events" } ?? "one before anything was signed"
    return NotaryError(
      .logShorter,
      "The log ends at position \(tree.size), and \(outside.size) events were signed: "
        + "\(tree.size + 1 == outside.size ? "position \(outside.size) is" : "positions \(tree.size + 1)…\(outside.size) are") missing. "
        + "The database as a whole stands at an earlier state, \(stand), as after restoring a backup. Nothing was signed. "
        + Self.wayOut(folder), position: tree.size + 1)
  }

  /// The log has what was signed last, and it is something else.
  private func forked(_ signed: Checkpoint, _ tree: TreeHead) throws -> NotaryError {
    let (good, bad) = try bounds(below: signed.size, tree)
    if bad == signed.size, try newestOwn()?.size ?? 0 <= good {
      return NotaryError(
        .forked,
        "\(signed.size) events were signed, and the log has others now: \(good == 0 ? "no signed checkpoint of it" : "it") agrees with what was signed "
          + "\(good == 0 ? "" : "up to position \(good) ")and is different somewhere in positions \(good + 1)…\(signed.size). The database knows of nothing "
          + "that was signed after position \(good), as after restoring a backup that then went on. Nothing was signed. " + Self.wayOut(folder),
        position: good + 1)
    }
    return NotaryError(
      .forked,
      "History was changed after it was signed, somewhere in positions \(good + 1)…\(bad): "
        + "\(good == 0 ? "no signed checkpoint agrees with the log" : "the log agrees with checkpoint \(good)"), and not with checkpoint \(bad). "
        + "The database contradicts itself, which no backup does. Nothing was signed. \(Self.look(folder))", position: good + 1)
  }

  /// The last of our checkpoints that agrees with the tree (0 when none does), and the first that does not. A tree that agrees at one size agrees at
  /// all smaller ones, so halving finds them.
  private func bounds(below size: Int64, _ tree: TreeHead) throws -> (good: Int64, bad: Int64) {
    var (good, bad) = (0 as Int64, size)
    while bad - good > 1 {
      let middle = good + (bad - good) / 2
      var row = try newestOwn(upTo: middle)
      if row.map({ $0.size <= good }) ?? true { row = try own("size > $2 ORDER BY size", middle) }
      guard let row, row.size < bad else { break }
      if try agrees(row, tree) { good = row.size } else { bad = row.size }
    }
    return (good, bad)
  }

  private func agrees(_ row: StoredCheckpoint, _ tree: TreeHead) throws -> Bool {
    guard row.size <= tree.size, let checkpoint = past.own(row), checkpoint.root == row.root else { return false }
    return try row.root == root(at: row.size, in: tree)
  }

  private static func look(_ folder: KeyFolder) -> String { "Type: esep verify --book \(folder.book)" }

  private static func wayOut(_ folder: KeyFolder) -> String {
    "Restore a newer backup; if there is none and the events are lost for good, begin a new history under a new key: "
      + "esep checkpoint --book \(folder.book) --accept-loss"
  }
}
