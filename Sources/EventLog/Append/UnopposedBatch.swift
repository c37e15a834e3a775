import Postgres

/// The arguments of `append_unopposed`: a batch of commits that, as far as one can tell here, nothing stands against. Every event has its version already:
/// the one its commit expects of the stream, or one more than the event before it in the batch.
struct UnopposedBatch {
  static let sql = "SELECT append_unopposed($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
  /// What the function raises when a stream is elsewhere than a commit expects, and what a used key or an existing stream runs into.
  private static let opposition: Set<String> = ["ES001", "23505"]

  /// How the events of each commit lie, for the outcomes.
  private(set) var commits: [(first: Int32, count: Int32)] = []
  private var key: EncodedArray
  private var fingerprint: EncodedArray
  private var commitFirst = EncodedArray(of: .int32)
  private var commitEvents = EncodedArray(of: .int32)
  private var earlierStream = EncodedArray(of: .text)
  private var earlierVersion = EncodedArray(of: .int32)
  private var reliedStream = EncodedArray(of: .text)
  private var reliedVersion = EncodedArray(of: .int32)
  private var stream: EncodedArray
  private var version: EncodedArray
  private var type: EncodedArray
  private var schema: EncodedArray
  private var occurredOn: EncodedArray
  private var actor: EncodedArray
  private var payload: EncodedArray
  private var events: Int32 = 0
  /// Where each stream of the batch stands after the commits so far.
  private var versions: [String: Int32] = [:]

  /// Lays out the commits in their order; nil when they contradict one another, or ask for what only the careful way can do. O(size).
  init?(_ commits: [Commit]) {
    self.init(reserving: BatchCost(commits))
    for commit in commits { guard add(commit) else { return nil } }
  }

  /// An empty batch with room for commits of that cost.
  init(reserving cost: BatchCost) {
    let (commits, events) = (cost.commits, cost.events)
    (key, fingerprint) = (EncodedArray(of: .text, reservingBytes: commits * 32), EncodedArray(of: .bytes, reservingBytes: commits * 36))
    (stream, version) = (EncodedArray(of: .text, reservingBytes: events * 24), EncodedArray(of: .int32, reservingBytes: events * 8))
    (type, schema) = (EncodedArray(of: .text, reservingBytes: events * 20), EncodedArray(of: .int16, reservingBytes: events * 6))
    (occurredOn, actor) = (EncodedArray(of: .date, reservingBytes: events * 8), EncodedArray(of: .text, reservingBytes: events * 16))
    payload = EncodedArray(of: .json, reservingBytes: cost.bytes)
    self.commits.reserveCapacity(commits)
    versions.reserveCapacity(events)
  }

  /// In the order of the function's parameters.
  var parameters: [Parameter] {
    [
      key, fingerprint, commitFirst, commitEvents, earlierStream, earlierVersion, reliedStream, reliedVersion,
      stream, version, type, schema, occurredOn, actor, payload,
    ].map(Parameter.array)
  }

  /// What became of every commit when the batch was appended behind a position.
  func outcomes(after before: Int64) -> [Outcome] { commits.map { .appended(first: before + Int64($0.first), count: Int($0.count)) } }

  /// Whether an error says that something stood against the batch, and not that it was wrong or the server in trouble.
  static func isOpposition(_ error: PostgresError) -> Bool { error.sqlState.map(opposition.contains) ?? false }

  /// Adds a commit behind those before. False when it contradicts them, or asks for what only the careful way can do: personal data, and a recording
  /// time of its own. The batch is of no use then.
  mutating func add(_ commit: Commit) -> Bool {
    guard commit.recordedAt == nil, commit.persons.isEmpty, commit.erasedPersons.isEmpty else { return false }
    for expectation in commit.expected {
      let stream = expectation.stream
      if let standing = versions[stream] {
        guard standing == expectation.version else { return false }
      } else {
        versions[stream] = expectation.version
        if !commit.events.contains(where: { $0.stream == stream }) {
          reliedStream.append(stream)
          reliedVersion.append(expectation.version)
        } else if expectation.version > 0 {
          // One that must be new runs into the unique index if it is not.
          earlierStream.append(stream)
          earlierVersion.append(expectation.version)
        }
      }
    }
    commits.append((events + 1, Int32(clamping: commit.events.count)))
    key.append(commit.key)
    fingerprint.append(commit.fingerprint)
    commitFirst.append(events + 1)
    commitEvents.append(Int32(clamping: commit.events.count))
    for event in commit.events { guard add(event, by: commit.actor) else { return false } }
    return true
  }

  private mutating func add(_ event: NewEvent, by actor: String) -> Bool {
    // Commits are checked beforehand: what they write, they expect.
    guard let before = versions[event.stream] else { return false }
    versions[event.stream] = before + 1
    events += 1
    stream.append(event.stream)
    version.append(before + 1)
    type.append(event.type)
    schema.append(event.schema)
    occurredOn.append(daysSince1970: event.occurredOn)
    self.actor.append(actor)
    payload.append(event.payload)
    return true
  }
}

/// Whether to try the quick way first. After a batch that met opposition the next ones go the careful way at once, until one meets none: who imports
/// a file again is opposed in every batch.
struct AppendManner {
  private(set) var isCareful = false

  mutating func metOpposition() { isCareful = true }

  /// After the careful way.
  mutating func saw(_ outcomes: [Outcome]) { isCareful = outcomes.contains { !$0.isAppended } }
}
