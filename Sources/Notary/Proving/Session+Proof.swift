import EventLog
import Postgres
import Transparency

extension Session {
  /// See `Prover.proof`.
  func proof(of position: Int64) throws -> LoggedProof {
    try transaction(.readOnlySnapshot) {
      guard position > 0, let event = try events(after: position - 1, limit: 1).first, event.position == position else {
        throw NotaryError(.outOfRange, "There is no event at position \(position); the log ends at \(try head().position).")
      }
      guard let checkpoint = try bestCheckpoint(covering: position) else {
        throw NotaryError(.notSigned, "No signed checkpoint covers position \(position) yet. Type: esep checkpoint")
      }
      let leaf = try leaf(of: event)
      let prover = TreeProver(size: checkpoint.size, reader: DatabaseTiles(self))
      let path = try prover.inclusion(of: position - 1)
      let hash = leaf.withUnsafeBytes { TreeHash.leaf($0) }
      guard TreeProof.verifyInclusion(leaf: hash, index: position - 1, size: checkpoint.size, path: path, root: checkpoint.root) else {
        throw NotaryError(
          .treeDamaged, "The event at position \(position) is not what was signed with checkpoint \(checkpoint.size). Type: esep verify",
          position: position)
      }
      return LoggedProof(extra: leaf, index: position - 1, path: path, checkpoint: checkpoint.note)
    }
  }

  /// See `Prover.growth`.
  func growthProof(from oldSize: Int64) throws -> GrowthProof {
    try transaction(.readOnlySnapshot) {
      guard let newest = try newestCheckpoint() else { throw NotaryError(.notSigned, "Nothing was signed yet. Type: esep checkpoint") }
      guard (1...newest.size).contains(oldSize) else {
        throw NotaryError(
          .outOfRange, "The newest signed checkpoint covers \(newest.size) events: growth is proved from a size of 1 to that, not \(oldSize).")
      }
      let prover = TreeProver(size: newest.size, reader: DatabaseTiles(self))
      guard try prover.root() == newest.root else {
        throw NotaryError(.treeDamaged, "The tree is not what was signed with checkpoint \(newest.size). Type: esep verify")
      }
      return GrowthProof(oldSize: oldSize, path: try prover.consistency(from: oldSize), checkpoint: newest.note)
    }
  }

  private func leaf(of event: RecordedEvent) throws -> [UInt8] {
    let leaf = EventLeaf(
      position: event.position, version: event.version, schema: event.schema, occurredOn: event.occurredOn, recordedAt: event.recordedAt,
      stream: event.stream, type: event.type, actor: event.actor, payload: event.payload)
    do throws(LeafProblem) {
      return try leaf.bytes()
    } catch {
      throw NotaryError(.eventUnfit, "The event at position \(event.position) has no canonical form: \(error.message).", position: event.position)
    }
  }
}
