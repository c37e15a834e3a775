import Crypto

/// The public half of a key that signs notes, as people hand it on: name, id and key in one line (C2SP signed-note, "Verifier keys").
public struct VerifierKey: Hashable, Sendable {
  /// What a signature of the key says.
  public enum Kind: UInt8, Hashable, Sendable {
    /// Ed25519 over the note's text: the log itself, or anybody.
    case ed25519 = 0x01
    /// Ed25519 over the time and a checkpoint: a witness, who has seen the log only grow (C2SP tlog-cosignature).
    case cosigner = 0x04
  }

  /// The key's name; a log's is its origin.
  public let name: String
  /// The first four bytes of a hash of name, kind and key.
  public let id: UInt32
  /// What its signatures say.
  public let kind: Kind
  /// The 32 bytes of an Ed25519 public key (RFC 8032 §5.1.5).
  public let publicKey: [UInt8]

  /// From its parts; the id follows from them.
  /// - Throws: `NoteProblem` when the name or the key cannot be one.
  public init(name: String, kind: Kind, publicKey: [UInt8]) throws(NoteProblem) {
    guard KeyName.isValid(name) else { throw NoteProblem("a key's name may not be empty, nor have white space or a plus sign") }
    guard publicKey.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil else {
      throw NoteProblem("the key of “\(name)” is no Ed25519 public key")
    }
    self.init(checked: name, kind, publicKey)
  }

  init(checked name: String, _ kind: Kind, _ publicKey: [UInt8]) {
    (self.name, self.kind, self.publicKey) = (name, kind, publicKey)
    id = KeyName.id(name, kind: kind.rawValue, publicKey: publicKey)
  }

  /// Reads a line such as `example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`. White space around it does not matter.
  /// - Throws: `NoteProblem`.
  public init(_ text: String) throws(NoteProblem) {
    let line = text.trimmingWhitespace()
    // The key may have plus signs of its own; name and id have none.
    let parts = line.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let id = KeyName.id(parts[1]), let key = Base64.decode(parts[2].utf8), let first = key.first else {
      throw NoteProblem("it is no verifier key: that is one line of a name, eight hexadecimal digits and a key in base64, with plus signs between")
    }
    guard let kind = Kind(rawValue: first) else {
      throw NoteProblem("the key of “\(parts[0])” is of kind \(first); only Ed25519 (1) and timestamped Ed25519 (4) are known here")
    }
    try self.init(name: String(parts[0]), kind: kind, publicKey: Array(key.dropFirst()))
    guard id == self.id else { throw NoteProblem("the key of “\(name)” does not belong to the id before it: something was mistyped") }
  }

  /// The line that others verify with.
  public var text: String { "\(name)+\(KeyName.text(id))+\(Base64.encode([kind.rawValue] + publicKey))" }

  /// Checks a signature of this key over a note's text. The time is a witness's, in seconds since 1970; nil for other kinds.
  /// - Returns: nil when the signature is not this key's over this text.
  func verified(_ signature: NoteSignature, of text: String) -> VerifiedSignature? {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return nil }
    switch kind {
    case .ed25519:
      return key.isValidSignature(signature.bytes, for: Array(text.utf8)) ? VerifiedSignature(key: self, time: nil) : nil
    case .cosigner:
      guard signature.bytes.count == Cosignature.byteCount, let time = Cosignature.time(signature.bytes) else { return nil }
      return key.isValidSignature(Array(signature.bytes.dropFirst(8)), for: Cosignature.message(text, at: time))
        ? VerifiedSignature(key: self, time: time) : nil
    }
  }
}

extension VerifierKey: CustomStringConvertible {
  /// The same as `text`: nothing of it is secret.
  public var description: String { text }
}

/// A signature that holds.
public struct VerifiedSignature: Hashable, Sendable {
  /// Whose it is.
  public let key: VerifierKey
  /// When a witness gave it, in seconds since 1970 UTC, by the witness's own clock; nil for other kinds.
  public let time: Int64?
}

extension String {
  func trimmingWhitespace() -> Substring {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
