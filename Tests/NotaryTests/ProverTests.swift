import EventLog
import Notary
import Postgres
import TestSupport
import Testing
import Transparency

@Suite("Proofs that need nothing but the verifier key")
struct ProverTests {
  @Test("Every event of every small log is proved, and the proof holds the event itself")
  func events() async throws {
    try await Seeded.run(seeds: 1...3) { random, seed in
      let test = try await NotaryBook.create()
      try await test.fill(Int64.random(in: 1...40, using: &random), seed: seed, signingEvery: 7)
      let end = try await test.fill(Int64.random(in: 1...600, using: &random), seed: seed + 50, signingEvery: 1_000)
      let key = try #require(try test.folder.verifier())
      for position in [1, 2, end / 2, end - 1, end] where position > 0 {
        let proof = try await test.prover.proof(of: position)
        let checked = try LoggedProof(parsing: proof.serialized).check(key: key, witnesses: [])
        let event = try await test.run { try $0.events(after: position - 1, limit: 1)[0] }
        #expect(checked.leaf.payload == event.payload && checked.leaf.position == position && checked.leaf.stream == event.stream, "seed \(seed)")
        #expect(checked.checkpoint.size == end, "seed \(seed)")
      }
    }
  }

  @Test("Growth from every older size is proved")
  func growth() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(300, signingEvery: 23)
    let key = try #require(try test.folder.verifier())
    for row in try await test.run({ try $0.signedCheckpoints(after: 0, limit: 100) }) {
      let proof = try await test.prover.growth(from: row.size)
      let old = try Checkpoint(parsing: SignedNote(parsing: row.note).text)
      let checked = try GrowthProof(parsing: proof.serialized).check(old: old, key: key, witnesses: [])
      _ = checked
    }
    for size in [0, 301, -1] as [Int64] {
      let error = try await thrown(NotaryError.self) { try await test.prover.growth(from: size) }
      #expect(error.message == "The newest signed checkpoint covers 300 events: growth is proved from a size of 1 to that, not \(size).")
    }
  }

  @Test("What is not there, or not signed yet, is said")
  func refusals() async throws {
    let test = try await NotaryBook.create()
    #expect(try await thrown(NotaryError.self) { try await test.prover.growth(from: 1) }.message == "Nothing was signed yet. Type: esep checkpoint")
    try await test.fill(3, signingEvery: 3)
    try await test.fill(2, seed: 2)
    for position in [0, 6, -4] as [Int64] {
      let error = try await thrown(NotaryError.self) { try await test.prover.proof(of: position) }
      #expect(error.message == "There is no event at position \(position); the log ends at 5.")
    }
    let error = try await thrown(NotaryError.self) { try await test.prover.proof(of: 4) }
    #expect(error.message == "No signed checkpoint covers position 4 yet. Type: esep checkpoint")
    try await test.tamper("UPDATE event SET actor = 'x' WHERE position = 2")
    let changed = try await thrown(NotaryError.self) { try await test.prover.proof(of: 2) }
    #expect(changed.message == "The event at position 2 is not what was signed with checkpoint 3. Type: esep verify")
  }

  @Test("Witnesses countersign a checkpoint; a proof prefers the newest that they have")
  func witnesses() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(8, signingEvery: 4)
    let key = try #require(try test.folder.verifier())
    let (first, second) = (SigningKey.random(name: "witness.kg/a"), SigningKey.random(name: "witness.kg/b"))
    let (firstKey, secondKey) = (first.cosignerVerifier, second.cosignerVerifier)
    let note = try SignedNote(parsing: try #require(try test.folder.lastSigned()))
    let checkpoint = try Checkpoint(parsing: note.text)
    let whole = SignedNote(text: note.text, signatures: note.signatures + [first.cosign(checkpoint, at: 1_800_000_000)]).serialized
    #expect(try await test.notary.cosign(adding: whole, witnesses: [firstKey, secondKey]) == 1)
    #expect(try await test.notary.cosign(adding: whole, witnesses: [firstKey, secondKey]) == 0)
    let alone = SignedNote(text: note.text, signatures: [second.cosign(checkpoint, at: 1_800_000_001)]).serialized
    let line = String(try #require(alone.split(separator: "\n").last)) + "\n"
    #expect(try await test.notary.cosign(adding: line, witnesses: [secondKey]) == 1)
    let unknown = try await thrown(NotaryError.self) { try await test.notary.cosign(adding: line, witnesses: [firstKey]) }
    #expect(unknown.code == .cosignatureRefused)
    #expect(
      unknown.message
        == "The countersignature was not taken: none of its 1 signatures is by a witness that was named; name the witness's key.")

    try await test.fill(4, seed: 9, signingEvery: 4)
    let late = try await thrown(NotaryError.self) { try await test.notary.cosign(adding: line, witnesses: [secondKey]) }
    #expect(
      late.message == "The countersignature was not taken: the signature of “witness.kg/b” does not fit checkpoint 12, but perhaps another one.")
    let checked = try await test.prover.proof(of: 3).check(key: key, witnesses: [firstKey, secondKey])
    #expect(checked.checkpoint.size == 8)
    #expect(checked.witnesses.count == 2)
    #expect(try await test.prover.proof(of: 9).check(key: key, witnesses: [firstKey]).checkpoint.size == 12)
    let check = try await test.check()
    #expect(check.findings == [] && check.checkpoints == 3)
  }
}
