import TestSupport
import Testing
import Transparency

@Suite("A proof convinces whoever has the log's key, and nobody else")
struct ProofTests {
  private static let log = SigningKey.random(name: "esep/main-00000001")
  private static let witness = SigningKey.random(name: "witness.kg/1")

  private static func leaf(_ position: Int64) -> EventLeaf {
    EventLeaf(
      position: position, version: 1, schema: 1, occurredOn: 20_000, recordedAt: 1_728_000_000_000_000 + position, stream: "sale/S-\(position)",
      type: "SaleRecorded", actor: "import", payload: Array("{\"gross\":\(position)}".utf8))
  }

  private static func tree(_ size: Int64) throws -> TilesInMemory {
    var tiles = TilesInMemory()
    for position in 1...size { tiles.append(try leaf(position).hash()) }
    return tiles
  }

  private static func note(_ tiles: TilesInMemory, origin: String? = nil) -> String {
    let checkpoint = Checkpoint(origin: origin ?? log.name, size: tiles.size, root: tiles.root)
    return SignedNote(text: checkpoint.text, signatures: [log.sign(checkpoint.text), witness.cosign(checkpoint, at: 1_728_100_000)]).serialized
  }

  private static func proof(_ position: Int64, in tiles: TilesInMemory) throws -> LoggedProof {
    LoggedProof(
      extra: try leaf(position).bytes(), index: position - 1, path: try TreeProver(size: tiles.size, reader: tiles).inclusion(of: position - 1),
      checkpoint: note(tiles))
  }

  @Test("A proof reads back word for word, and says which event, in which log, seen by whom")
  func holds() throws {
    let tiles = try Self.tree(300)
    for position in [1, 2, 255, 256, 257, 300] as [Int64] {
      let text = try Self.proof(position, in: tiles).serialized
      #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\nextra ") && text.contains("\nindex \(position - 1)\n"))
      let read = try LoggedProof(parsing: text)
      #expect(read.serialized == text)
      let checked = try read.check(key: Self.log.verifier, witnesses: [Self.witness.cosignerVerifier])
      #expect(checked.leaf == Self.leaf(position) && checked.checkpoint.size == 300 && checked.witnesses.map(\.time) == [1_728_100_000])
    }
  }

  @Test("What proves nothing says why")
  func refusals() throws {
    let tiles = try Self.tree(20)
    let good = try Self.proof(7, in: tiles)
    func message(_ proof: LoggedProof, _ key: VerifierKey = Self.log.verifier) -> String? {
      #expect(throws: ProofProblem.self) { try proof.check(key: key, witnesses: []) }?.message
    }
    let other = LoggedProof(extra: try Self.leaf(8).bytes(), index: 6, path: good.path, checkpoint: good.checkpoint)
    #expect(message(other) == "it is about index 6, and the event in it stands at position 8")
    var forged = Self.leaf(7)
    forged.payload = Array("{\"gross\":700}".utf8)
    #expect(
      message(LoggedProof(extra: try forged.bytes(), index: 6, path: good.path, checkpoint: good.checkpoint))
        == "the event is not the one that was signed at position 7: the event, the path or the checkpoint was changed")
    #expect(message(LoggedProof(extra: nil, index: 6, path: good.path, checkpoint: good.checkpoint))?.hasPrefix("the event is not in it") == true)
    #expect(
      message(good, SigningKey.random(name: "else.kg").verifier) == "its checkpoint does not hold: it is not signed by “else.kg”")
    #expect(
      message(LoggedProof(extra: good.extra, index: 6, path: good.path, checkpoint: Self.note(tiles, origin: "another")))
        == "its checkpoint does not hold: it is of the log “another”, and the key is of “esep/main-00000001”")
    let early = LoggedProof(extra: try Self.leaf(21).bytes(), index: 20, path: good.path, checkpoint: good.checkpoint)
    #expect(message(early) == "the signed log ends at position 20, before the event at position 21")
    // The witness alone has not the log's word.
    let checkpoint = Checkpoint(origin: Self.log.name, size: tiles.size, root: tiles.root)
    let alone = SignedNote(text: checkpoint.text, signatures: [Self.witness.cosign(checkpoint, at: 1)]).serialized
    let unsigned = LoggedProof(extra: good.extra, index: 6, path: good.path, checkpoint: alone)
    #expect(throws: ProofProblem.self) { try unsigned.check(key: Self.log.verifier, witnesses: [Self.witness.cosignerVerifier]) }
    for text in ["", "hello"] + ["\n\nx", "\nindex 07\n\nx", "\nextra !\nindex 1\n\nx"].map({ "c2sp.org/tlog-proof@v1" + $0 }) {
      #expect(throws: ProofProblem.self) { try LoggedProof(parsing: text) }
    }
  }

  @Test("Growth holds from every size, and not from another history")
  func growth() throws {
    var tiles = TilesInMemory()
    var checkpoints: [Checkpoint] = []
    for position in 1...40 as ClosedRange<Int64> {
      tiles.append(try Self.leaf(position).hash())
      checkpoints.append(Checkpoint(origin: Self.log.name, size: position, root: tiles.root))
    }
    let prover = TreeProver(size: 40, reader: tiles)
    for old in checkpoints {
      let text = GrowthProof(oldSize: old.size, path: try prover.consistency(from: old.size), checkpoint: Self.note(tiles)).serialized
      let read = try GrowthProof(parsing: text)
      #expect(read.serialized == text)
      #expect(try read.check(old: old, key: Self.log.verifier, witnesses: []).checkpoint.size == 40)
      let otherPast = Checkpoint(origin: old.origin, size: old.size, root: .leaf([1]))
      let problem = #expect(throws: ProofProblem.self) { try read.check(old: otherPast, key: Self.log.verifier, witnesses: []) }
      #expect(
        problem?.message == "the newer log (40 events) is not a continuation of the older (\(old.size)): history was changed, or the proof was")
    }
  }

  @Test("No changed bit of a proof convinces, and none brings the reader down", arguments: 1...4 as ClosedRange<UInt64>)
  func mutations(seed: UInt64) throws {
    let tiles = try Self.tree(77)
    let text = Array(try Self.proof(33, in: tiles).serialized.utf8)
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_500 {
      var changed = text
      changed[Int(random.next() % UInt64(changed.count))] ^= UInt8(1 << (random.next() % 8))
      if random.next() % 8 == 0 { changed.removeLast(Int(random.next() % 200)) }
      let read = try? LoggedProof(parsing: String(decoding: changed, as: UTF8.self))
      let checked = try? read?.check(key: Self.log.verifier, witnesses: [Self.witness.cosignerVerifier])
      // A change in the name of an unknown signer leaves the log's own word as it is.
      if let checked { #expect(checked.leaf == Self.leaf(33) && checked.witnesses.isEmpty, "seed \(seed)") }
      _ = try? GrowthProof(parsing: String(decoding: changed, as: UTF8.self))
    }
  }
}
