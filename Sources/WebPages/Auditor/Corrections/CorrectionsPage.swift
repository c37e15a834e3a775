import Web

/// What was put right or taken back. Nothing in the log is ever changed: each correction is an event of its own, beside what it corrects.
enum CorrectionsPage {
  private static let rowsMax = 50

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let type = request.query("type").flatMap { EventTypes.correcting.contains($0) ? $0 : nil }
    let before = request.query("before").flatMap { Int64($0) } ?? .max
    let (counts, rows, head) = try await request.desk.reader.withSession { session in
      try (
        Corrections.counts(in: session),
        Corrections.newest(type.map { [$0] } ?? EventTypes.correcting, before: before, limit: rowsMax + 1, in: session),
        session.query("SELECT position FROM head").first?.int64(0) ?? 0
      )
    }
    var table = LogTable(request).table(Array(rows.prefix(rowsMax)), caption: words("auditor.corrections.title"))
    table.empty = words("auditor.corrections.none")
    let asked = type.map { [("type", $0)] } ?? []
    if rows.count > rowsMax {
      table.next = Link(words("auditor.log.older"), PathText.with("/corrections", asked + [("before", String(rows[rowsMax - 1].position))]))
    }
    if before != .max { table.previous = Link(words("auditor.log.newest"), PathText.with("/corrections", asked)) }
    let kinds = DataTable(
      words("auditor.corrections.kinds"), columns: [.init(words("auditor.event.type")), .init(words("auditor.corrections.count"), isNumber: true)],
      rows: counts.map { type, count in
        let href = PathText.with("/corrections", [("type", type)])
        return [.init(words(family: "event", type), href: href), .init(words.numbers.whole(count), href: href)]
      }, empty: words("auditor.corrections.none"))
    var blocks: [Block] = [
      .table(kinds), .heading(type.map { words(family: "event", $0) } ?? words("auditor.corrections.all"), id: "all"), .table(table),
    ]
    if type != nil { blocks.append(.links([Link(words("auditor.corrections.all"), "/corrections")])) }
    return .page(
      Page(words("auditor.corrections.title"), area: .auditor, lead: words("auditor.corrections.lead"), asOf: head, blocks))
  }
}
