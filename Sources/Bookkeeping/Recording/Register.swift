import EventLog

/// What the log keeps beside its events, as far as a round asks for it: keys that were used, and personal data.
///
/// It runs ahead of the log as the cache does, but no further than the round in flight and the one at hand.
struct Register: Sendable {
  /// A key that was used.
  struct Key: Sendable {
    /// SHA-256 of its command.
    let fingerprint: [UInt8]
    /// Where its events are; nil while they are not in the log yet.
    let place: (first: Int64, count: Int)?
  }

  private(set) var keys: [String: Key] = [:]
  /// By the producer's code.
  private(set) var persons: [String: PersonRecord] = [:]

  mutating func take(_ known: RecordedCommit) { keys[known.key] = Key(fingerprint: known.fingerprint, place: (known.first, known.count)) }

  mutating func take(_ person: PersonRecord) { persons[person.id] = person }

  /// Takes in a commit that has just been decided.
  mutating func take(_ commit: Commit) {
    take(key: commit)
    take(personsOf: commit)
  }

  /// Takes in what a commit is called.
  mutating func take(key commit: Commit) { keys[commit.key] = Key(fingerprint: commit.fingerprint, place: nil) }

  /// Takes in what a commit says of people.
  mutating func take(personsOf commit: Commit) {
    for person in commit.persons { persons[person.id] = person }
    for id in commit.erasedPersons { persons[id] = nil }
  }
}
