import ArgumentParser
import Office
import Transparency

/// `esep check-proof`: checks a proof with nothing but the file and the verifier key.
struct CheckProofCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-proof",
    abstract: "Check a proof without any database, and say in plain words what it proves.",
    discussion: """
      For a file that 'esep prove' wrote: who signed it, how many events there were, and which event is among them, word for word. Whoever has the \
      verifier key needs to trust nobody else: a single changed byte in the event, its path or the checkpoint is found.

      With --since FILE the proof is one of growth: the log that is signed now continues the one of that older checkpoint, word for word.

      Exit status 1 and the reason when the proof does not hold.
      """)

  @Argument(help: ArgumentHelp("The proof; - for standard input.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The log's verifier key, or a file that holds it.", valueName: "vkey"))
  var key: String

  @Option(help: ArgumentHelp("A witness's verifier key, or a file that holds it. May be repeated.", valueName: "vkey"))
  var witness: [String] = []

  @Option(help: ArgumentHelp("How many of the witnesses must have countersigned. Default: all that are named.", valueName: "number"))
  var quorum: Int?

  @Option(help: ArgumentHelp("The older checkpoint that the log must continue, a file with a signed note.", valueName: "file"))
  var since: String?

  func validate() throws {
    if let quorum, !(0...witness.count).contains(quorum) {
      throw ValidationError("--quorum is a number from 0 to that of the witnesses named with --witness, \(witness.count).")
    }
  }

  func run() async throws {
    let key = try KeyArgument.verifier(key)
    let witnesses = try witness.map { try KeyArgument.verifier($0) }
    let text = try TextFile.read(file)
    let signatures: [VerifiedSignature]
    do {
      if let since {
        signatures = try growth(text, since: since, key, witnesses)
      } else {
        signatures = try inclusion(text, key, witnesses)
      }
    } catch let failure as Failure { throw failure } catch { throw Failure.refused("\(file) proves nothing: \(ProofWords.message(error))") }
    try count(signatures, of: witnesses)
  }

  private func inclusion(_ text: String, _ key: VerifierKey, _ witnesses: [VerifierKey]) throws -> [VerifiedSignature] {
    if text.hasPrefix("old ") { throw Failure.usage("\(file) is a proof of growth; name the older checkpoint it starts from: --since FILE") }
    let checked = try LoggedProof(parsing: text).check(key: key, witnesses: witnesses)
    print("✓ The event at position \(checked.leaf.position) is in the log of \(checked.checkpoint.origin), word for word as it was signed.\n")
    print(ProofWords.told(checked.leaf))
    print(ProofWords.told(checked.checkpoint))
    return checked.witnesses
  }

  private func growth(_ text: String, since: String, _ key: VerifierKey, _ witnesses: [VerifierKey]) throws -> [VerifiedSignature] {
    guard text.hasPrefix("old ") else { throw Failure.usage("\(file) is no proof of growth; leave out --since") }
    let old = try oldCheckpoint(since, key)
    let checked = try GrowthProof(parsing: text).check(old: old, key: key, witnesses: witnesses)
    let new = checked.checkpoint
    print("✓ The log of \(new.origin) has only grown: its first \(old.size) events are, word for word, those of the older checkpoint.\n")
    print("from  \(old.size) events, root \(old.root)")
    print("to    \(new.size) events, root \(new.root)")
    print(ProofWords.told(new))
    return checked.witnesses
  }

  /// The older checkpoint, which must be signed by the same key: else anybody could have written it.
  private func oldCheckpoint(_ path: String, _ key: VerifierKey) throws -> Checkpoint {
    do {
      let note = try SignedNote(parsing: try TextFile.read(path))
      _ = try note.verified(by: [key])
      return try Checkpoint(parsing: note.text)
    } catch let failure as Failure { throw failure } catch {
      throw Failure.refused("\(path) is no checkpoint that \(key.name) signed: \(ProofWords.message(error))")
    }
  }

  private func count(_ signatures: [VerifiedSignature], of witnesses: [VerifierKey]) throws {
    let named = signatures.filter { signature in witnesses.contains(signature.key) }
    for signature in named { print("Countersigned by \(signature.key.name)\(signature.time.map { " at \(ProofWords.time(seconds: $0))" } ?? "").") }
    let needed = quorum ?? witnesses.count
    guard named.count >= needed else {
      throw Failure.refused(
        "\(named.count) of the \(witnesses.count) witnesses named have countersigned the checkpoint, and \(needed) should have. "
          + "The proof itself holds; ask the keeper of the log for one with their signatures, or name fewer: --quorum \(named.count)")
    }
  }
}
