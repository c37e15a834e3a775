import Crypto

/// A key that signs notes: an Ed25519 key and the name it signs under. Secret; its description does not show it.
public struct SigningKey: Sendable {
  /// The name: the log's origin, or the witness's.
  public let name: String
  private let key: Curve25519.Signing.PrivateKey

  /// From the 32 bytes that an Ed25519 key is made of (RFC 8032 §5.1.5).
  /// - Throws: `NoteProblem` when the name or the bytes cannot be one.
  public init(name: String, seed: [UInt8]) throws(NoteProblem) {
    guard KeyName.isValid(name) else { throw NoteProblem("a key's name may not be empty, nor have white space or a plus sign") }
    guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw NoteProblem("the secret of “\(name)” is no Ed25519 key: it has 32 bytes")
    }
    (self.name, self.key) = (name, key)
  }

  private init(_ name: String, _ key: Curve25519.Signing.PrivateKey) { (self.name, self.key) = (name, key) }

  /// A new key from the system's randomness.
  /// - Precondition: `isName(name)`.
  public static func random(name: String) -> SigningKey {
    precondition(isName(name), "A key's name may not be empty, nor have white space or a plus sign.")
    return SigningKey(name, Curve25519.Signing.PrivateKey())
  }

  /// Whether a text can be the name of a key: not empty, at most 255 bytes, without white space, plus signs and control characters.
  public static func isName(_ text: String) -> Bool { KeyName.isValid(text) }

  /// Reads what `text` writes.
  /// - Throws: `NoteProblem`, which says nothing of the secret.
  public init(text: String) throws(NoteProblem) {
    let parts = text.trimmingWhitespace().split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let id = KeyName.id(parts[3]), let secret = Base64.decode(parts[4].utf8),
      secret.first == VerifierKey.Kind.ed25519.rawValue
    else { throw NoteProblem("it is no signing key: that is one line that begins with PRIVATE+KEY+") }
    try self.init(name: String(parts[2]), seed: Array(secret.dropFirst()))
    guard id == verifier.id else { throw NoteProblem("the signing key of “\(name)” does not belong to the id before it: the file was changed") }
  }

  /// `PRIVATE+KEY+<name>+<id>+<base64>`, the form in which programs for signed notes keep such keys. Secret.
  public var text: String {
    "PRIVATE+KEY+\(name)+\(KeyName.text(verifier.id))+\(Base64.encode([VerifierKey.Kind.ed25519.rawValue] + Array(key.rawRepresentation)))"
  }

  /// What others verify this key's signatures with.
  public var verifier: VerifierKey { VerifierKey(checked: name, .ed25519, Array(key.publicKey.rawRepresentation)) }

  /// What others verify this key's countersignatures with, where it is a witness's.
  public var cosignerVerifier: VerifierKey { VerifierKey(checked: name, .cosigner, Array(key.publicKey.rawRepresentation)) }

  /// Signs a note's text, its last line end included.
  public func sign(_ text: String) -> NoteSignature { NoteSignature(name: name, id: verifier.id, bytes: signature(Array(text.utf8))) }

  /// Countersigns a checkpoint as a witness who saw it at a time, in seconds since 1970 UTC (C2SP tlog-cosignature).
  public func cosign(_ checkpoint: Checkpoint, at seconds: Int64) -> NoteSignature {
    let signature = signature(Cosignature.message(checkpoint.text, at: seconds))
    return NoteSignature(name: name, id: cosignerVerifier.id, bytes: Cosignature.bytes(seconds, signature))
  }

  /// 64 bytes over any message (RFC 8032 §5.1.6).
  func signature(_ message: [UInt8]) -> [UInt8] {
    do { return Array(try key.signature(for: message)) } catch {
      // Ed25519 signs any bytes; what can fail is only the library itself.
      preconditionFailure("Ed25519 refused to sign: \(error)")
    }
  }
}

extension SigningKey: CustomStringConvertible {
  /// The name, and never the secret.
  public var description: String { "signing key of “\(name)”" }
}
