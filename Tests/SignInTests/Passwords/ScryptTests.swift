import CryptoExtras
import Foundation
import Testing

@testable import SignIn

@Suite("Passwords as they are kept")
struct ScryptTests {
  @Test("The library works as RFC 7914 says", arguments: Known.vectors)
  func vector(_ vector: Known.Vector) throws {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(vector.password.utf8), salt: Data(vector.salt.utf8), outputByteCount: 64, rounds: vector.rounds, blockSize: vector.blockSize,
      parallelism: vector.parallelism, maxMemory: 512 << 20)
    #expect(key.withUnsafeBytes { Array($0) }.map { String(format: "%02x", $0) }.joined() == vector.hex)
  }

  @Test("A kept password is what another program makes of it")
  func kept() throws {
    let hash = try #require(PasswordHash(Known.kept))
    #expect(hash.cost == .init(rounds: 1024, blockSize: 8, parallelism: 2))
    #expect(hash.text == Known.kept)
    #expect(try hash.matches("кыргыз сырсөз й"))
    #expect(try hash.matches("кыргыз сырсөз и\u{306}"), "the same letter as two code points")
    for other in ["кыргыз сырсөз и", "кыргыз сырсөз й ", "Кыргыз сырсөз й", ""] { #expect(try !hash.matches(other), "\(other)") }
  }

  @Test("The same password is never kept alike twice")
  func salted() throws {
    let (one, two) = (try PasswordHash.make("pass-word-1", cost: TestAccounts.cost), try PasswordHash.make("pass-word-1", cost: TestAccounts.cost))
    #expect(one.text != two.text)
    #expect(try PasswordHash(one.text)?.matches("pass-word-1") == true && two.matches("pass-word-1"))
  }

  @Test(
    "What is no kept password, or would take too much memory, is none",
    arguments: [
      "", "scrypt", "scrypt$10$8$2$AAECAwQFBgcICQoLDA0ODw==", Known.kept + "$", Known.kept.replacingOccurrences(of: "scrypt", with: "plain"),
      Known.kept.replacingOccurrences(of: "$10$", with: "$3$"), Known.kept.replacingOccurrences(of: "$10$", with: "$63$"),
      Known.kept.replacingOccurrences(of: "$10$8$", with: "$19$8$"), Known.kept.replacingOccurrences(of: "$8$2$", with: "$8$0$"),
      Known.kept.replacingOccurrences(of: "AAEC", with: "AA*C"), Known.kept.replacingOccurrences(of: "AAEC", with: ""),
    ])
  func none(_ text: String) { #expect(PasswordHash(text) == nil) }

  @Test("The cost in use is OWASP's: 32 MiB, three times")
  func cost() {
    let cost = PasswordHash.Cost.current
    #expect(128 * cost.rounds * cost.blockSize == 32 << 20)
    #expect(cost.parallelism == 3)
  }
}

/// What others worked out.
enum Known {
  struct Vector: Sendable {
    let password: String, salt: String
    let rounds: Int, blockSize: Int, parallelism: Int
    let hex: String
  }

  // RFC 7914, section 12; the fourth needs a gigabyte.
  static let vectors = [
    Vector(
      password: "", salt: "", rounds: 16, blockSize: 1, parallelism: 1,
      hex: "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"),
    Vector(
      password: "password", salt: "NaCl", rounds: 1024, blockSize: 8, parallelism: 16,
      hex: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"),
    Vector(
      password: "pleaseletmein", salt: "SodiumChloride", rounds: 16384, blockSize: 8, parallelism: 1,
      hex: "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"),
  ]

  // Worked out with Python's hashlib.scrypt over the UTF-8 of the password, salt 00 01 … 0f.
  static let kept = "scrypt$10$8$2$AAECAwQFBgcICQoLDA0ODw==$frgQ4JnDqVa5ziwQlEVsodjUDpy2zUzLAEyPR/R4I7Y="
}
