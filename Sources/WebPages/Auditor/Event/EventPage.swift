import EventLog
import Languages
import Notary
import Office
import Transparency
import Web

/// One event: what it says, what it made, and how to prove that it stands where it stands.
enum EventPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let (words, desk) = (request.words, request.desk)
    guard let position = request.parameters["position"].flatMap({ Int64($0) }), position > 0 else { return .notFound(words("auditor.event.unknown")) }
    guard let found = try await desk.reader.withSession({ try EventSurroundings.of(position, in: $0) }) else {
      return .notFound(words("auditor.event.unknown"))
    }
    let event = found.event
    let title = words("auditor.event.title", ["position": words.numbers.whole(position), "type": words(family: "event", event.type)])
    var page = Page(title, area: .auditor, asOf: found.head, trail: [Link(words("auditor.log.title"), "/log")], [])
    page.blocks = [
      .facts(facts(request, event)), .links(links(request, found)), .heading(words("auditor.event.payload"), id: "payload"), payload(words, event),
      .heading(words("auditor.event.entries"), id: "entries"),
      .table(EntryTable(request).table(found.entries)),
    ]
    if found.hasMoreEntries {
      page.blocks.append(.text(words("auditor.event.more_entries", ["count": words.numbers.whole(Int64(EventSurroundings.entriesMax))])))
    }
    page.blocks.append(.heading(words("auditor.proof.title"), id: "proof"))
    page.blocks += try await ProofBlocks.of(position, request)
    return .page(page)
  }

  /// A long one, such as that of a payout run, is folded away, so that what comes after it is found.
  private static func payload(_ words: Words, _ event: RecordedEvent) -> Block {
    let text = PrettyJSON.text(event.payload)
    let verbatim = Block.verbatim(text, label: words("auditor.event.payload"))
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    return lines <= 30 ? verbatim : .details(summary: words.count("auditor.event.lines", Int64(lines)), [verbatim])
  }

  private static func facts(_ request: PageRequest, _ event: RecordedEvent) -> [(name: String, value: [Inline])] {
    let words = request.words
    var facts: [(name: String, value: [Inline])] = [
      (words("auditor.event.type"), [Inline("\(words(family: "event", event.type)) (\(event.type))")]),
      (
        words("auditor.event.stream"),
        [
          Inline(event.stream, href: PathText.with("/log", [("stream", event.stream)])),
          Inline(" " + words("auditor.event.version", ["version": words.numbers.whole(Int64(event.version))])),
        ]
      ), (request.heading("occurred_on"), [Inline(request.day("\(CalendarDateText.of(event.occurredOn))"))]),
      (words("auditor.event.recorded_at"), [Inline(request.moment(event.recordedAt))]),
      (words("auditor.event.actor"), [Inline(event.actor, href: PathText.with("/log", [("actor", event.actor)]))]),
      (words("auditor.event.schema"), [Inline(String(event.schema))]),
    ]
    if let page = documentPage(request, event.stream) { facts.append((words("auditor.event.document"), [Inline(event.stream, href: page)])) }
    return facts
  }

  /// The page of the thing that a stream is about.
  private static func documentPage(_ request: PageRequest, _ stream: String) -> String? {
    let parts = stream.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, ["producer", "channel"].contains(parts[0]) else { return nil }
    return request.place(of: String(parts[0]), String(parts[1]))
  }

  private static func links(_ request: PageRequest, _ found: EventSurroundings) -> [Link] {
    let words = request.words
    func link(_ position: Int64?, _ text: String) -> Link? { position.map { Link(text, "/log/\($0)") } }
    return [
      link(found.beforeInStream, words("auditor.event.before_in_stream")), link(found.afterInStream, words("auditor.event.after_in_stream")),
      link(found.event.position > 1 ? found.event.position - 1 : nil, words("auditor.event.before")),
      link(found.event.position < found.head ? found.event.position + 1 : nil, words("auditor.event.after")),
    ].compactMap { $0 }
  }
}
