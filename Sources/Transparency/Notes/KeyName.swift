import Crypto

/// What all keys have in common (C2SP signed-note): a name, and four bytes that tell keys of one name apart.
enum KeyName {
  /// Whether a text can be a key's name: not empty, without white space, plus signs and control characters.
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 255
      && name.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace && $0.properties.generalCategory != .control }
  }

  /// SHA-256 of the name, a line end, the kind of signature and the public key; the first four bytes of it.
  static func id(_ name: String, kind: UInt8, publicKey: [UInt8]) -> UInt32 {
    var hasher = SHA256()
    hasher.update(data: Array(name.utf8) + [UInt8(ascii: "\n"), kind] + publicKey)
    return hasher.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Eight hexadecimal digits.
  static func text(_ id: UInt32) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The id that eight small hexadecimal digits stand for.
  static func id(_ text: some StringProtocol) -> UInt32? { UInt32(text, radix: 16).flatMap { self.text($0) == text ? $0 : nil } }
}
