public import Postgres
public import Transparency

/// Reads the whole log, and holds it against its own rules, its tree and everything that was signed.
public struct LogChecker: Sendable {
  /// So many findings are reported at most, the first ones.
  public static let findingsMax = 100

  private let options: ConnectionOptions
  private let formerKeys: [VerifierKey]

  /// The checker of the book that is the options' search path; any of its roles may.
  /// - Parameter formerKeys: of earlier keys of this book (`KeyFolder.formerVerifiers`): what they signed is held against the log as well.
  public init(options: ConnectionOptions, formerKeys: [VerifierKey] = []) {
    self.options = options
    self.formerKeys = formerKeys
  }
}

extension LogChecker {
  /// Checks every event once, in `jobs` connections side by side, up to where the log ends now; what is appended meanwhile is left for the next time.
  ///
  /// Finds, with its position: whatever `Session.firstFlaw` does; an event that has no canonical form, or is not the one its tile remembers; tiles and
  /// roots that do not follow from the events; signed checkpoints that are not signed, or say something else; and with the last signed note, which is
  /// kept outside the database, a log that is shorter or another than what was signed.
  /// - Parameters:
  ///   - jobs: how many connections read and hash; as many as there are processors.
  ///   - key: who signs; without it signatures are not checked, only what was signed.
  ///   - lastSigned: the last signed note, from outside the database.
  ///   - progress: told the events done and to do, now and then.
  /// - Throws: `PostgresError`. What is wrong with the log is in the result.
  public func check(
    jobs: Int = 2, key: VerifierKey? = nil, lastSigned: String? = nil, progress: (@Sendable (_ done: Int64, _ total: Int64) -> Void)? = nil
  ) async throws -> LogCheck {
    try await LogCheckRun(
      options: options, jobs: max(1, jobs), keys: (key.map { [$0] } ?? []) + formerKeys, lastSigned: lastSigned, progress: progress
    )
    .result()
  }
}
