import Exchange
import Languages
import SignIn
import Web

/// Who changed what about users, tokens and requests.
enum AccessJournalPage {
  static let routes: [PageRoute] = [
    .get(path, .any([.administer, .readLog])) { request in try await answer(request) },
    .get(path + "/csv", .any([.administer, .readLog])) { request in csv(request) },
  ]

  private static let path = "/admin/journal"
  private static let rowsMax = 50

  private static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let name = request.query("user") ?? ""
    let before = request.query("before").flatMap { Int64($0) }
    let found = try await request.accounts.journal(of: name, before: before, rowsMax: rowsMax + 1)
    var table = DataTable(
      words("navigation.access_journal"), columns: columns(words).map { .init($0) },
      rows: found.prefix(rowsMax).map { cells($0, words) }, files: TableFiles(csv: PathText.with(path + "/csv", [("user", name)])),
      empty: words("signin.journal_empty"), hidesCaption: true)
    if before != nil { table.previous = Link(words("signin.journal_newest"), PathText.with(path, [("user", name)])) }
    if found.count > rowsMax {
      table.next = Link(words("signin.journal_older"), PathText.with(path, [("user", name), ("before", String(found[rowsMax - 1].id))]))
    }
    let form = Form(
      .get, path, fields: [Field("user", words("signin.journal_user"), value: name)], submit: words("signin.journal_show"))
    return .page(Page(words("navigation.access_journal"), area: .admin, lead: words("signin.journal_lead"), [.form(form), .table(table)]))
  }

  private static func columns(_ words: Words) -> [String] {
    [
      words("signin.journal_at"), words("signin.journal_actor"), words("signin.journal_action"), words("signin.journal_subject"),
      words("signin.journal_detail"),
    ]
  }

  private static func cells(_ change: AccessChange, _ words: Words) -> [DataTable.Cell] {
    [
      .init(words.dates.moment(change.at)), .init(change.actor), .init(change.action.map { text($0, words) } ?? words("signin.journal_other")),
      .init(change.subject), .init(change.detail),
    ]
  }

  private static func text(_ action: AccessChange.Action, _ words: Words) -> String {
    words(family: "access_change", action.rawValue.replacing(" ", with: "_"))
  }

  /// All of it, the latest first, piece by piece.
  private static func csv(_ request: PageRequest) -> PageAnswer {
    let (name, accounts) = (request.query("user") ?? "", request.accounts)
    return .file(name: "access-journal.csv", contentType: "text/csv; charset=utf-8") { writer in
      try await writer.write(CSVText.line(["id", "at", "done_by", "action", "subject", "detail"]))
      var before: Int64?
      while true {
        let piece = try await accounts.journal(of: name, before: before, rowsMax: 1_000)
        for change in piece {
          let action = change.action?.rawValue ?? ""
          let cells = ["\(change.id)", TimeText.utc(change.at), change.actor, action, change.subject, change.detail]
          try await writer.write(CSVText.line(cells.map(FormulaGuard.guarded)))
        }
        guard piece.count == 1_000, let last = piece.last else { return }
        before = last.id
      }
    }
  }
}
