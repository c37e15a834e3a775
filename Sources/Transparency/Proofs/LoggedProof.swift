/// That an event stands in a log, for whoever has nothing but the log's verifier key (C2SP tlog-proof@v1). Kept in files named `.tlog-proof`.
///
/// The event itself travels in the proof's extra data, in the form of a leaf: without that a reader would have to be given it some other way.
public struct LoggedProof: Hashable, Sendable {
  private static let title = "c2sp.org/tlog-proof@v1"

  /// The event in leaf form; nil when the proof is about an event that the reader has.
  public let extra: [UInt8]?
  /// The event's place in the tree: its position less one.
  public let index: Int64
  /// The hashes beside the way from the leaf to the root.
  public let path: [TreeHash]
  /// The signed note.
  public let checkpoint: String

  /// A proof from its parts.
  public init(extra: [UInt8]?, index: Int64, path: [TreeHash], checkpoint: String) {
    (self.extra, self.index, self.path, self.checkpoint) = (extra, index, path, checkpoint)
  }

  /// Reads a proof, and says nothing yet about whether it holds.
  /// - Throws: `ProofProblem`.
  public init(parsing text: String) throws(ProofProblem) {
    let parts = try ProofText(text)
    var lines = parts.lines
    guard lines.popFirst() == Self.title else { throw ProofProblem("it is no proof of an event: such a file begins with \(Self.title)") }
    extra = try Self.extra(&lines)
    guard let line = lines.popFirst(), line.hasPrefix("index "), let index = ProofText.number(line.dropFirst(6)) else {
      throw ProofProblem("it does not say which event it is about: a line “index” and a number is missing")
    }
    (self.index, checkpoint) = (index, parts.checkpoint)
    path = try ProofText.path(lines)
  }

  private static func extra(_ lines: inout ArraySlice<String>) throws(ProofProblem) -> [UInt8]? {
    guard let line = lines.first, line.hasPrefix("extra ") else { return nil }
    guard let bytes = Base64.decode(line.dropFirst(6).utf8) else { throw ProofProblem("the event in it is not in base64: the file was changed") }
    lines.removeFirst()
    return bytes
  }

  /// The text of the file.
  public var serialized: String {
    let event = extra.map { ["extra \(Base64.encode($0))"] } ?? []
    let lines = [Self.title] + event + ["index \(index)"] + path.map(\.base64)
    return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint
  }

  /// Checks everything: that the log's key signed the checkpoint, that the event stands at its place in the tree of that root, and that none of the
  /// known witnesses' signatures is false.
  /// - Throws: `ProofProblem` in words that a person who was handed the proof understands.
  public func check(key: VerifierKey, witnesses: [VerifierKey]) throws(ProofProblem) -> CheckedProof {
    let signed = try ProofText.checkpoint(checkpoint, key: key, witnesses: witnesses)
    guard let extra else { throw ProofProblem("the event is not in it, so that there is nothing to compare with the log") }
    let leaf: EventLeaf
    do throws(LeafProblem) { leaf = try EventLeaf(parsing: extra) } catch {
      throw ProofProblem("the event in it was changed: \(error.message)")
    }
    guard leaf.position - 1 == index else {
      throw ProofProblem("it is about index \(index), and the event in it stands at position \(leaf.position)")
    }
    let size = signed.checkpoint.size
    guard index < size else { throw ProofProblem("the signed log ends at position \(size), before the event at position \(leaf.position)") }
    guard TreeProof.verifyInclusion(leaf: TreeHash.leaf(extra), index: index, size: size, path: path, root: signed.checkpoint.root) else {
      throw ProofProblem("the event is not the one that was signed at position \(leaf.position): the event, the path or the checkpoint was changed")
    }
    return CheckedProof(leaf: leaf, checkpoint: signed.checkpoint, witnesses: signed.witnesses)
  }
}

/// What a proof that holds says.
public struct CheckedProof: Hashable, Sendable {
  /// The event.
  public let leaf: EventLeaf
  /// The log it stands in, and its size.
  public let checkpoint: Checkpoint
  /// The known witnesses that countersigned.
  public let witnesses: [VerifiedSignature]
}
