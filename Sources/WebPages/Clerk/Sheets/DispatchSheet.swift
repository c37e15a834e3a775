import Ledger
import Web

/// Goods that are sent to a channel, an outlet or back to the hub.
enum DispatchSheet {
  @Sendable static func show(_ request: PageRequest) async throws -> PageAnswer { .page(try await page(sheet(request), rows: 3)) }

  @Sendable static func take(_ request: PageRequest) async throws -> PageAnswer {
    var sheet = sheet(request)
    let rows = SheetRows(sheet, ["batch", "quantity"])
    if request.form["do"] == "add-row" { return .page(try await page(sheet, rows: rows.shown + 3)) }
    sheet.require("to", "date")
    sheet.checkDays("date")
    sheet.checkCodes("dispatch")
    for name in ["from", "to"] where !sheet.value(name).isEmpty && Place(sheet.value(name)) == nil {
      sheet.mistakes[name] = request.words("clerk.wrong.place")
    }
    rows.check(&sheet, number: "quantity", code: "batch")
    sheet.fieldNames = Set(["from", "to", "date", "dispatch"]).union(rows.names)
    guard sheet.isSound else { return .mistaken(try await page(sheet, rows: rows.shown)) }
    let number = sheet.number("dispatch", "D", sheet.value("date"))
    let members: [String: Any] = [
      "record": "dispatch", "dispatch": number, "date": sheet.value("date"), "from": sheet.value("from", "hub"), "to": sheet.value("to"),
      "lines": rows.filled.map { ["batch": $0["batch"] ?? "", "quantity": $0["quantity"] ?? ""] as [String: Any] },
    ]
    guard try await sheet.record(members) else { return .mistaken(try await page(sheet, rows: rows.shown)) }
    return .seeOther("/clerk/recorded/dispatch/" + PathText.segment(number), notice: request.words("clerk.dispatch.recorded"))
  }

  private static func sheet(_ request: PageRequest) -> Sheet { Sheet(request, "/clerk/dispatch", title: request.words("clerk.dispatch.title")) }

  private static func page(_ sheet: Sheet, rows: Int) async throws -> Page {
    let suggestions = ClerkSuggestions(sheet.request)
    let (places, batches) = (try await suggestions.places(), try await suggestions.batches())
    var fields = [
      sheet.field("to", isRequired: true, suggestions: places),
      sheet.field("date", .date, value: CalendarDate.todayHere.description, isRequired: true),
    ]
    for row in 1...max(1, min(rows, SheetRows.most)) {
      fields.append(sheet.field("batch", row: row, isRequired: row == 1, suggestions: batches))
      fields.append(sheet.field("quantity", .decimal, row: row, isRequired: row == 1))
    }
    fields += [sheet.field("from", value: "hub", suggestions: places), sheet.field("dispatch")]
    return sheet.page(fields, others: [(sheet.request.words("clerk.add_row"), "add-row")])
  }
}
