import Crypto
import Foundation

/// 256 random bits that open a session or an API: shown once, kept only as a SHA-256, so that who reads the table cannot use it.
public struct SecretToken: Sendable {
  /// What the bearer has: 43 characters of base64url (RFC 4648, section 5).
  public let text: String

  /// A new one.
  public static func random() -> SecretToken {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return SecretToken(text: Data(bytes).base64URLText)
  }

  /// One that somebody brings; nil when it cannot be one.
  public init?(presented text: String) {
    guard text.utf8.count == 43, text.utf8.allSatisfy({ Self.alphabet.contains($0) }) else { return nil }
    self.text = text
  }

  /// What is kept of it. No salt is needed: nobody guesses 256 bits.
  public var sha256: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }

  private init(text: String) { self.text = text }

  private static let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}

extension Data {
  /// Base64 with `-` and `_` and without padding.
  var base64URLText: String {
    base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }
}
