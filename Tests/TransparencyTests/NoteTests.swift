import TestSupport
import Testing

@testable import Transparency

@Suite("Notes are signed and verified as C2SP says")
struct NoteTests {
  private struct Vector: Decodable { let name: String, secret: String, `public`: String, message: String, signature: String }
  private struct File: Decodable { let cases: [Vector] }

  private static let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  private static let note = """
    This is an example message.

    — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

    """

  private static func key(_ name: String, _ seed: UInt8) throws -> SigningKey { try SigningKey(name: name, seed: Array(repeating: seed, count: 32)) }

  @Test("Ed25519 signs and verifies the five vectors of RFC 8032, 7.1")
  func ed25519() throws {
    let vectors = try Vectors.read("ed25519", as: File.self).cases
    #expect(vectors.count == 5)
    for vector in vectors {
      let key = try SigningKey(name: "vector", seed: Vectors.bytes(hex: vector.secret))
      #expect(key.verifier.publicKey == Vectors.bytes(hex: vector.public), "\(vector.name)")
      #expect(key.signature(Vectors.bytes(hex: vector.message)) == Vectors.bytes(hex: vector.signature), "\(vector.name)")
    }
  }

  @Test("The example of C2SP signed-note verifies, and no other text with its signature does")
  func published() throws {
    let key = try VerifierKey(Self.vkey)
    #expect(key.text == Self.vkey && key.id == 0x530d_903a && key.name == "example.com/foo" && key.kind == .ed25519)
    let note = try SignedNote(parsing: Self.note)
    #expect(note.text == "This is an example message.\n" && note.serialized == Self.note)
    #expect(try note.verified(by: [key]).map(\.key) == [key])
    let other = SignedNote(text: "This is an example massage.\n", signatures: note.signatures)
    #expect(
      #expect(throws: NoteProblem.self) { try other.verified(by: [key]) }?.message
        == "the signature of “example.com/foo” does not belong to this text: one of them was changed")
    let stranger = try Self.key("example.com/foo", 7).verifier
    #expect(#expect(throws: NoteProblem.self) { try note.verified(by: [stranger]) }?.message == "it is not signed by “example.com/foo”")
  }

  @Test("Signatures of unknown keys count for nothing; a false one of a known key condemns the note")
  func manySigners() throws {
    let (log, other, witness) = (try Self.key("log.kg/a", 1), try Self.key("other.kg", 2), try Self.key("witness.kg", 3))
    let checkpoint = Checkpoint(origin: "log.kg/a", size: 5, root: .leaf([9]))
    let (mine, theirs) = (log.sign(checkpoint.text), other.sign(checkpoint.text))
    let seen = witness.cosign(checkpoint, at: 1_700_000_000)
    let note = try SignedNote(parsing: SignedNote(text: checkpoint.text, signatures: [theirs, mine, seen]).serialized)
    #expect(try note.verified(by: [log.verifier]).count == 1)
    let both = try note.verified(by: [log.verifier, witness.cosignerVerifier])
    #expect(both.map(\.time) == [nil, 1_700_000_000])
    let false1 = NoteSignature(name: seen.name, id: seen.id, bytes: Array(seen.bytes.dropLast()) + [seen.bytes[71] ^ 1])
    let broken = SignedNote(text: checkpoint.text, signatures: [mine, false1])
    #expect(try broken.verified(by: [log.verifier]).count == 1)
    #expect(throws: NoteProblem.self) { try broken.verified(by: [log.verifier, witness.cosignerVerifier]) }
    // A countersignature is not a signature, though the key may be the same.
    #expect(witness.verifier.id != witness.cosignerVerifier.id)
  }

  @Test("A cosignature is over the lines that C2SP tlog-cosignature shows")
  func cosignedMessage() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let message = String(decoding: Cosignature.message(text, at: 1_679_315_147), as: UTF8.self)
    #expect(message == "cosignature/v1\ntime 1679315147\n" + text)
    let witness = try? NoteSignatureExample.witness()
    #expect(witness.flatMap { Cosignature.time($0.bytes) } == 1_679_315_147 && witness?.bytes.count == Cosignature.byteCount)
  }

  private enum NoteSignatureExample {
    /// The witness's line in the example of tlog-cosignature.
    static func witness() throws -> NoteSignature {
      let note = try SignedNote(
        parsing: """
          example.com/behind-the-sofa
          20852163
          CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

          — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
          — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

          """)
      return note.signatures[1]
    }
  }

  @Test("The example checkpoint of C2SP reads back word for word; bad ones are refused")
  func checkpoints() throws {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let checkpoint = try Checkpoint(parsing: text)
    #expect(checkpoint.size == 20_852_163 && checkpoint.text == text && checkpoint.extensions.isEmpty)
    #expect(try Checkpoint(parsing: text + "more\n").extensions == ["more"])
    for bad in ["", "a\n", "a\n01\n\(checkpoint.root)\n", "a\n-1\n\(checkpoint.root)\n", "a\n1\nxyz\n", "a\n1\n\(checkpoint.root)", text + "\n"] {
      #expect(throws: NoteProblem.self) { try Checkpoint(parsing: bad) }
    }
  }

  @Test("Keys read back; a mistyped one is told from one of another kind")
  func keys() throws {
    let key = SigningKey.random(name: "esep/main-0a1b2c3d")
    #expect(try SigningKey(text: key.text + "\n").verifier == key.verifier)
    #expect(try VerifierKey("  \(key.verifier.text)\n") == key.verifier)
    #expect(try VerifierKey(key.cosignerVerifier.text).kind == .cosigner)
    #expect(!"\(key)".contains("PRIVATE"))
    #expect(
      #expect(throws: NoteProblem.self) { try VerifierKey(Self.vkey.replacing("foo", with: "fop")) }?.message
        == "the key of “example.com/fop” does not belong to the id before it: something was mistyped")
    #expect(throws: NoteProblem.self) { try VerifierKey("x+12345678+" + Base64.encode([6] + Array(repeating: 0, count: 32))) }
    #expect(throws: NoteProblem.self) { try SigningKey(text: key.verifier.text) }
    #expect(!SigningKey.isName("a b") && !SigningKey.isName("a+b") && !SigningKey.isName("") && SigningKey.isName("эсеп.kg/главная"))
  }

  @Test("No changed byte of a note, key or checkpoint verifies, and none brings the reader down", arguments: 1...4 as ClosedRange<UInt64>)
  func mutations(seed: UInt64) throws {
    let key = try VerifierKey(Self.vkey)
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_500 {
      var changed = Array(Self.note.utf8)
      changed[Int(random.next() % UInt64(changed.count))] ^= UInt8(1 << (random.next() % 8))
      if random.next() % 8 == 0 { changed.removeLast(Int(random.next() % 60)) }
      let text = String(decoding: changed, as: UTF8.self)
      #expect((try? SignedNote(parsing: text).verified(by: [key])) == nil, "seed \(seed): \(text)")
      var mistyped = Array(Self.vkey.utf8)
      mistyped[Int(random.next() % UInt64(mistyped.count))] ^= UInt8(1 << (random.next() % 8))
      #expect((try? VerifierKey(String(decoding: mistyped, as: UTF8.self))) == nil, "seed \(seed)")
    }
  }
}
