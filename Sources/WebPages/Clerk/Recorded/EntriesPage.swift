import Ledger
import Office
import Web

/// What the reader recorded lately, newest first: found among the newest events, so that it costs the same in a book of any size.
enum EntriesPage {
  private static let rowsMax = 50
  /// Facts that follow from others; nobody recorded them by themselves.
  private static let consequences: Set<String> = ["BatchDrawn", "BatchRestocked", "BatchDispatched", "BatchReceived", "StockTracked", "OutletOpened"]

  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    var filter = LogFilter(request)
    (filter.through, filter.from, filter.stream, filter.type, filter.occurredFrom, filter.occurredTo) = (nil, nil, nil, nil, nil, nil)
    filter.actor = request.identity?.name ?? ""
    let asked = filter
    let window = try await request.desk.log.read { try LogWindow.find(asked, rowsMax: rowsMax, in: $0) }
    let rows = window.rows.filter { !consequences.contains($0.type) }
    var table = DataTable(
      words("clerk.entries.title"),
      columns: [
        .init(words("clerk.entries.when")), .init(words("clerk.entries.what")), .init(words("clerk.entries.which")),
        .init(words("clerk.entries.day")),
      ],
      rows: rows.map { row in
        [
          .init(moment(request, row.recordedAt)), .init(words(family: "event", row.type)), .init(name(of: row.stream), href: place(of: row.stream)),
          .init(request.day(row.occurredOn.description)),
        ]
      })
    table.hidesCaption = true
    table.empty = words("clerk.entries.none")
    if let next = window.next { table.next = Link(words("clerk.entries.older"), PathText.with("/clerk/entries", [("before", String(next))])) }
    if filter.before != nil { table.previous = Link(words("clerk.entries.newest"), "/clerk/entries") }
    return .page(
      Page(
        words("clerk.entries.title"), area: .clerk, lead: words("clerk.entries.lead"), asOf: window.head,
        trail: [Link(words("clerk.title"), "/clerk")],
        [.table(table)]))
  }

  /// The clock of Kyrgyzstan, which is what hangs on the wall.
  private static func moment(_ request: PageRequest, _ microseconds: Int64) -> String {
    let minutes = (microseconds / 1_000_000 + 6 * 3_600) / 60
    let day = CalendarDate(daysSince1970: Int32(minutes / 1_440))
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return request.day(day.description) + ", " + two(minutes % 1_440 / 60) + ":" + two(minutes % 60)
  }

  private static func name(of stream: String) -> String { stream.split(separator: "/", maxSplits: 1).dropFirst().first.map(String.init) ?? stream }

  private static func place(of stream: String) -> String? {
    let parts = stream.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["sale", "batch", "dispatch"].contains(parts[0]) else { return nil }
    return "/clerk/recorded/\(parts[0])/" + PathText.segment(parts[1])
  }
}
