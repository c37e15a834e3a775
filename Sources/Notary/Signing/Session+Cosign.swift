import Postgres
import Transparency

extension Session {
  /// Witnesses of one checkpoint at most; a signed note may have 64 signatures in all.
  private static let witnessesMax = 32

  /// See `Notary.cosign`.
  func keepCosignatures(_ text: String, witnesses: [VerifierKey], _ folder: KeyFolder) throws -> Int {
    guard let own = try folder.verifier() else { throw NotaryError(.notSigned, "Nothing was signed yet. Type: esep checkpoint") }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter { $0.hasPrefix("— ") }
    guard !lines.isEmpty else { throw Self.refusal("there is no signature line in it; such a line begins with “— ”") }
    let row = try cosigned(text)
    guard let note = try? SignedNote(parsing: row.note) else { throw Self.refusal("checkpoint \(row.size) in the database is no signed note") }
    var kept = 0
    for line in lines {
      let single = note.text + "\n" + line + "\n"
      guard let parsed = try? SignedNote(parsing: single), let signature = parsed.signatures.first else {
        throw Self.refusal("“\(line)” is no signature line")
      }
      if signature.name == own.name && signature.id == own.id { continue }
      guard let witness = witnesses.first(where: { $0.name == signature.name && $0.id == signature.id }) else { continue }
      guard (try? parsed.verified(by: [witness])) != nil else {
        throw Self.refusal("the signature of “\(witness.name)” does not fit checkpoint \(row.size), but perhaps another one")
      }
      guard note.signatures.count + kept < Self.witnessesMax else {
        throw Self.refusal("checkpoint \(row.size) has \(Self.witnessesMax) signatures already")
      }
      let added = try query(
        "INSERT INTO cosignature (size, name, key_id, line) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        [.int64(row.size), .text(signature.name), .int64(Int64(signature.id)), .text(line)])
      kept += added.affected
    }
    guard kept > 0 || lines.contains(where: { line in witnesses.contains { line.hasPrefix("— \($0.name) ") } }) else {
      throw Self.refusal("none of its \(lines.count) signatures is by a witness that was named; name the witness's key")
    }
    return kept
  }

  /// The checkpoint that was countersigned: the one whose text stands before the signatures, or the last one.
  private func cosigned(_ text: String) throws -> StoredCheckpoint {
    if let note = try? SignedNote(parsing: text), let checkpoint = try? Checkpoint(parsing: note.text) {
      guard let row = try newestCheckpoint(upTo: checkpoint.size), row.note.hasPrefix(note.text + "\n") else {
        throw Self.refusal("it is about a checkpoint of \(checkpoint.size) events that we did not sign")
      }
      return row
    }
    guard let row = try newestCheckpoint() else { throw NotaryError(.notSigned, "Nothing was signed yet. Type: esep checkpoint") }
    return row
  }

  private static func refusal(_ why: String) -> NotaryError { NotaryError(.cosignatureRefused, "The countersignature was not taken: \(why).") }
}
