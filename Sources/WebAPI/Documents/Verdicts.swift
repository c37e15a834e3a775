import Bookkeeping
import Exchange
import Ledger

/// What became of documents, as it is answered.
enum Verdicts {
  /// Of one document.
  static let element = JSONSchema.named(
    "Verdict",
    .object([
      .required("verdict", .words(["recorded", "unchanged", "refused"])), .optional("first_position", .position, "of the first of its events"),
      .optional("events", .integer(0...Int64(Int32.max)), "how many events it came to"), .optional("rule", .anyText), .optional("field", .anyText),
      .optional("detail", .anyText, "why it was refused, and what to do"),
    ]))

  /// Of all.
  static let schema = JSONSchema.named(
    "Verdicts",
    .object([
      .required("position", .position, "of the newest of the events; wait_for it to read them"),
      .required("verdicts", .array(element, 0...Int(Int32.max))),
    ]))

  static func json(_ verdict: Verdict) -> String {
    switch verdict {
    case .recorded(let first, let count):
      JSONText.object([("verdict", "\"recorded\""), ("first_position", String(first)), ("events", String(count))])
    case .unchanged: "{\"verdict\":\"unchanged\"}"
    case .refused(let refusal):
      // As the problem says it: what a key is called inside is nobody's business.
      JSONText.object([
        ("verdict", "\"refused\""), ("rule", JSONText.string(Problem(refusal).rule)), ("field", JSONText.string(Problem(refusal).field ?? "")),
        ("detail", JSONText.string(Problem(refusal).detail)),
      ])
    }
  }

  /// The answer to a request that recorded something: all of it, or the problem when nothing of it could be.
  static func reply(_ verdicts: [Verdict], head: Int64) throws -> APIReply {
    let refusals = verdicts.compactMap { verdict in if case .refused(let refusal) = verdict { refusal } else { nil } }
    let list = JSONText.array(verdicts.map(json))
    if let reused = refusals.first(where: { if case .keyReused = $0 { true } else { false } }) {
      var problem = Problem(reused)
      problem.further = [("verdicts", list)]
      throw problem
    }
    if refusals.count == verdicts.count, let first = refusals.first {
      var problem = Problem(first)
      problem.further = [("verdicts", list)]
      throw problem
    }
    let newest = verdicts.compactMap { verdict in if case .recorded(let first, let count) = verdict { first + Int64(count) - 1 } else { nil } }.max()
    let position = newest ?? head
    return .json(JSONText.object([("position", String(position)), ("verdicts", list)]), position: position)
  }
}
