public import Transparency

/// Where a book's signing key and the last note it signed are kept: on the signer's machine, never in the database, so that whoever can rewrite the
/// one cannot make the other agree.
///
/// `<home>/notary/<book>-<first 8 digits of the log's identity>/` holds `key` (0600), `verifier` (what to hand out) and `signed` (the last signed note).
/// Made at the first signing. Back it up, apart from the database.
public struct KeyFolder: Sendable, Hashable {
  /// The folder.
  public let path: String
  /// The book's name.
  public let book: String
  /// The origin and key name to begin with, if not the usual one.
  public let chosenOrigin: String?

  private let usualOrigin: String

  /// The folder of a book's log.
  /// - Parameters:
  ///   - home: `ESEP_HOME`.
  ///   - origin: the name that the log signs under, when it first does; `esep/<book>-<8 digits>` when nil. It stays.
  public init(home: String, book: String, identity: LogIdentity, origin: String? = nil) {
    path = "\(home)/notary/\(book)-\(identity.shortName)"
    self.book = book
    chosenOrigin = origin
    usualOrigin = "esep/\(book)-\(identity.shortName)"
  }

  /// Where the key is.
  public var keyPath: String { path + "/key" }
  /// Where the verifier key is.
  public var verifierPath: String { path + "/verifier" }
  /// Where the last signed note is.
  public var signedPath: String { path + "/signed" }

  /// The key by which everybody checks what was signed (C2SP signed-note vkey); nil when nothing was signed yet.
  /// - Throws: `NotaryError.folderUnusable`.
  public func verifier() throws(NotaryError) -> VerifierKey? { try Self.verifier(at: verifierPath) }

  /// The last note that was signed, with our signature; nil when nothing was.
  /// - Throws: `NotaryError.folderUnusable`.
  public func lastSigned() throws(NotaryError) -> String? { try KeyFile.text(signedPath) }

  /// The keys that were given up when a loss was accepted, oldest first.
  /// - Throws: `NotaryError.folderUnusable`.
  public func formerVerifiers() throws(NotaryError) -> [VerifierKey] {
    var keys: [VerifierKey] = []
    for number in 1...formersMax {
      guard KeyFile.exists(formerPath(number)) else { break }
      if let key = try Self.verifier(at: formerPath(number) + "/verifier") { keys.append(key) }
    }
    return keys
  }

  private static func verifier(at path: String) throws(NotaryError) -> VerifierKey? {
    guard let text = try KeyFile.text(path) else { return nil }
    do { return try VerifierKey(KeyFolder.line(text)) } catch {
      throw NotaryError(.folderUnusable, "\(path) is no verifier key: \(error.message). Bring it back from a backup of the folder.")
    }
  }
}

// What the notary does with it.
extension KeyFolder {
  private var formersMax: Int { 1_000 }

  private func formerPath(_ number: Int) -> String { "\(path).former-\(number)" }

  /// Lets one program sign at a time. Makes the folder if need be.
  func lock(waitMilliseconds: Int) throws(NotaryError) -> SigningLock {
    try KeyFile.makeDirectory(path)
    return try SigningLock(path + "/lock", waitMilliseconds: waitMilliseconds)
  }

  /// The signing key; nil when there is none.
  func signingKey() throws(NotaryError) -> SigningKey? {
    guard let text = try KeyFile.text(keyPath) else { return nil }
    let key: SigningKey
    do { key = try SigningKey(text: Self.line(text)) } catch {
      throw NotaryError(.folderUnusable, "\(keyPath) is no signing key: \(error.message). Bring it back from a backup of the folder.")
    }
    let name = key.verifier.name
    guard chosenOrigin == nil || chosenOrigin == name else {
      throw NotaryError(.folderUnusable, "This book signs as “\(name)” already, and cannot sign as “\(chosenOrigin ?? "")”: the name is chosen once.")
    }
    return key
  }

  /// Makes the key. The verifier key comes second, so that whoever has it may count on the key.
  func makeKey() throws(NotaryError) -> SigningKey {
    let former = try formerVerifiers().count
    let name = chosenOrigin ?? (former == 0 ? usualOrigin : "\(usualOrigin)/\(former + 1)")
    guard SigningKey.isName(name), name.unicodeScalars.count <= 200 else {
      throw NotaryError(.folderUnusable, "“\(name)” cannot be the name of a log: it needs 1 to 200 characters, without blanks and “+”.")
    }
    let key = SigningKey.random(name: name)
    try KeyFile.replace(keyPath, with: key.text + "\n", mode: 0o600)
    try keepVerifier(key)
    return key
  }

  /// Writes down the verifier key if that was missed.
  func keepVerifier(_ key: SigningKey) throws(NotaryError) {
    let text = key.verifier.text + "\n"
    if try KeyFile.text(verifierPath) != text { try KeyFile.replace(verifierPath, with: text, mode: 0o644) }
  }

  func keepSigned(_ note: String) throws(NotaryError) { try KeyFile.replace(signedPath, with: note, mode: 0o644) }

  /// Puts the folder beside, with the key in it: what it signed stays checkable, and a new key begins.
  func setAside() throws(NotaryError) {
    guard KeyFile.exists(path) else { return }
    guard let number = (1...formersMax).first(where: { !KeyFile.exists(formerPath($0)) }) else {
      throw NotaryError(.folderUnusable, "There are \(formersMax) former folders beside \(path). Move some away.")
    }
    try KeyFile.move(path, to: formerPath(number))
  }

  private static func line(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }
}
