import EventLog
import Exchange
import Postgres
import Transparency

extension Session {
  /// Events that are read in one statement.
  private static let eventsInRange: Int64 = 65_536

  /// Hands over every event up to a position together with its leaf's bytes, in order; both live as long as the call they are lent to.
  ///
  /// The log only grows, so the ranges are read one after another without a snapshot that would keep it from tidying up.
  /// - Parameter progress: told the events done and to do, after each range.
  /// - Throws: `BundleProblem` naming the position of a hole or of an event that has no canonical form; what `body` throws.
  func forEachLeaf(
    through end: Int64, progress: (_ done: Int64, _ total: Int64) -> Void, _ body: (EventBytes, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var writer = LeafWriter()
    var due: Int64 = 1
    while due <= end {
      let last = min(due + Self.eventsInRange - 1, end)
      try forEachEventBytes(after: due - 1, through: last) { event in
        guard event.position == due else { throw Self.hole(due) }
        try Self.lend(event, &writer, body)
        due += 1
      }
      guard due == last + 1 else { throw Self.hole(due) }
      progress(last, end)
    }
  }

  private static func lend(
    _ event: EventBytes, _ writer: inout LeafWriter, _ body: (EventBytes, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let outcome: Result<Void, any Error>
    do throws(LeafProblem) {
      outcome = try writer.withLeaf(
        position: event.position, version: event.version, schema: event.schema, occurredOn: event.occurredOn, recordedAt: event.recordedAt,
        stream: event.stream, type: event.type, actor: event.actor, payload: event.payload
      ) { leaf in Result { try body(event, leaf) } }
    } catch {
      throw BundleProblem("The event at position \(event.position) has no canonical form: \(error.message). Type: esep verify")
    }
    try outcome.get()
  }

  private static func hole(_ position: Int64) -> BundleProblem {
    BundleProblem("The log has no event at position \(position), and others after it. Type: esep verify")
  }
}
