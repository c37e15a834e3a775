/// The sizes a commit must keep to. The defaults are far above what a command produces and far below what a server chokes on.
public struct CommitLimits: Sendable, Hashable {
  /// Characters (Unicode scalars) of a key.
  public var keyCharactersMax = 200
  /// UTF-8 bytes of a stream's name, an event's type, an actor, or a person's id.
  public var nameBytesMax = 300
  /// Events in a commit.
  public var eventsMax = 5_000
  /// Streams that a commit writes or relies on.
  public var expectedMax = 10_000
  /// Persons that a commit records and erases.
  public var personsMax = 1_000
  /// UTF-8 bytes of one payload, or of one person's data.
  public var payloadBytesMax = 1 << 20
  /// UTF-8 bytes of all payloads and persons of a commit.
  public var commitBytesMax = 8 << 20

  /// The defaults.
  public init() {}
}

extension Commit {
  /// UTF-8 bytes that the variable parts take; what queues and batches are bounded by. O(size).
  var bytes: Int {
    var total = key.utf8.count + actor.utf8.count + fingerprint.count
    for event in events { total += event.stream.utf8.count + event.type.utf8.count + event.payload.utf8.count + 16 }
    for expectation in expected { total += expectation.stream.utf8.count + 8 }
    for person in persons { total += person.id.utf8.count + person.salt.count + person.data.utf8.count }
    for id in erasedPersons { total += id.utf8.count }
    return total
  }

  /// Refuses a commit that breaks a limit or contradicts itself, before anything is sent. O(size).
  /// - Throws: `LogError.invalidCommit`, naming the key and what is wrong.
  public func check(_ limits: CommitLimits = CommitLimits()) throws(LogError) {
    try require(
      (1...limits.keyCharactersMax).contains(key.unicodeScalars.count) && isClean(key), "the key must have 1 to \(limits.keyCharactersMax) characters"
    )
    try require(fingerprint.count == 32, "the fingerprint must have 32 bytes, not \(fingerprint.count)")
    try checkName(actor, "the actor", limits)
    if let recordedAt { try require((1..<Self.year10000).contains(recordedAt), "recorded at lies outside the years 1970 to 9999") }
    try require(!events.isEmpty, "it has no event")
    try require(events.count <= limits.eventsMax, "it has \(events.count) events; \(limits.eventsMax) is the limit")
    try require(expected.count <= limits.expectedMax, "it expects \(expected.count) streams; \(limits.expectedMax) is the limit")
    let persons = persons.count + erasedPersons.count
    try require(persons <= limits.personsMax, "it has \(persons) persons; \(limits.personsMax) is the limit")
    try require(bytes <= limits.commitBytesMax, "it takes \(bytes) bytes; \(limits.commitBytesMax) is the limit")
    try checkStreams(limits)
    try checkPersons(limits)
  }

  private func checkStreams(_ limits: CommitLimits) throws(LogError) {
    for expectation in expected {
      try checkName(expectation.stream, "a stream", limits)
      try require(expectation.version >= 0, "the expected version of \(expectation.stream) is negative")
    }
    // Most commits touch one stream or two; a set is only worth its making for more.
    let known = expected.count > 8 ? Set(expected.map(\.stream)) : nil
    let isDistinct =
      known.map { $0.count == expected.count } ?? expected.indices.allSatisfy { i in !expected[..<i].contains { $0.stream == expected[i].stream } }
    try require(isDistinct, "it expects two versions of one stream")
    for event in events {
      try checkName(event.stream, "a stream", limits)
      try checkName(event.type, "an event's type", limits)
      let isExpected = known.map { $0.contains(event.stream) } ?? expected.contains { $0.stream == event.stream }
      try require(isExpected, "it writes \(event.stream) without an expected version")
      try require(event.schema > 0, "the schema of a payload counts from 1")
      try require((Self.year1...Self.lastDay).contains(event.occurredOn), "occurred on lies outside the years 1 to 9999")
      try require(!event.payload.isEmpty && isClean(event.payload), "the payload of an event of \(event.stream) is no JSON")
      try require(event.payload.utf8.count <= limits.payloadBytesMax, "a payload exceeds \(limits.payloadBytesMax) bytes")
    }
  }

  private func checkPersons(_ limits: CommitLimits) throws(LogError) {
    for person in persons {
      try checkName(person.id, "a person's id", limits)
      try require(!person.data.isEmpty && isClean(person.data), "the data of a person is no JSON")
      try require(person.data.utf8.count <= limits.payloadBytesMax, "the data of a person exceeds \(limits.payloadBytesMax) bytes")
    }
    for id in erasedPersons { try checkName(id, "a person's id", limits) }
    try require(Set(persons.map(\.id)).count == persons.count, "it records one person twice")
  }

  private func checkName(_ name: String, _ what: String, _ limits: CommitLimits) throws(LogError) {
    try require((1...limits.nameBytesMax).contains(name.utf8.count) && isClean(name), "\(what) must have 1 to \(limits.nameBytesMax) bytes")
  }

  private func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws(LogError) {
    if !condition { throw LogError(.invalidCommit, "The commit with key “\(key.prefix(200))” was not sent: \(reason()).") }
  }

  /// PostgreSQL cannot keep U+0000 in text.
  private func isClean(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      // Eight bytes at a time: payloads are long, and every one is looked through. A zero byte is the one that borrows without having its own top bit.
      let words = bytes.count / 8
      var found: UInt64 = 0
      for word in 0..<words {
        let eight = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
        found |= (eight &- 0x0101_0101_0101_0101) & ~eight & 0x8080_8080_8080_8080
      }
      return found == 0 && !bytes[(words * 8)...].contains(0)
    } ?? !text.utf8.contains(0)
  }

  private static let year1: Int32 = -719_162
  private static let lastDay: Int32 = 2_932_896
  private static let year10000: Int64 = 253_402_300_800_000_000
}
