import Ledger
import Office
import Postgres
import ReadModels
import SignIn
import Web

/// What waits for the accountant: statements, money, runs, months; and what has waited too long.
enum InboxPage {
  static let routes: [PageRoute] = [
    .get("/accountant", .only(.recordMoney)) { try await inbox($0) },
    .get("/exceptions", .only(.readMoney)) { try await exceptions($0) },
  ]

  /// How many statements are looked through at most; a book has some hundreds that are not settled.
  private static let statementsMax = 5_000

  private static func inbox(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let desk = request.desk
    var parameters = ReportParameters()
    parameters.limit = statementsMax
    let statements = try await desk.reporter.run("channel-reconciliation", parameters: parameters)
    let rows = statements.reportRows
    let (unmatched, disputed, unpaid) = (
      rows.filter { $0.number("unmatched") != 0 }, rows.filter { $0.number("disputed") != 0 },
      rows.filter { $0.number("open") != 0 && $0.number("unmatched") == 0 }
    )
    let runs = try await desk.payables.current().allRuns
    let waiting = try await ReceiptPages.waiting(request).receipts
    let history = try await desk.log.periodHistory()
    let next = try await request.nextMonth(history)
    let asked = try await request.accounts.openRequests()
    func figure(_ label: String, _ count: Int, _ href: String) -> Figure {
      Figure(label, words.numbers.whole(Int64(count)), href: href, tone: count == 0 ? .good : .plain)
    }
    var blocks: [Block] = [
      .figures([
        figure(words("accountant.inbox.unmatched"), unmatched.count, "/statements?state=unmatched"),
        figure(words("accountant.inbox.receipts"), waiting.count, "/receipts"),
        figure(words("accountant.inbox.disputed"), disputed.count, "/statements?state=disputed"),
        figure(words("accountant.inbox.unpaid"), unpaid.count, "/statements?state=open"),
        figure(words("accountant.inbox.drafts"), runs.count { $0.status == .prepared }, "/payouts"),
        figure(words("accountant.inbox.to_settle"), runs.count { $0.waiting > 0 }, "/payouts"),
      ])
    ]
    blocks += asked.map { one in
      .notice(
        Notice(
          .warning, words("accountant.months.asked", ["month": request.period(one.subject), "who": one.requestedBy, "reason": one.reason]),
          link: Link(words("accountant.months.look"), "/months/\(one.subject)")))
    }
    var links = [Link(words("accountant.payouts.prepare"), "/payouts#new"), Link(words("navigation.import"), "/clerk/import")]
    if let next, next.isOver {
      links.insert(Link(words("accountant.months.next", ["month": request.period(next.month.description)]), "/months/\(next.month)"), at: 0)
    }
    blocks += [.links(links), .heading(words("accountant.inbox.oldest"), id: "oldest"), .table(oldest(request, unmatched + unpaid))]
    return .page(
      Page(words("accountant.inbox.title"), area: .accountant, lead: words("accountant.inbox.lead"), asOf: statements.asOfPosition, blocks))
  }

  private static func oldest(_ request: PageRequest, _ rows: [ReportRow]) -> DataTable {
    let words = request.words
    let cells = rows.sorted { $0.number("age_days") > $1.number("age_days") }.prefix(15).map { row -> [DataTable.Cell] in
      let href = StatementPages.path(row.text("channel"), row.text("statement"))
      let (currency, isUnmatched) = (row.text("currency"), row.number("unmatched") != 0)
      return [
        .init(row.text("statement"), href: href), .init(row.text("channel"), href: "/channels/" + PathText.segment(row.text("channel"))),
        .init(words(family: "statement_state", isUnmatched ? "unmatched" : "open")),
        .init(request.amount(row.number(isUnmatched ? "unmatched" : "open"), currency), href: href),
        .init(words.numbers.whole(row.number("age_days"))),
      ]
    }
    return DataTable(
      words("accountant.inbox.oldest"),
      columns: [
        .init(words("accountant.statement")), .init(words("accountant.channel")), .init(words("accountant.state")),
        .init(words("accountant.sum"), isNumber: true),
        .init(words("accountant.days"), isNumber: true),
      ], rows: Array(cells), files: request.reportFiles("channel-reconciliation", ReportParameters()), empty: words("accountant.inbox.nothing"),
      hidesCaption: true)
  }

  /// Statements of which something is in dispute, the oldest first.
  private static func disputed(_ request: PageRequest, _ parameters: ReportParameters) async throws -> DataTable {
    var asked = parameters
    asked.limit = 2_000
    let answer = try await request.desk.reporter.run("channel-reconciliation", parameters: asked)
    let rows = zip(answer.rows, answer.reportRows).filter { $0.1.number("disputed") != 0 }
      .sorted { $0.1.number("age_days") > $1.1.number("age_days") }.prefix(20).map(\.0)
    let shown = ReportAnswer(asOfPosition: answer.asOfPosition, title: answer.title, columns: answer.columns, rows: Array(rows))
    var table = request.table(
      shown, report: "channel-reconciliation", caption: request.words("accountant.exceptions.disputed"),
      only: ["channel", "statement", "period_end", "currency", "disputed", "age_days"], parameters: parameters,
      links: { column, row in
        guard column == "statement", case .text(let channel) = row[0], case .text(let statement) = row[1] else { return nil }
        return StatementPages.path(channel, statement) + "#disputes"
      })
    table.next = Link(request.words("accountant.all_rows"), PathText.with("/statements", [("state", "disputed")]))
    (table.hidesCaption, table.empty) = (true, request.words("accountant.exceptions.none"))
    return table
  }

  private static func exceptions(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let parameters = request.reportParameters()
    var blocks: [Block] = []
    var position: Int64?
    let parts: [(report: String, title: String, columns: [String]?)] = [
      ("channel-unstated", words("accountant.exceptions.unstated"), ["channel", "month", "currency", "unstated", "unstated_value", "age_days"]),
      ("channel-receivable", words("accountant.exceptions.receivable"), nil), ("payable-ageing", words("accountant.exceptions.payable"), nil),
      ("goods-in-transit", words("accountant.exceptions.transit"), nil), ("unbalanced", words("accountant.exceptions.unbalanced"), nil),
    ]
    for part in parts {
      var asked = parameters
      asked.limit = 20
      let answer = try await request.desk.reporter.run(part.report, parameters: asked)
      position = min(position ?? answer.asOfPosition, answer.asOfPosition)
      var table = request.table(answer, report: part.report, caption: part.title, only: part.columns, parameters: parameters)
      if answer.hasMore { table.next = Link(words("accountant.all_rows"), request.link("/reports/" + part.report)) }
      (table.hidesCaption, table.empty) = (true, words("accountant.exceptions.none"))
      blocks += [.heading(part.title, id: part.report), .table(table)]
    }
    blocks += [.heading(words("accountant.exceptions.disputed"), id: "disputed"), .table(try await disputed(request, parameters))]
    return .page(
      Page(words("accountant.exceptions.title"), area: .accountant, lead: words("accountant.exceptions.lead"), asOf: position, hasTime: true, blocks))
  }
}
