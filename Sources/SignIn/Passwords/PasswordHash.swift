import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt (RFC 7914) with a salt of its own.
///
/// The parameters stand beside each hash, so that they can be raised later: whoever signs in then is hashed anew.
public struct PasswordHash: Hashable, Sendable {
  /// Work factors; memory is 128 × rounds × blockSize bytes, 32 MiB as set here.
  public struct Cost: Hashable, Sendable {
    /// N, r and p of RFC 7914, section 2.
    public let rounds: Int, blockSize: Int, parallelism: Int

    /// What new passwords get: OWASP's second recommendation for scrypt.
    public static let current = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 3)
  }

  /// How it was made.
  public let cost: Cost
  /// 16 random bytes, and 32 bytes of result.
  public let salt: [UInt8], hash: [UInt8]

  /// Hashes a new password. Takes some tenths of a second and 32 MiB: do it outside of what must stay quick, few at a time.
  public static func make(_ password: String, cost: Cost = .current) throws -> PasswordHash {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return PasswordHash(cost: cost, salt: salt, hash: try derive(password, salt: salt, cost))
  }

  /// Whether it is the password. Compares in constant time.
  public func matches(_ password: String) throws -> Bool {
    let other = try Self.derive(password, salt: salt, cost)
    guard other.count == hash.count else { return false }
    return zip(other, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// A text to keep: `scrypt$15$8$3$salt$hash`, both in base64.
  public var text: String {
    "scrypt$\(cost.rounds.trailingZeroBitCount)$\(cost.blockSize)$\(cost.parallelism)$\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
  }

  /// A kept text; nil when it is none, or asks for more than 256 MiB.
  public init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let exponent = Int(parts[1]), (4...20).contains(exponent), let block = Int(parts[2]),
      (1...16).contains(block), let parallelism = Int(parts[3]), (1...16).contains(parallelism), let salt = Data(base64Encoded: String(parts[4])),
      let hash = Data(base64Encoded: String(parts[5])), salt.count == 16, hash.count == 32, (1 << exponent) * block * 128 <= 256 << 20
    else { return nil }
    self.init(cost: Cost(rounds: 1 << exponent, blockSize: block, parallelism: parallelism), salt: [UInt8](salt), hash: [UInt8](hash))
  }

  private init(cost: Cost, salt: [UInt8], hash: [UInt8]) { (self.cost, self.salt, self.hash) = (cost, salt, hash) }

  private static func derive(_ password: String, salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
    // The same letters typed on another keyboard may come as other code points: NFC makes them one (RFC 8265, section 4).
    let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
    let key = try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism,
      maxMemory: 512 << 20)
    return key.withUnsafeBytes { Array($0) }
  }
}
