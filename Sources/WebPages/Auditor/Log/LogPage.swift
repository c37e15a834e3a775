import Exchange
import Languages
import Office
import Web

/// The log, newest first.
enum LogPage {
  private static let rowsMax = 50

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let filter = LogFilter(request)
    var page = Page(words("auditor.log.title"), area: .auditor, lead: words("auditor.log.lead"), [.form(form(request, filter))])
    guard filter.mistakes.isEmpty else { return .mistaken(page) }
    let window = try await request.desk.reader.withSession { try LogWindow.find(filter, rowsMax: rowsMax, in: $0) }
    page.asOfPosition = window.head
    var table = LogTable(request).table(window.rows, caption: words("auditor.log.title"))
    table.hidesCaption = true
    table.empty = words(window.isCutShort ? "auditor.log.none_yet" : "auditor.log.none")
    if filter.before != nil { table.previous = Link(words("auditor.log.newest"), PathText.with("/log", filter.values)) }
    if let next = window.next {
      table.next = Link(
        words(window.isCutShort ? "auditor.log.search_on" : "auditor.log.older"), PathText.with("/log", filter.values + [("before", String(next))]))
    }
    if window.isCutShort, let next = window.next {
      let values = ["count": words.numbers.whole(Int64(LogWindow.lookedAtMax)), "position": words.numbers.whole(next)]
      page.blocks.append(.notice(Notice(.plain, words("auditor.log.cut_short", values))))
    }
    page.blocks.append(.table(table))
    return .page(page)
  }

  private static func form(_ request: PageRequest, _ filter: LogFilter) -> Form {
    let words = request.words
    let types = EventTypes.all.map { (value: $0, text: words(family: "event", $0)) }.sorted { $0.text < $1.text }
    func field(_ name: String, _ label: String, _ kind: Field.Kind, hint: String? = nil) -> Field {
      Field(
        name, label, kind, value: request.query(name) ?? "", hint: hint, error: filter.mistakes.contains(name) ? words("auditor.log.unreadable") : nil
      )
    }
    let fields = [
      field("stream", words("auditor.log.stream"), .text, hint: words("auditor.log.stream_hint")),
      field("type", words("auditor.log.type"), .select([(value: "", text: words("auditor.log.all_types"))] + types)),
      field("actor", words("auditor.log.actor"), .text),
      field("occurred-from", words("auditor.log.occurred_from"), .date), field("occurred-to", words("auditor.log.occurred_to"), .date),
      field("from-position", words("auditor.log.from_position"), .integer), field("to-position", words("auditor.log.to_position"), .integer),
    ]
    return Form(.get, "/log", fields: fields, submit: words("auditor.log.search"), legend: words("auditor.log.legend"))
  }
}

/// Events as rows of a table.
struct LogTable {
  private let request: PageRequest

  init(_ request: PageRequest) { self.request = request }

  func table(_ rows: [LogWindow.Row], caption: String) -> DataTable {
    let words = request.words
    return DataTable(
      caption,
      columns: [
        .init(request.heading("position"), isNumber: true), .init(words("auditor.event.type")), .init(words("auditor.event.stream")),
        .init(request.heading("occurred_on")), .init(words("auditor.event.recorded_at")), .init(words("auditor.event.actor")),
      ],
      rows: rows.map { row in
        [
          .init(words.numbers.whole(row.position), href: "/log/\(row.position)"), .init(words(family: "event", row.type)),
          .init(row.stream, href: PathText.with("/log", [("stream", row.stream)])), .init(request.day(row.occurredOn.description)),
          .init(request.moment(row.recordedAt)), .init(row.actor),
        ]
      })
  }
}

extension PageRequest {
  /// A moment, to the second, in UTC, which everybody can reckon from.
  func moment(_ microseconds: Int64) -> String {
    let text = TimeText.utc(microseconds)
    return "\(day(String(text.prefix(10)))) \(text.dropFirst(11).prefix(8)) UTC"
  }
}
