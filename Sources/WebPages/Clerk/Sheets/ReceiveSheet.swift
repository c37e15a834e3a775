import Ledger
import Office
import Web

/// Goods that arrive: the dispatch is chosen first, and what was sent stands beside what came.
enum ReceiveSheet {
  private static let listedMost: Int64 = 50

  @Sendable static func show(_ request: PageRequest) async throws -> PageAnswer {
    guard let asked = request.query("dispatch") else { return .page(try await search(request, error: nil)) }
    guard let code = DispatchCode(checking: asked), let sent = try await state(of: code, request) else {
      return .mistaken(try await search(request, error: request.words("refusal.unknown.dispatch", ["code": asked])))
    }
    return .page(page(sheet(request), sent))
  }

  @Sendable static func take(_ request: PageRequest) async throws -> PageAnswer {
    guard let code = DispatchCode(checking: request.form["dispatch"]), let sent = try await state(of: code, request) else {
      return .mistaken(try await search(request, error: request.words("refusal.unknown.dispatch", ["code": request.form["dispatch"]])))
    }
    var sheet = sheet(request)
    sheet.require("date")
    sheet.checkDays("date")
    let lines = sent.dispatched?.lines ?? []
    let names = lines.indices.map { "received-\($0 + 1)" }
    for name in names {
      sheet.require(name)
      sheet.checkNumbers(name)
    }
    sheet.fieldNames = Set(names + ["date"])
    guard sheet.isSound else { return .mistaken(page(sheet, sent)) }
    let members: [String: Any] = [
      "record": "receive", "dispatch": code.text, "date": sheet.value("date"),
      "lines": zip(lines, names).map { ["batch": $0.batch.text, "received": sheet.value($1)] as [String: Any] },
    ]
    guard try await sheet.record(members) else { return .mistaken(page(sheet, sent)) }
    return .seeOther("/clerk/recorded/dispatch/" + PathText.segment(code.text), notice: request.words("clerk.receive.recorded"))
  }

  private static func state(of code: DispatchCode, _ request: PageRequest) async throws -> DispatchState? {
    var state = DispatchState()
    for read in try await request.desk.log.ledgerEvents(of: .dispatch(code)) { state.evolve(read.event, on: read.date) }
    return state.dispatched == nil ? nil : state
  }

  private static func sheet(_ request: PageRequest) -> Sheet {
    var sheet = Sheet(request, "/clerk/receive", title: request.words("clerk.receive.title"))
    sheet.remembers = false
    return sheet
  }

  private static func search(_ request: PageRequest, error: String?) async throws -> Page {
    let words = request.words
    let limit = listedMost
    let open = try await request.desk.reader.withSession { session in
      try session.query(
        """
        SELECT dispatch, min(place), min(sent_on)::text FROM dispatch_lines GROUP BY dispatch HAVING max(received_on) IS NULL
        ORDER BY min(sent_on) DESC, dispatch LIMIT $1
        """, [.int64(limit)]
      ).map { (try $0.text(0), try $0.text(1), try $0.text(2)) }
    }
    let field = Field(
      "dispatch", words(family: "clerk.field", "dispatch"), value: request.query("dispatch") ?? request.form["dispatch"], error: error,
      isRequired: true)
    var table = DataTable(
      words("clerk.receive.open"),
      columns: [
        .init(words(family: "clerk.field", "dispatch")), .init(words(family: "clerk.field", "to")), .init(words("clerk.sent_on")),
      ],
      rows: open.map { code, place, day in
        [
          .init(code, href: PathText.with("/clerk/receive", [("dispatch", code)])), .init(words(family: "clerk.place", place)),
          .init(request.day(day)),
        ]
      })
    table.empty = words("clerk.receive.none_open")
    return Page(
      words("clerk.receive.title"), area: .clerk, lead: words("clerk.receive.lead"), trail: [Link(words("clerk.title"), "/clerk")],
      [.form(Form(.get, "/clerk/receive", fields: [field], submit: words("clerk.receive.find"))), .table(table)])
  }

  private static func page(_ sheet: Sheet, _ sent: DispatchState) -> Page {
    let (request, words) = (sheet.request, sheet.request.words)
    guard let dispatched = sent.dispatched else { return sheet.page([]) }
    var sheet = sheet
    sheet.before = [
      .facts([
        (words(family: "clerk.field", "dispatch"), [Inline(dispatched.dispatch.text)]),
        (words(family: "clerk.field", "from"), [Inline(words(family: "clerk.place", dispatched.from.text))]),
        (words(family: "clerk.field", "to"), [Inline(words(family: "clerk.place", dispatched.to.text))]),
        (words("clerk.sent_on"), [Inline(sent.dispatchedOn.map { request.day($0.description) } ?? "")]),
      ])
    ]
    if let on = sent.receivedOn {
      sheet.before.append(.notice(Notice(.warning, words("clerk.receive.already", ["day": request.day(on.description)]))))
    }
    var fields = [Field("dispatch", "", .hidden, value: dispatched.dispatch.text)]
    for (index, line) in dispatched.lines.enumerated() {
      let name = "received-\(index + 1)"
      let sentText = request.quantity(line.quantity.thousandths)
      let label = words("clerk.receive.line", ["batch": line.batch.text, "product": line.product.text])
      fields.append(
        Field(
          name, label, .decimal, value: sheet.value(name, line.quantity.description), hint: words("clerk.receive.sent", ["quantity": sentText]),
          error: sheet.mistakes[name], isRequired: true))
    }
    fields.append(sheet.field("date", .date, value: CalendarDate.todayHere.description, isRequired: true))
    return sheet.page(fields)
  }
}
