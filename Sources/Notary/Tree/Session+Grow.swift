import EventLog
import Postgres
import Transparency

extension Session {
  /// Grows the tree up to a position or the log's end, batch by batch. See `TreeKeeper.grow`.
  func growTree(to wanted: Int64?, progress: ((_ done: Int64, _ total: Int64) -> Void)?) throws -> TreeHead {
    // The head second: it only moves on, while others may be growing the tree.
    var tree = try treeHead()
    let head = try head().position
    guard tree.size <= head else {
      throw NotaryError(
        .logShorter,
        "The tree covers \(tree.size) events and the log has only \(head): positions \(head + 1)…\(tree.size) were removed after the tree took them in. "
          + "No backup looks like this; somebody changed the database. Type: esep verify", position: head + 1)
    }
    let (start, end) = (tree.size, min(wanted ?? head, head))
    while tree.size < end {
      tree = try transaction { try growBatch(to: end) }
      progress?(tree.size - start, end - start)
    }
    return tree
  }

  /// Takes the rest of a batch into the tree, inside a transaction.
  private func growBatch(to end: Int64) throws -> TreeHead {
    let tree = try lockedTreeHead()
    guard tree.size < end else { return tree }
    let edge = try TreeEdge(of: tree, self)
    var builder = try TileBuilder(size: tree.size, rightEdge: edge.hashes(of:))
    guard builder.root == tree.root else {
      throw NotaryError(
        .treeDamaged, "The tiles of the tree's right edge do not give its root at size \(tree.size): somebody changed them. Type: esep verify",
        position: tree.size)
    }
    let through = min(end, (tree.size / TreeKeeper.batchEvents + 1) * TreeKeeper.batchEvents)
    try append(after: tree.size, through: through, edge.last, to: &builder)
    try write(builder.takeFull() + builder.partial())
    let grown = TreeHead(size: through, root: builder.root)
    try query("UPDATE tree SET size = $1, root = $2", [.int64(grown.size), .bytes(grown.root.bytes)])
    return grown
  }

  /// Hashes events into the builder, the one before them first: it is held against what the tree has of it.
  private func append(after: Int64, through: Int64, _ last: TreeHash?, to builder: inout TileBuilder) throws {
    var writer = LeafWriter()
    var due = last == nil ? after + 1 : after
    try forEachEventBytes(after: due - 1, through: through) { event in
      guard event.position == due else { throw Self.hole(due) }
      let leaf = try writer.notarized(event)
      if due > after {
        builder.append(leaf)
      } else if leaf != last {
        throw NotaryError(
          .treeDamaged,
          "The event at position \(due) is not the one that the tree took in: it was replaced or changed afterwards. Type: esep verify", position: due
        )
      }
      due += 1
    }
    guard due == through + 1 else { throw Self.hole(due) }
  }

  private static func hole(_ due: Int64) -> NotaryError {
    NotaryError(.treeDamaged, "The log has no event at position \(due), and others after it: it was removed. Type: esep verify", position: due)
  }

  private func write(_ tiles: [(tile: Tile, hashes: [UInt8])]) throws {
    try query(
      """
      INSERT INTO tile (level, index, hashes) SELECT * FROM unnest($1, $2, $3)
      ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes
      """,
      [
        .int16Array(tiles.map { Int16(clamping: $0.tile.level) }), .int64Array(tiles.map(\.tile.index)), .bytesArray(tiles.map(\.hashes)),
      ])
  }
}

extension LeafWriter {
  /// The hash of an event's leaf.
  /// - Throws: `NotaryError.eventUnfit`, naming the position.
  mutating func notarized(_ event: EventBytes) throws(NotaryError) -> TreeHash {
    do throws(LeafProblem) {
      return try hash(event)
    } catch {
      throw NotaryError(
        .eventUnfit, "The event at position \(event.position) has no canonical form and cannot be signed: \(error.message). Type: esep verify",
        position: event.position)
    }
  }

  /// The hash of an event's leaf.
  mutating func hash(_ event: EventBytes) throws(LeafProblem) -> TreeHash {
    try hash(
      position: event.position, version: event.version, schema: event.schema, occurredOn: event.occurredOn, recordedAt: event.recordedAt,
      stream: event.stream, type: event.type, actor: event.actor, payload: event.payload)
  }
}
