import Ledger
import Office
import Web

/// Goods that come back: the sale is looked up first, and what of it is still out is shown.
enum ReturnSheet {
  @Sendable static func show(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let asked = request.query("sale") else { return .page(search(request, error: nil)) }
    guard let code = SaleCode(checking: asked), let sale = try await state(of: code, request) else {
      return .mistaken(search(request, error: words("refusal.unknown.sale", ["code": asked])))
    }
    return .page(page(sheet(request, sale), sale))
  }

  @Sendable static func take(_ request: PageRequest) async throws -> PageAnswer {
    guard let code = SaleCode(checking: request.form["sale"]), let sale = try await state(of: code, request) else {
      return .mistaken(search(request, error: request.words("refusal.unknown.sale", ["code": request.form["sale"]])))
    }
    var sheet = sheet(request, sale)
    sheet.fieldNames = ["quantity", "returned_on", "cause", "disposition", "return"]
    sheet.require("quantity", "returned_on")
    sheet.checkNumbers("quantity")
    sheet.checkDays("returned_on")
    sheet.checkCodes("return")
    guard sheet.isSound else { return .mistaken(page(sheet, sale)) }
    var members: [String: Any] = [
      "record": "return", "sale": code.text, "return": sheet.number("return", "R", sheet.value("returned_on")),
      "quantity": sheet.value("quantity"), "returned_on": sheet.value("returned_on"),
    ]
    for name in ["cause", "disposition"] where !sheet.value(name).isEmpty { members[name] = sheet.value(name) }
    guard try await sheet.record(members) else { return .mistaken(page(sheet, sale)) }
    return .seeOther("/clerk/recorded/sale/" + PathText.segment(code.text), notice: request.words("clerk.return.recorded"))
  }

  private static func state(of code: SaleCode, _ request: PageRequest) async throws -> SaleState? {
    var state = SaleState()
    for read in try await request.desk.log.ledgerEvents(of: .sale(code)) { state.evolve(read.event, on: read.date) }
    return state.recorded == nil ? nil : state
  }

  private static func search(_ request: PageRequest, error: String?) -> Page {
    let words = request.words
    let field = Field(
      "sale", words(family: "clerk.field", "sale"), value: request.query("sale") ?? request.form["sale"], hint: words("clerk.return.find_hint"),
      error: error, isRequired: true)
    return Page(
      words("clerk.return.title"), area: .clerk, lead: words("clerk.return.lead"), trail: [Link(words("clerk.title"), "/clerk")],
      [.form(Form(.get, "/clerk/return", fields: [field], submit: words("clerk.return.find")))])
  }

  private static func sheet(_ request: PageRequest, _ sale: SaleState) -> Sheet {
    let words = request.words
    var sheet = Sheet(request, "/clerk/return", title: words("clerk.return.title"))
    sheet.remembers = false
    guard let recorded = sale.recorded else { return sheet }
    sheet.before = [
      .facts([
        (words(family: "clerk.field", "sale"), [Inline(recorded.sale.text)]),
        (words(family: "clerk.field", "product"), [Inline(recorded.goods.product.text)]),
        (words(family: "clerk.field", "sold_on"), [Inline(sale.soldOn.map { request.day($0.description) } ?? "")]),
        (words("clerk.sold"), [Inline(request.quantity(recorded.quantity.thousandths))]),
        (words("clerk.still_out"), [Inline(request.quantity(sale.isReversed ? 0 : sale.outstanding.thousandths))]),
      ])
    ]
    return sheet
  }

  private static func page(_ sheet: Sheet, _ sale: SaleState) -> Page {
    let words = sheet.request.words
    let ways = ["restock", "scrap"].map { (value: $0, text: words(family: "clerk.disposition", $0)) }
    var hidden = Field("sale", "", .hidden)
    hidden.value = sale.recorded?.sale.text ?? ""
    return sheet.page([
      hidden, sheet.field("quantity", .decimal, isRequired: true),
      sheet.field("returned_on", .date, value: CalendarDate.todayHere.description, isRequired: true),
      sheet.field("disposition", .radio(ways), value: "restock"), sheet.field("cause"), sheet.field("return"),
    ])
  }
}
