public import Postgres
public import Transparency

/// Makes proofs that anybody can check with nothing but the verifier key. A dozen look-ups by key: about a millisecond, whatever the log's length.
///
/// Keeps one connection from the first proof on, until `close` or the prover's end.
public actor Prover {
  private let options: ConnectionOptions
  private var connection: Connection?

  /// Proves from the book that is the options' search path; any of its roles may.
  public init(options: ConnectionOptions) { self.options = options }

  /// That an event stands at its position in what was signed: the event itself, its path, and the checkpoint, which is the newest that witnesses
  /// countersigned, else the newest.
  /// - Throws: `NotaryError.outOfRange` for a position the log does not have; `.notSigned` when no checkpoint covers it yet; `.treeDamaged` when the
  ///   event or the tiles are not what was signed.
  public func proof(of position: Int64) async throws -> LoggedProof {
    try await connected().run { try $0.proof(of: position) }
  }

  /// That the newest signed checkpoint continues the log as it was at an older size.
  /// - Throws: `NotaryError.notSigned` when nothing was signed yet; `.outOfRange` when the older size is not in 1…newest.
  public func growth(from oldSize: Int64) async throws -> GrowthProof {
    try await connected().run { try $0.growthProof(from: oldSize) }
  }

  /// Closes the connection. The prover can go on afterwards, with a new one.
  public func close() async {
    let last = connection
    connection = nil
    await last?.close()
  }

  private func connected() async throws -> Connection {
    if let connection, !connection.isBroken { return connection }
    let new = try await Connection.open(options)
    connection = new
    return new
  }
}
