import EventLog

/// What the log ought to do, written down once more and as plainly as possible: dictionaries and a list, no SQL, no batches.
struct LogModel {
  private(set) var events: [RecordedEvent] = []
  private(set) var persons: [String: PersonRecord] = [:]
  private var versions: [String: Int32] = [:]
  private var keys: [String: (fingerprint: [UInt8], first: Int64, count: Int)] = [:]

  func version(of stream: String) -> Int32 { versions[stream] ?? 0 }

  /// The outcome of a commit, given all before it. Needs a given time of recording.
  mutating func append(_ commit: Commit) -> Outcome {
    if let known = keys[commit.key] {
      return known.fingerprint == commit.fingerprint ? .repeated(first: known.first, count: known.count) : .keyReused(key: commit.key)
    }
    for expectation in commit.expected where version(of: expectation.stream) != expectation.version {
      return .conflict(stream: expectation.stream, expected: expectation.version, actual: version(of: expectation.stream))
    }
    let first = Int64(events.count + 1)
    let recordedAt = max(commit.recordedAt ?? 0, events.last?.recordedAt ?? 0)
    for event in commit.events {
      versions[event.stream, default: 0] += 1
      events.append(
        RecordedEvent(
          position: Int64(events.count + 1), version: version(of: event.stream), schema: event.schema, occurredOn: event.occurredOn,
          recordedAt: recordedAt, stream: event.stream, type: event.type, actor: commit.actor, payload: Array(event.payload.utf8)))
    }
    for id in commit.erasedPersons { persons[id] = nil }
    for person in commit.persons { persons[person.id] = person }
    keys[commit.key] = (commit.fingerprint, first, commit.events.count)
    return .appended(first: first, count: commit.events.count)
  }
}
