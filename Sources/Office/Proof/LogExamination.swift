public import EventLog
public import Notary
public import Postgres
public import Transparency

/// Holds a log against its rules, its tree, and everything that was signed.
public struct LogExamination: Sendable {
  private let book: Book
  private let options: ConnectionOptions
  private let folder: KeyFolder?
  private let key: VerifierKey?
  private let jobs: Int

  /// An examination of a book.
  /// - Parameters:
  ///   - options: a login that can read the book.
  ///   - folder: where this machine keeps the book's key and last signed note; nil when it knows none.
  ///   - key: who signs, if not whom this machine knows.
  ///   - jobs: how many connections work at once.
  public init(_ book: Book, options: ConnectionOptions, folder: KeyFolder?, key: VerifierKey?, jobs: Int) {
    (self.book, self.options, self.folder, self.key, self.jobs) = (book, options, folder, key, jobs)
  }

  /// Reads every event, hashes it, and compares.
  /// - Parameter progress: is told how many of how many events are done.
  public func run(_ findings: inout Findings, progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }) async throws {
    let key = try key ?? folder?.verifier()
    let lastSigned = try folder?.lastSigned()
    let checker = LogChecker(options: options, formerKeys: try folder?.formerVerifiers() ?? [])
    let check = try await checker.check(jobs: jobs, key: key, lastSigned: lastSigned) { progress($0, $1) }
    findings.asOf(check.events)
    findings.isLogChecked = true
    guard check.isClean else {
      // Position 0 stands for what is about no event.
      for flaw in check.findings { findings.badLog("the log: \(flaw.position > 0 ? "\(flaw)" : flaw.finding)", at: flaw.position) }
      if check.findings.count >= LogChecker.findingsMax { findings.detail("There may be more; these are the first \(LogChecker.findingsMax).") }
      return
    }
    findings.good("the log: positions without holes, stream versions consecutive, commits whole")
    findings.good("the tree: \(check.events) events hash to its root \(check.root)")
    signatures(check, key, isLastKnown: lastSigned != nil, &findings)
  }

  private func signatures(_ check: LogCheck, _ key: VerifierKey?, isLastKnown: Bool, _ findings: inout Findings) {
    guard check.checkpoints > 0 else {
      if check.events > 0 { findings.unknown("signatures: nothing is signed yet; type: esep checkpoint --book \(book)") }
      return
    }
    let covered = "\(check.checkpoints) checkpoint\(check.checkpoints == 1 ? "" : "s"), \(check.signedSize) of \(check.events) events"
    guard let key else {
      findings.unknown(
        "signatures: \(covered), roots right; who signed was not checked, for the key is not on this machine: esep verify --key VKEY")
      return
    }
    findings.good("signatures: \(covered), by \(key.name)")
    if !isLastKnown {
      findings.unknown(
        "the last signed note: not on this machine, so events removed from the end together with all that was signed about them would not show")
    }
  }
}
