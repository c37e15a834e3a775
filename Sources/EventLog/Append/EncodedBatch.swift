import Postgres

/// The arguments of `append_commits` for a batch: arrays in which keys and streams are listed once and otherwise meant by number.
struct EncodedBatch {
  static let sql = """
    SELECT outcome, first_position, events, conflict_stream, expected, actual
    FROM append_commits($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
    """

  private var keys = Numbering()
  private var streams = Numbering()
  private var commitKey: [Int32] = []
  private var fingerprint: [[UInt8]] = []
  private var actor: [String] = []
  private var recordedAt: [Int64] = []
  private var expectations: [Int32] = []
  private var events: [Int32] = []
  private var expectedStream: [Int32] = []
  private var expectedVersion: [Int32] = []
  private var eventStream: [Int32] = []
  private var type: [String] = []
  private var schema: [Int16] = []
  private var occurredOn: [Int32] = []
  private var payload: [String] = []
  private var personCommit: [Int32] = []
  private var personID: [String] = []
  private var salt: [[UInt8]] = []
  private var data: [String] = []
  private var erasedCommit: [Int32] = []
  private var erasedID: [String] = []

  /// Lays out the commits in their order. O(size).
  init(_ commits: [Commit]) {
    reserve(commits.count)
    for (index, commit) in commits.enumerated() {
      let number = Int32(index + 1)
      commitKey.append(keys.number(of: commit.key))
      fingerprint.append(commit.fingerprint)
      actor.append(commit.actor)
      recordedAt.append(commit.recordedAt ?? 0)
      expectations.append(Int32(commit.expected.count))
      events.append(Int32(commit.events.count))
      for expectation in commit.expected {
        expectedStream.append(streams.number(of: expectation.stream))
        expectedVersion.append(expectation.version)
      }
      for event in commit.events {
        eventStream.append(streams.number(of: event.stream))
        type.append(event.type)
        schema.append(event.schema)
        occurredOn.append(event.occurredOn)
        payload.append(event.payload)
      }
      for person in commit.persons {
        personCommit.append(number)
        personID.append(person.id)
        salt.append(person.salt)
        data.append(person.data)
      }
      for id in commit.erasedPersons {
        erasedCommit.append(number)
        erasedID.append(id)
      }
    }
  }

  /// In the order of the function's parameters.
  var parameters: [Parameter] {
    [
      .textArray(keys.names), .textArray(streams.names),
      .int32Array(commitKey), .bytesArray(fingerprint), .textArray(actor), .timestampArray(recordedAt), .int32Array(expectations),
      .int32Array(events),
      .int32Array(expectedStream), .int32Array(expectedVersion),
      .int32Array(eventStream), .textArray(type), .int16Array(schema), .dateArray(occurredOn), .textArray(payload),
      .int32Array(personCommit), .textArray(personID), .bytesArray(salt), .textArray(data),
      .int32Array(erasedCommit), .textArray(erasedID),
    ]
  }

  private mutating func reserve(_ commits: Int) {
    commitKey.reserveCapacity(commits)
    fingerprint.reserveCapacity(commits)
    actor.reserveCapacity(commits)
    recordedAt.reserveCapacity(commits)
    expectations.reserveCapacity(commits)
    events.reserveCapacity(commits)
    payload.reserveCapacity(commits)
  }
}

/// Distinct names, numbered from 1 in the order of their first appearance.
private struct Numbering {
  private(set) var names: [String] = []
  private var numbers: [String: Int32] = [:]

  mutating func number(of name: String) -> Int32 {
    if let number = numbers[name] { return number }
    names.append(name)
    let number = Int32(names.count)
    numbers[name] = number
    return number
  }
}
