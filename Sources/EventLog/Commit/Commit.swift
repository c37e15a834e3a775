/// The events that one command produced: appended together or not at all, under one idempotency key.
public struct Commit: Sendable, Hashable {
  /// The idempotency key, 1 to 200 characters: the same key never appends twice.
  public var key: String
  /// The SHA-256 of the command (not of the events: decided again later, the same command may well produce other events).
  public var fingerprint: [UInt8]
  /// Who commanded it.
  public var actor: String
  /// When the book learned of it, in microseconds since 1970 UTC; nil means now, by the server's clock. Moved forward if the log is later already.
  public var recordedAt: Int64?
  /// What happened, at least one event. Versions follow from `expected` and the order here.
  public var events: [NewEvent]
  /// The version of every stream that is written or was relied on, each stream once.
  public var expected: [ExpectedVersion]
  /// Personal data to keep beside the log, in the same transaction; replaces what is there under the same id.
  public var persons: [PersonRecord]
  /// Ids of persons whose data to delete, in the same transaction.
  public var erasedPersons: [String]

  /// A commit; checked when it is appended.
  public init(
    key: String, fingerprint: [UInt8], actor: String, recordedAt: Int64? = nil, events: [NewEvent], expected: [ExpectedVersion],
    persons: [PersonRecord] = [], erasedPersons: [String] = []
  ) {
    self.key = key
    self.fingerprint = fingerprint
    self.actor = actor
    self.recordedAt = recordedAt
    self.events = events
    self.expected = expected
    self.persons = persons
    self.erasedPersons = erasedPersons
  }
}

/// A fact about to be appended.
public struct NewEvent: Sendable, Hashable {
  /// The stream it belongs to, such as `sale/S-88121`.
  public var stream: String
  /// What kind of fact, such as `SaleRecorded`.
  public var type: String
  /// The version of the payload's schema, from 1.
  public var schema: Int16
  /// The business date, in days since 1970.
  public var occurredOn: Int32
  /// Canonical JSON (RFC 8785); kept byte for byte.
  public var payload: String

  /// An event; checked when it is appended.
  public init(stream: String, type: String, schema: Int16, occurredOn: Int32, payload: String) {
    self.stream = stream
    self.type = type
    self.schema = schema
    self.occurredOn = occurredOn
    self.payload = payload
  }
}

/// What a commit believes about a stream.
public struct ExpectedVersion: Sendable, Hashable {
  /// The stream.
  public var stream: String
  /// How many events it has before this commit; 0 means it must not exist.
  public var version: Int32

  /// An expectation; checked under the log's lock.
  public init(stream: String, version: Int32) {
    self.stream = stream
    self.version = version
  }
}

/// Personal data, kept outside the log so that it can be deleted. Never printed.
public struct PersonRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  /// What events refer to it by.
  public var id: String
  /// Random bytes that make the commitment in the event unguessable.
  public var salt: [UInt8]
  /// The data, as JSON.
  public var data: String

  /// A record; checked when its commit is appended.
  public init(id: String, salt: [UInt8], data: String) {
    self.id = id
    self.salt = salt
    self.data = data
  }

  /// The id alone.
  public var description: String { "person \(id)" }
  /// The id alone.
  public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
