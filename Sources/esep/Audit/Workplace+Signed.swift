import EventLog
import Notary
import Transparency

extension Workplace {
  /// Signs what a book's log has become, and gives the checkpoint with the lines of its witnesses, and who signed.
  /// - Throws: `NotaryError` when signing is refused: what is handed out has to be signed; `Failure` for an empty book.
  func signedNow(_ book: Book) async throws -> (checkpoint: StoredCheckpoint, key: VerifierKey) {
    guard let signed = try await withNotary(book, { try await $0.sign(force: true) }) else {
      throw Failure.refused("Book “\(book)” has no events yet, so there is nothing to write. Record something first: esep import FOLDER")
    }
    let size = signed.checkpoint.size
    let stored = try await withReader(book) { pool in try await pool.withSession { try $0.newestCheckpoint(upTo: size) } }
    guard let stored, stored.size == size, let key = try await keyFolder(book).verifier() else {
      throw Failure.refused("What was just signed is not in the database. Type: esep verify --book \(book)")
    }
    return (stored, key)
  }
}
