import EventLog
import Postgres
import Transparency

/// What a signing came to.
struct Signing: Sendable {
  /// The newest checkpoint; nil for an empty log.
  let checkpoint: SignedCheckpoint?
  let isNew: Bool
}

extension Session {
  /// Grows the tree, holds it against what was signed before, and signs it. See `Notary.sign`.
  func sign(_ folder: KeyFolder) throws -> Signing {
    let newest = try newestCheckpoint()
    if try newest == nil && head().position == 0 && treeSize() == 0 && !KeyFile.exists(folder.path) { return Signing(checkpoint: nil, isNew: false) }
    let lock = try folder.lock(waitMilliseconds: Notary.lockWaitMilliseconds)
    return try withExtendedLifetime(lock) {
      let past = try SignedPast(folder)
      if past.key == nil && newest != nil { throw SignedPast.keyMissing(folder) }
      let history = SignedHistory(session: self, past: past, folder: folder)
      try history.refuseRemoval()
      let tree = try growTree(to: nil, progress: nil)
      let last = try history.agreed(with: tree)
      if let last { try keep(last) }
      guard tree.size > last?.checkpoint.size ?? 0 else { return Signing(checkpoint: last, isNew: false) }
      let signed = Self.signed(tree, by: try past.key ?? folder.makeKey())
      // Outside first: what is forgotten there could be signed differently.
      try folder.keepSigned(signed.note)
      try keep(signed)
      return Signing(checkpoint: signed, isNew: true)
    }
  }

  /// See `Notary.acceptLoss`.
  func acceptLoss(_ folder: KeyFolder) throws -> VerifierKey {
    do {
      let lock = try folder.lock(waitMilliseconds: Notary.lockWaitMilliseconds)
      try withExtendedLifetime(lock) { try folder.setAside() }
    }
    let lock = try folder.lock(waitMilliseconds: Notary.lockWaitMilliseconds)
    return try withExtendedLifetime(lock) {
      let key = try folder.makeKey()
      // The old tiles may be those of what is lost: the new key signs what is there.
      try transaction {
        _ = try lockedTreeHead()
        try execute("DELETE FROM tile; UPDATE tree SET size = 0, root = sha256('')")
      }
      return key.verifier
    }
  }

  private static func signed(_ tree: TreeHead, by key: SigningKey) -> SignedCheckpoint {
    let checkpoint = Checkpoint(origin: key.verifier.name, size: tree.size, root: tree.root, extensions: [])
    let note = SignedNote(text: checkpoint.text, signatures: [key.sign(checkpoint.text)])
    return SignedCheckpoint(checkpoint: checkpoint, note: note.serialized)
  }

  /// Adds the row unless it is there: the first time, or after a crash before it was.
  private func keep(_ signed: SignedCheckpoint) throws {
    try query(
      """
      INSERT INTO signed_checkpoint (size, root, note, signed_at) SELECT $1, $2, $3, clock_timestamp()
      WHERE NOT EXISTS (SELECT FROM signed_checkpoint WHERE size = $1)
      """, [.int64(signed.checkpoint.size), .bytes(signed.checkpoint.root.bytes), .text(signed.note)])
  }
}
