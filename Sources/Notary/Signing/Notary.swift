public import Postgres
public import Transparency

/// Signs what the log has become, and refuses to sign a history that does not continue what it signed before.
///
/// One connection, opened when it is needed. What was signed is written outside the database first: after a crash between the two the database lacks
/// a row, which the next signing adds; the other way round the notary would forget what it signed.
public actor Notary {
  /// How long another program may be signing before we give up, in milliseconds.
  static let lockWaitMilliseconds = 15_000

  private let options: ConnectionOptions
  private let folder: KeyFolder
  private var connection: Connection?

  /// A notary of the book that the options' search path names.
  /// - Parameters:
  ///   - options: of the book's owner.
  ///   - folder: where key and last signed note are kept.
  public init(options: ConnectionOptions, folder: KeyFolder) {
    self.options = options
    self.folder = folder
  }

  /// Takes new events into the tree and signs it.
  /// - Parameter force: gives the last checkpoint again when there is nothing new. (An empty log has none.)
  /// - Returns: what was signed; nil when there is nothing new.
  /// - Throws: `NotaryError`; when it is `.logShorter` or `.forked`, the message tells a restored backup from tampering.
  public func sign(force: Bool = false) async throws -> SignedCheckpoint? {
    let folder = folder
    return try await onConnection { session in
      let signed = try session.sign(folder)
      return signed.isNew || force ? signed.checkpoint : nil
    }
  }

  /// Signs whenever the log grew, looking at the given interval, until the task is cancelled. Survives lost connections, ten in a row.
  /// - Parameter signed: told of each new checkpoint.
  /// - Throws: `CancellationError`, `NotaryError` of the first refusal, `PostgresError` when the connection does not come back.
  public func follow(intervalMilliseconds: Int = 1_000, signed: (@Sendable (SignedCheckpoint) -> Void)? = nil) async throws {
    let attemptsMax = 10
    var failures = 0
    while true {
      try Task.checkCancellation()
      do {
        if let checkpoint = try await sign() { signed?(checkpoint) }
        failures = 0
      } catch let error as PostgresError where error.code == .cannotConnect || error.code == .connectionLost {
        failures += 1
        guard failures < attemptsMax else { throw error }
      } catch let error as PostgresError where error.code == .cancelled {
        throw CancellationError()
      }
      try await Task.sleep(for: .milliseconds(intervalMilliseconds * (failures + 1)))
    }
  }

  /// Keeps the countersignatures of witnesses on the checkpoint they belong to.
  /// - Parameters:
  ///   - lines: a whole countersigned note, or signature lines only (C2SP tlog-cosignature), which then belong to the last checkpoint.
  ///   - witnesses: whom we know; lines of others are passed over, but one at least must be theirs.
  /// - Returns: how many of them were not known before.
  /// - Throws: `NotaryError.cosignatureRefused`; `.notSigned`.
  @discardableResult
  public func cosign(adding lines: String, witnesses: [VerifierKey]) async throws -> Int {
    let folder = folder
    return try await onConnection { try $0.keepCosignatures(lines, witnesses: witnesses, folder) }
  }

  /// Gives up the key and the history it signed, for a log that has lost events for good, and begins a new one that signs what is there.
  ///
  /// The old folder stays beside the new one: what it signed can be checked for ever, and shows what is missing.
  /// - Returns: the new verifier key, which everybody who has the old one must be given.
  public func acceptLoss() async throws -> VerifierKey {
    let folder = folder
    return try await onConnection { session in try session.acceptLoss(folder) }
  }

  /// Closes the connection. The notary can go on afterwards, with a new one.
  public func close() async {
    let last = connection
    connection = nil
    await last?.close()
  }

  private func onConnection<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    let current: Connection
    if let connection, !connection.isBroken { current = connection } else { current = try await Connection.open(options) }
    connection = current
    return try await current.run(body)
  }
}
