import EventLog
import Notary
import Transparency

/// Holds a log against its rules, its tree, and everything that was signed.
struct LogExamination {
  let workplace: Workplace
  let book: Book
  /// Who signs, if not whom this machine knows.
  let key: VerifierKey?
  let jobs: Int

  func run(_ findings: inout Findings) async throws {
    let folder = try? await workplace.keyFolder(book)
    let key = try key ?? folder?.verifier()
    let lastSigned = try folder?.lastSigned()
    let checker = LogChecker(options: try await workplace.open(book, as: .reader), formerKeys: try folder?.formerVerifiers() ?? [])
    let bar = BarHolder("Log")
    let check = try await checker.check(jobs: jobs, key: key, lastSigned: lastSigned) { bar.show($0, of: $1) }
    bar.end()
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
    signatures(check, key, isLastKnown: lastSigned != nil, findings)
  }

  private func signatures(_ check: LogCheck, _ key: VerifierKey?, isLastKnown: Bool, _ findings: Findings) {
    guard check.checkpoints > 0 else {
      if check.events > 0 { findings.unknown("signatures: nothing is signed yet; type: esep checkpoint --book \(book)") }
      return
    }
    let covered = "\(check.checkpoints) checkpoint\(check.checkpoints == 1 ? "" : "s"), \(check.signedSize) of \(check.events) events"
    guard let key else {
      return findings.unknown(
        "signatures: \(covered), roots right; who signed was not checked, for the key is not on this machine: esep verify --key VKEY")
    }
    findings.good("signatures: \(covered), by \(key.name)")
    if !isLastKnown {
      findings.unknown(
        "the last signed note: not on this machine, so events removed from the end together with all that was signed about them would not show")
    }
  }
}
