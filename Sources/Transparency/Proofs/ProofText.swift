/// What the texts of proofs have in common: lines in front, an empty line, and a signed checkpoint behind it, word for word.
struct ProofText {
  /// The longest proof that is read, in bytes of UTF-8.
  static let bytesMax = 8 << 20
  /// The most hashes a path can have.
  static let pathMax = 63

  let lines: ArraySlice<String>
  let checkpoint: String

  init(_ text: String) throws(ProofProblem) {
    guard text.utf8.count <= Self.bytesMax else { throw ProofProblem("it is longer than a proof can be (\(Self.bytesMax) bytes)") }
    let scalars = text.unicodeScalars
    // The first empty line: the checkpoint behind it has one of its own.
    var gap = scalars.startIndex
    while gap < scalars.endIndex {
      if scalars[gap] == "\n", case let next = scalars.index(after: gap), next < scalars.endIndex, scalars[next] == "\n" { break }
      gap = scalars.index(after: gap)
    }
    guard gap < scalars.endIndex else { throw ProofProblem("it is no proof: there is no signed checkpoint in it") }
    lines = scalars[..<gap].split(separator: "\n", omittingEmptySubsequences: false).map { String(Substring($0)) }[...]
    checkpoint = String(scalars[scalars.index(gap, offsetBy: 2)...])
  }

  /// Lines that are hashes in base64.
  static func path(_ lines: ArraySlice<String>) throws(ProofProblem) -> [TreeHash] {
    guard lines.count <= pathMax else { throw ProofProblem("it has more hashes than the path of any proof") }
    var path: [TreeHash] = []
    for line in lines {
      guard let hash = TreeHash(base64: line) else { throw ProofProblem("line “\(line.prefix(60))” is no hash in base64") }
      path.append(hash)
    }
    return path
  }

  /// A whole number without leading zeros.
  static func number(_ text: some StringProtocol) -> Int64? { Int64(text).flatMap { $0 >= 0 && String($0) == text ? $0 : nil } }

  /// The checkpoint of a note that a log signed, and who else did.
  static func checkpoint(
    _ note: String, key: VerifierKey, witnesses: [VerifierKey]
  ) throws(ProofProblem) -> (checkpoint: Checkpoint, witnesses: [VerifiedSignature]) {
    do throws(NoteProblem) {
      let note = try SignedNote(parsing: note)
      let signatures = try note.verified(by: [key] + witnesses)
      // A witness alone does not do: what it saw is only worth something if it is the log's own word.
      guard signatures.contains(where: { $0.key == key }) else { throw NoteProblem("it is not signed by “\(key.name)”") }
      let checkpoint = try Checkpoint(parsing: note.text)
      guard checkpoint.origin == key.name else { throw NoteProblem("it is of the log “\(checkpoint.origin)”, and the key is of “\(key.name)”") }
      return (checkpoint, signatures.filter { $0.key != key })
    } catch {
      throw ProofProblem("its checkpoint does not hold: \(error.message)")
    }
  }
}
