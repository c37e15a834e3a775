/// That a log has only grown since an older checkpoint. Its text is what a witness is asked with (C2SP tlog-witness, add-checkpoint).
public struct GrowthProof: Hashable, Sendable {
  /// The size of the older checkpoint.
  public let oldSize: Int64
  /// The hashes from which both roots follow (RFC 6962 §2.1.2).
  public let path: [TreeHash]
  /// The newer signed note.
  public let checkpoint: String

  /// A proof from its parts.
  public init(oldSize: Int64, path: [TreeHash], checkpoint: String) { (self.oldSize, self.path, self.checkpoint) = (oldSize, path, checkpoint) }

  /// Reads a proof, and says nothing yet about whether it holds.
  /// - Throws: `ProofProblem`.
  public init(parsing text: String) throws(ProofProblem) {
    let parts = try ProofText(text)
    guard let line = parts.lines.first, line.hasPrefix("old "), let size = ProofText.number(line.dropFirst(4)) else {
      throw ProofProblem("it is no proof of growth: such a file begins with “old” and the older size")
    }
    (oldSize, checkpoint) = (size, parts.checkpoint)
    path = try ProofText.path(parts.lines.dropFirst())
  }

  /// The text of the file.
  public var serialized: String { (["old \(oldSize)"] + path.map(\.base64)).map { $0 + "\n" }.joined() + "\n" + checkpoint }

  /// Checks that the log's key signed the newer checkpoint, and that the tree of the older one is the beginning of its tree.
  /// - Parameter old: a checkpoint of the same log whose signature the caller has verified, or trusts.
  /// - Throws: `ProofProblem`.
  public func check(old: Checkpoint, key: VerifierKey, witnesses: [VerifierKey]) throws(ProofProblem) -> CheckedGrowth {
    let signed = try ProofText.checkpoint(checkpoint, key: key, witnesses: witnesses)
    let new = signed.checkpoint
    guard old.origin == new.origin else { throw ProofProblem("the older checkpoint is of the log “\(old.origin)”, the newer of “\(new.origin)”") }
    guard old.size == oldSize else { throw ProofProblem("it starts from \(oldSize) events, and the older checkpoint has \(old.size)") }
    guard old.size <= new.size else { throw ProofProblem("the older checkpoint has more events (\(old.size)) than the newer (\(new.size))") }
    guard TreeProof.verifyConsistency(from: old.size, root: old.root, to: new.size, root: new.root, path: path) else {
      throw ProofProblem(
        "the newer log (\(new.size) events) is not a continuation of the older (\(old.size)): history was changed, or the proof was")
    }
    return CheckedGrowth(checkpoint: new, witnesses: signed.witnesses)
  }
}

/// What a proof of growth that holds says.
public struct CheckedGrowth: Hashable, Sendable {
  /// The newer checkpoint.
  public let checkpoint: Checkpoint
  /// The known witnesses that countersigned it.
  public let witnesses: [VerifiedSignature]
}
