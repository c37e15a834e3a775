import EventLog

extension Commit {
  /// A commit of one event a stream, in the order given, with the versions expected before it.
  static func of(
    _ key: String, _ streams: (String, Int32)..., content: UInt8 = 0, at recordedAt: Int64? = nil, reliesOn: [(String, Int32)] = []
  ) -> Commit {
    Commit(
      key: key, fingerprint: .content(content), actor: "aigul", recordedAt: recordedAt, events: streams.map { .in($0.0) },
      expected: (streams + reliesOn).map { ExpectedVersion(stream: $0.0, version: $0.1) })
  }
}

extension NewEvent {
  static func `in`(_ stream: String, type: String = "Noted", payload: String = #"{"note":"кийиз"}"#) -> NewEvent {
    NewEvent(stream: stream, type: type, schema: 1, occurredOn: 19_700, payload: payload)
  }
}

extension [UInt8] {
  /// A stand-in for the SHA-256 of a command with this content.
  static func content(_ content: UInt8) -> [UInt8] { [UInt8](repeating: content, count: 32) }
}

/// A moment of 2024, `seconds` after its beginning, in microseconds since 1970.
func moment(_ seconds: Int64) -> Int64 { (1_704_067_200 + seconds) * 1_000_000 }
