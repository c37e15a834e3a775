public import EventLog
public import Transparency

/// What a check of the whole log came to.
public struct LogCheck: Sendable, Hashable {
  /// How many events were read and hashed.
  public var events: Int64
  /// Where the log ended when the check began.
  public var head: LogHead
  /// What is wrong, by position, at most `LogChecker.findingsMax`; empty when all is as it was signed.
  public var findings: [LogFlaw]
  /// How many signed checkpoints fit the log and carry a signature that verifies.
  public var checkpoints: Int
  /// How many events the newest of them covers; what comes after it is not signed yet.
  public var signedSize: Int64
  /// The root over all events, computed anew.
  public var root: TreeHash

  /// Whether nothing is wrong.
  public var isClean: Bool { findings.isEmpty }

  /// A check from its parts.
  public init(events: Int64, head: LogHead, findings: [LogFlaw], checkpoints: Int, signedSize: Int64, root: TreeHash) {
    self.events = events
    self.head = head
    self.findings = findings
    self.checkpoints = checkpoints
    self.signedSize = signedSize
    self.root = root
  }
}
