import Ledger
import Web

/// What somebody looks for in the log.
struct LogFilter: Sendable {
  /// Only events up to this position (newest first: where the page begins), and from this one on.
  var through: Int64?, from: Int64?
  /// The stream, the type, who did it; the business dates.
  var stream: String?, type: String?, actor: String?
  var occurredFrom: CalendarDate?, occurredTo: CalendarDate?
  /// Where the page before ended.
  var before: Int64?

  /// From the query; what cannot be read is left out, and `mistakes` names it.
  init(_ request: PageRequest) {
    from = request.query("from-position").flatMap { Int64($0) }
    through = request.query("to-position").flatMap { Int64($0) }
    (stream, actor) = (request.query("stream"), request.query("actor"))
    type = request.query("type").flatMap { EventTypes.all.contains($0) ? $0 : nil }
    occurredFrom = request.query("occurred-from").flatMap { CalendarDate($0) }
    occurredTo = request.query("occurred-to").flatMap { CalendarDate($0) }
    before = request.query("before").flatMap { Int64($0) }
    mistakes = [
      ("from-position", from == nil), ("to-position", through == nil), ("type", type == nil), ("occurred-from", occurredFrom == nil),
      ("occurred-to", occurredTo == nil),
    ].filter { $0.1 && request.query($0.0) != nil }.map(\.0)
  }

  /// Names of the query whose values cannot be read.
  let mistakes: [String]

  /// All that was said, for links to further pages.
  var values: [(String, String)] {
    [
      ("from-position", from.map(String.init)), ("to-position", through.map(String.init)), ("stream", stream), ("type", type), ("actor", actor),
      ("occurred-from", occurredFrom?.description), ("occurred-to", occurredTo?.description),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}
