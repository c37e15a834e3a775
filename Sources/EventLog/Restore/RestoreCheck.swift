/// Holds ready commits against what a log guarantees, as far as one can tell without the log. Pure.
///
/// A stream that begins here is checked here; that it is not in the log already is what the log's unique index sees to. Of a stream that was not
/// remembered, the version before is to be looked up.
struct RestoreCheck {
  /// An event whose predecessor is to be looked up.
  struct Open: Hashable {
    let stream: String
    let version: Int32
    let position: Int64
  }

  private let limits: RestoreLimits
  /// The last event's.
  private(set) var position: Int64
  private(set) var recordedAt: Int64
  private var versions: [String: Int32] = [:]
  private var open: [Open] = []

  init(position: Int64, recordedAt: Int64, limits: RestoreLimits) {
    (self.position, self.recordedAt, self.limits) = (position, recordedAt, limits)
    versions.reserveCapacity(min(limits.streamsMax, 1 << 16))
  }

  /// Takes a commit's events as the next ones.
  mutating func take(_ commit: ReadyCommit) throws(LogError) {
    guard !commit.events.isEmpty else { throw refusal("commit “\(commit.key)” has no events") }
    guard (1...200).contains(commit.key.unicodeScalars.count), commit.fingerprint.count == 32 else {
      throw refusal("the commit at position \(position + 1) needs a key of 1 to 200 characters and a fingerprint of 32 bytes")
    }
    for event in commit.events { try take(event) }
  }

  private mutating func take(_ event: RecordedEvent) throws(LogError) {
    guard event.position == position + 1 else { throw refusal("position \(position + 1) was due, not \(event.position)") }
    guard event.recordedAt >= recordedAt else { throw refusal("position \(event.position) was recorded before the event it follows") }
    guard event.version > 0 else { throw refusal("position \(event.position) has version \(event.version)") }
    let before = versions[event.stream]
    if let before, before + 1 != event.version {
      throw refusal("position \(event.position): stream \(event.stream) is due for version \(before + 1), not \(event.version)")
    }
    if before == nil && event.version > 1 { open.append(Open(stream: event.stream, version: event.version, position: event.position)) }
    // Forgetting all at once is rare and simple; what comes again is looked up once.
    if before == nil && versions.count >= limits.streamsMax { versions.removeAll(keepingCapacity: true) }
    versions[event.stream] = event.version
    (position, recordedAt) = (event.position, event.recordedAt)
  }

  /// What is to be looked up, once.
  mutating func takeOpen() -> [Open] {
    defer { open = [] }
    return open
  }

  private func refusal(_ what: String) -> LogError { LogError(.invalidCommit, "What is to be restored is no log: \(what). Nothing was restored.") }
}
