import Ledger
import Office
import ReadModels
import SignIn
import Web

/// Closing months, and opening one again, which two people agree to.
enum MonthPages {
  static let reopening = "reopen-period"

  static let routes: [PageRoute] = [
    .get("/months", .only(.readMoney)) { .page(try await list($0)) },
    .get("/months/{month}", .only(.readMoney)) { try await MonthPage.show($0) },
    .post("/months/{month}", .any([.closePeriods, .approve])) { try await MonthPage.act($0) },
  ]

  private static func list(_ request: PageRequest) async throws -> Page {
    let words = request.words
    let history = try await request.desk.log.periodHistory()
    let requests = try await request.accounts.openRequests(kind: reopening)
    let next = try await request.nextMonth(history)
    let rows = history.entries.reversed().prefix(60).map { entry in
      [
        DataTable.Cell(request.period(entry.month.description), href: "/months/\(entry.month)"),
        .init(words(family: "period_event", entry.kind.rawValue)),
        .init(entry.by), .init(entry.approvedBy ?? "–"), .init(entry.reason ?? "–"),
        .init(words.numbers.whole(entry.position), href: request.identity?.may(.readLog) == true ? "/log/\(entry.position)" : nil),
      ]
    }
    var blocks: [Block] = [.notice(standing(request, history, next))]
    blocks += requests.map { asked in
      .notice(
        Notice(
          .warning, words("accountant.months.asked", ["month": request.period(asked.subject), "who": asked.requestedBy, "reason": asked.reason]),
          link: Link(words("accountant.months.look"), "/months/\(asked.subject)")))
    }
    blocks.append(
      .table(
        DataTable(
          words("accountant.months.title"),
          columns: [
            .init(words("accountant.month")), .init(words("accountant.event")), .init(words("accountant.who")), .init(words("accountant.agreed")),
            .init(words("accountant.reason")), .init(words("accountant.position"), isNumber: true),
          ], rows: rows, empty: words("accountant.months.none"), hidesCaption: true)))
    return Page(words("accountant.months.title"), area: .accountant, lead: words("accountant.months.lead"), asOf: history.position, blocks)
  }

  /// How far the book is closed, and what is to be done next.
  private static func standing(_ request: PageRequest, _ history: PeriodHistory, _ next: NextMonth?) -> Notice {
    let words = request.words
    let through =
      history.closedThrough.map { words("accountant.months.through", ["month": request.period($0.description)]) } ?? words("accountant.months.none")
    guard let next else { return Notice(.plain, through + " " + words("accountant.months.nothing")) }
    guard next.isOver else {
      return Notice(
        .plain, through + " " + words("accountant.months.not_over", ["day": request.day(next.month.next.days.lowerBound)]),
        link: Link(request.period(next.month.description), "/months/\(next.month)"))
    }
    return Notice(
      .plain, through, link: Link(words("accountant.months.next", ["month": request.period(next.month.description)]), "/months/\(next.month)"))
  }
}
