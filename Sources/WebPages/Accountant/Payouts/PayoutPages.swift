import Exchange
import Ledger
import Office
import ReadModels
import SignIn
import Web

/// Payout runs: drawn up by one person, approved by another, instructed, settled.
enum PayoutPages {
  static let routes: [PageRoute] = [
    .get("/payouts", .only(.readMoney)) { .page(try await list($0)) }, .post("/payouts", .only(.recordMoney)) { try await prepare($0) },
    .get("/payouts/{run}", .only(.readMoney)) { try await RunPage.show($0) },
    .post("/payouts/{run}", .any([.recordMoney, .approve])) { try await RunPage.act($0) },
    .get("/payouts/{run}/payments", .only(.recordMoney)) { try await payments($0) },
  ]

  private static func list(_ request: PageRequest, mistake: FormMistake? = nil) async throws -> Page {
    let words = request.words
    let position = try await request.desk.log.headPosition()
    let runs = try await request.desk.payables.current().allRuns.reversed()
    let rows = runs.prefix(100).map { run in
      [
        DataTable.Cell(run.run.text, href: "/payouts/" + PathText.segment(run.run.text)), .init(request.day(run.cutOff)),
        .init(words(family: "run_status", run.status.rawValue)),
        .init(words.numbers.whole(Int64(run.payments.count))), .init(request.money(run.net), href: "/payouts/" + PathText.segment(run.run.text)),
        .init(words.numbers.whole(Int64(run.waiting))),
      ]
    }
    var blocks: [Block] = [
      .table(
        DataTable(
          words("accountant.payouts.title"),
          columns: [
            .init(words("accountant.run")), .init(words("accountant.cut_off")), .init(words("accountant.state")),
            .init(words("accountant.payments"), isNumber: true),
            .init(words("accountant.net"), isNumber: true), .init(words("accountant.waiting"), isNumber: true),
          ], rows: rows, files: nil, empty: words("accountant.payouts.none"), hidesCaption: true))
    ]
    if request.identity?.may(.recordMoney) == true {
      let today = CalendarDate.todayHere.description
      let fields = [
        Field("cut_off", words("accountant.cut_off"), .date, value: today, hint: words("accountant.cut_off_hint"), isRequired: true),
        Field("run", words("accountant.run"), value: "RUN-" + today, hint: words("accountant.run_hint"), isRequired: true),
        Field("date", words("accountant.decided_on"), .date, value: today),
      ]
      let form = Form(.post, "/payouts", fields: fields, submit: words("accountant.payouts.prepare"))
      blocks += [.heading(words("accountant.payouts.new"), id: "new"), .form(form)]
    }
    if let mistake { blocks = blocks.answering(mistake, to: request) }
    return Page(words("accountant.payouts.title"), area: .accountant, lead: words("accountant.payouts.lead"), asOf: position, blocks)
  }

  private static func prepare(_ request: PageRequest) async throws -> PageAnswer {
    let (words, form) = (request.words, request.form)
    func mistaken(_ field: String, _ key: String) async throws -> PageAnswer {
      .mistaken(try await list(request, mistake: FormMistake(field: field, text: words(key))))
    }
    guard let run = RunCode(checking: form["run"]) else { return try await mistaken("run", "accountant.run_wrong") }
    guard let cutOff = Moment.day(form["cut_off"], isEnd: true) else { return try await mistaken("cut_off", "accountant.day_wrong") }
    guard let date = form["date"].isEmpty ? .todayHere : CalendarDate(form["date"]) else { return try await mistaken("date", "accountant.day_wrong") }
    let command = PreparePayoutRun(run: run, cutOff: cutOff, by: request.actor, date: date)
    if let refusal = try await request.mistake(carryingOut: .payables(.prepare(command))) {
      return .mistaken(try await list(request, mistake: refusal))
    }
    return .seeOther("/payouts/" + PathText.segment(run.text), notice: request.words("accountant.prepared", ["run": run.text]))
  }

  /// The list for the bank or the cashier: personal, so only for who pays, and noted in nobody's cache.
  private static func payments(_ request: PageRequest) async throws -> PageAnswer {
    guard let code = RunCode(checking: request.parameters["run"] ?? "") else { return .notFound(request.words("accountant.payouts.unknown")) }
    let run = try await request.desk.payables.run(code)
    let list = try await PaymentList(of: run, in: request.desk.log)
    return .file(name: code.text + ".payments.csv", contentType: "text/csv; charset=utf-8") { writer in try await writer.write(list.bytes) }
  }
}
