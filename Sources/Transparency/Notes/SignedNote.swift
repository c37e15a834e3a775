/// One line of signature below a note.
public struct NoteSignature: Hashable, Sendable {
  /// The key's name and id.
  public let name: String, id: UInt32
  /// What the key's kind says they are.
  public let bytes: [UInt8]

  /// A signature from its parts.
  public init(name: String, id: UInt32, bytes: [UInt8]) { (self.name, self.id, self.bytes) = (name, id, bytes) }

  /// `— name base64`, without the line end.
  public var line: String { "— \(name) \(Base64.encode((0..<4).map { UInt8(truncatingIfNeeded: id >> UInt32(24 - 8 * $0)) } + bytes))" }

  fileprivate init(_ line: Substring) throws(NoteProblem) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "—", KeyName.isValid(String(parts[1])), let bytes = Base64.decode(parts[2].utf8), bytes.count > 4 else {
      throw NoteProblem("a line below the text is no signature: it has a dash (—), a name and base64")
    }
    self.init(name: String(parts[1]), id: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(bytes.dropFirst(4)))
  }
}

/// A text that one key or several have signed (C2SP signed-note).
public struct SignedNote: Hashable, Sendable {
  /// The longest note that is read, in bytes of UTF-8, and the most signatures.
  public static let bytesMax = 1 << 20, signaturesMax = 64

  /// What is signed; ends with a line end.
  public let text: String
  /// At least one.
  public let signatures: [NoteSignature]

  /// A note from its parts.
  /// - Precondition: the text ends with a line end, and there is a signature.
  public init(text: String, signatures: [NoteSignature]) {
    precondition(text.hasSuffix("\n") && !signatures.isEmpty, "A note ends with a line end and has a signature.")
    (self.text, self.signatures) = (text, signatures)
  }

  /// Reads a note. Says nothing about whether the signatures hold: see `verified`.
  /// - Throws: `NoteProblem`.
  public init(parsing note: String) throws(NoteProblem) {
    guard note.utf8.count <= Self.bytesMax else { throw NoteProblem("it is longer than a signed note may be (\(Self.bytesMax) bytes)") }
    guard note.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" }) else {
      throw NoteProblem("it has control characters, which no signed note has")
    }
    // The last empty line stands between the text and its signatures.
    let lines = note.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
    guard lines.last?.isEmpty == true, let gap = lines.dropLast().lastIndex(where: \.isEmpty), gap > 0, gap < lines.count - 2 else {
      throw NoteProblem("it is no signed note: that is a text, an empty line, and lines of signature")
    }
    let below = lines[(gap + 1)...].dropLast()
    guard below.count <= Self.signaturesMax else { throw NoteProblem("it has more than \(Self.signaturesMax) signatures") }
    var signatures: [NoteSignature] = []
    for line in below { signatures.append(try NoteSignature(line)) }
    self.init(text: lines[..<gap].joined(separator: "\n") + "\n", signatures: signatures)
  }

  /// The whole note.
  public var serialized: String { text + "\n" + signatures.map { $0.line + "\n" }.joined() }

  /// The signatures of known keys. Those of unknown keys count for nothing.
  /// - Throws: `NoteProblem` when a known key's signature does not hold, which condemns the note, or when no known key has signed.
  public func verified(by keys: [VerifierKey]) throws(NoteProblem) -> [VerifiedSignature] {
    var verified: [VerifiedSignature] = []
    for signature in signatures {
      guard let key = keys.first(where: { $0.name == signature.name && $0.id == signature.id }) else { continue }
      guard let holds = key.verified(signature, of: text) else {
        throw NoteProblem("the signature of “\(signature.name)” does not belong to this text: one of them was changed")
      }
      if !verified.contains(where: { $0.key == key }) { verified.append(holds) }
    }
    guard !verified.isEmpty else { throw NoteProblem("it is not signed by \(keys.map { "“\($0.name)”" }.joined(separator: " or "))") }
    return verified
  }
}
