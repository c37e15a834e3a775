import EventLog
public import Exchange
public import Ledger
import Notary
public import Postgres
public import Transparency

/// Gathers what the public may know of a batch.
public struct PageSource: Sendable {
  private let options: ConnectionOptions

  /// From the book that is the options' search path, as its writer: names of people are kept from readers.
  public init(options: ConnectionOptions) { self.options = options }

  /// The page of a batch, and the proof that belongs beside it.
  /// - Parameters:
  ///   - address: where the page will be found.
  ///   - key: who signs the book.
  /// - Returns: nil when the book knows no such batch.
  /// - Throws: `NotaryError` when the batch is not signed yet; `PayloadProblem`, `PostgresError`.
  public func page(of batch: BatchCode, address: String, key: VerifierKey) async throws -> (page: BatchPage, proof: LoggedProof)? {
    let gathered = try await withSession(options) { session in
      try session.transaction(.readOnlySnapshot) { try PageFacts(session, batch) }
    }
    guard let facts = gathered else { return nil }
    let prover = Prover(options: options)
    let proof = try await prover.proof(of: facts.made)
    await prover.close()
    let signed = try await withSession(options) { try $0.bestCheckpoint(covering: facts.made) }
    guard let signed, signed.note == proof.checkpoint else {
      throw NotaryError(.notSigned, "The book was signed anew while the page was made. Make it again")
    }
    let pageProof = PageProof(
      position: facts.made, size: signed.size, root: signed.root.base64, origin: key.name, signedAt: signed.signedAt, verifier: key.text)
    return (facts.page(address: address, proof: pageProof), proof)
  }
}
