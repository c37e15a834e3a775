import EventLog
import Ledger

/// An event without what differs from run to run: time, author and position.
struct Line: Hashable, CustomStringConvertible {
  let stream: String
  let version: Int32
  let type: String
  let occurredOn: Int32
  let payload: String

  init(_ event: RecordedEvent) {
    (stream, version, type) = (event.stream, event.version, event.type)
    (occurredOn, payload) = (event.occurredOn, event.payloadText)
  }

  var description: String { "\(stream)@\(version) \(type) \(payload)" }
}

/// The first place where two logs part, for a readable failure; nil when they are the same.
func difference(_ one: [Line], _ other: [Line]) -> String? {
  if let index = zip(one, other).enumerated().first(where: { $1.0 != $1.1 })?.offset {
    return "position \(index + 1): \(one[index]) or \(other[index])"
  }
  return one.count == other.count ? nil : "\(one.count) or \(other.count) events"
}

extension TestBook {
  /// All recorded sales, in order.
  func sales() async throws -> [SaleRecorded] {
    try await events().filter { $0.type == SaleRecorded.type }.map { try SaleRecorded(payload: $0.payload) }
  }
}

/// What a test did not expect, in words.
struct Surprise: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
