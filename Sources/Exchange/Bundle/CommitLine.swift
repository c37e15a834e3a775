import Ledger

/// One line of `commits.jsonl`: which events were recorded together, and under which idempotency key. Canonical JSON (RFC 8785).
public struct CommitLine: Hashable, Sendable {
  /// The position of its first event, and how many it has.
  public var firstPosition: Int64, events: Int64
  /// The idempotency key.
  public var key: String
  /// SHA-256 of the command, 32 bytes.
  public var fingerprint: [UInt8]

  /// A line from its parts.
  public init(firstPosition: Int64, events: Int64, key: String, fingerprint: [UInt8]) {
    (self.firstPosition, self.events) = (firstPosition, events)
    (self.key, self.fingerprint) = (key, fingerprint)
  }

  /// The line, without a line feed.
  public var text: [UInt8] {
    CanonicalWriter.object { writer in
      writer.member("events", events)
      writer.member("fingerprint", Hexadecimal.text(of: fingerprint))
      writer.member("first_position", firstPosition)
      writer.member("key", key)
    }
  }

  /// Reads a line.
  /// - Throws: `BundleProblem` for what is not exactly such a line.
  public init(parsing line: some Collection<UInt8>) throws(BundleProblem) {
    self.init(firstPosition: 0, events: 0, key: "", fingerprint: [])
    let bytes = Array(line)
    do throws(PayloadProblem) { try read(bytes) } catch { throw BundleProblem("it is no line about a commit: \(error)") }
    // Whatever was misread or left out, the line would be written differently.
    guard text == bytes, fingerprint.count == 32, firstPosition > 0, events > 0 else { throw BundleProblem("it is no line about a commit") }
  }

  private mutating func read(_ bytes: [UInt8]) throws(PayloadProblem) {
    var read = self
    var reader = CanonicalReader(bytes)
    try reader.object { name, reader throws(PayloadProblem) in
      switch name {
      case "events": read.events = try reader.integer()
      case "first_position": read.firstPosition = try reader.integer()
      case "key": read.key = try reader.string()
      default: read.fingerprint = Hexadecimal.bytes(of: try reader.string()) ?? []
      }
    }
    try reader.end()
    self = read
  }
}
