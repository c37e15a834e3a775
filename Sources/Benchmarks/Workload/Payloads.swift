public import EventLog

/// Sales as they are appended one at a time: real payloads of a history, each to be put into a stream of its own.
public struct Payloads: Sendable {
  private let texts: [String]
  private let occurredOn: Int32

  /// A thousand different ones.
  public init() {
    var texts: [String] = []
    for commit in History(events: 8_000) {
      for event in commit.events where event.type == "SaleRecorded" && texts.count < 1_000 { texts.append(event.payloadText) }
    }
    self.texts = texts
    occurredOn = History.firstDay
  }

  /// UTF-8 bytes of one on average.
  public var averageBytes: Int { texts.reduce(0) { $0 + $1.utf8.count } / texts.count }

  /// The payload of the n-th sale, as canonical JSON.
  public func text(_ number: Int) -> String { texts[abs(number) % texts.count] }

  /// The n-th sale of a writer as an event of a stream of its own.
  public func event(_ number: Int, writer: Int) -> NewEvent {
    NewEvent(stream: "sale/W\(writer)-\(number)", type: "SaleRecorded", schema: 1, occurredOn: occurredOn, payload: text(number &+ writer &* 17))
  }

  /// A commit of that one event, which expects the stream to be new.
  public func commit(_ number: Int, writer: Int) -> Commit {
    let event = event(number, writer: writer)
    return Commit(
      key: "bench/\(writer)/\(number)", fingerprint: [UInt8](repeating: 7, count: 32), actor: "bench", events: [event],
      expected: [ExpectedVersion(stream: event.stream, version: 0)])
  }
}
