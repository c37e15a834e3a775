import Crypto
import EventLog
import Ledger

/// Salted commitments to personal data: the log can prove what was known of a person without holding it, and she can be erased.
enum Commitment {
  /// SHA-256 over salt and canonical personal data, in hexadecimal.
  static func make(salt: [UInt8], details: PersonDetails) -> String {
    var hash = SHA256()
    hash.update(data: salt)
    hash.update(data: details.canonicalBytes)
    return hash.finalize().map { byte in
      let digits = Array("0123456789abcdef")
      return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }.joined()
  }

  /// Thirty-two bytes no one can guess.
  static func randomSalt() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
