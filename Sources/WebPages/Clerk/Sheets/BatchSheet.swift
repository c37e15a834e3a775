import Foundation
import Ledger
import Web

/// A batch, with what each producer made of it.
enum BatchSheet {
  @Sendable static func show(_ request: PageRequest) async throws -> PageAnswer { .page(try await page(sheet(request), rows: 3)) }

  @Sendable static func take(_ request: PageRequest) async throws -> PageAnswer {
    var sheet = sheet(request)
    let rows = SheetRows(sheet, ["producer", "quantity"])
    if request.form["do"] == "add-row" { return .page(try await page(sheet, rows: rows.shown + 3)) }
    sheet.require("batch", "product", "produced_on", "kind")
    sheet.checkCodes("batch", "product")
    sheet.checkDays("produced_on")
    sheet.checkNumbers("accepted")
    rows.check(&sheet, number: "quantity", code: "producer")
    sheet.fieldNames = Set(["batch", "product", "produced_on", "kind", "site", "accepted"]).union(rows.names)
    guard sheet.isSound else { return .mistaken(try await page(sheet, rows: rows.shown)) }
    var members: [String: Any] = [
      "record": "batch", "batch": sheet.value("batch"), "product": sheet.value("product"), "produced_on": sheet.value("produced_on"),
      "kind": sheet.value("kind"), "contributions": rows.filled,
    ]
    for name in ["site", "accepted"] where !sheet.value(name).isEmpty { members[name] = sheet.value(name) }
    if sheet.value("waits") == "on" {
      members["inspected"] = NSNumber(value: false)
      members["accepted"] = nil
    }
    guard try await sheet.record(members) else { return .mistaken(try await page(sheet, rows: rows.shown)) }
    return .seeOther("/clerk/recorded/batch/" + PathText.segment(sheet.value("batch")), notice: request.words("clerk.batch.recorded"))
  }

  private static func sheet(_ request: PageRequest) -> Sheet { Sheet(request, "/clerk/batch", title: request.words("clerk.batch.title")) }

  private static func page(_ sheet: Sheet, rows: Int) async throws -> Page {
    let (words, suggestions) = (sheet.request.words, ClerkSuggestions(sheet.request))
    let producers = try await suggestions.producers()
    var fields = [
      sheet.field("product", isRequired: true, suggestions: try await suggestions.products()), sheet.field("batch", isRequired: true),
      sheet.field("produced_on", .date, value: CalendarDate.todayHere.description, isRequired: true),
    ]
    for row in 1...max(1, min(rows, SheetRows.most)) {
      fields.append(sheet.field("producer", row: row, isRequired: row == 1, suggestions: producers))
      fields.append(sheet.field("quantity", .decimal, row: row, isRequired: row == 1))
    }
    let kinds = ["regular", "order", "test"].map { (value: $0, text: words(family: "clerk.kind", $0)) }
    fields += [
      sheet.field("kind", .select(kinds), value: "regular"), sheet.field("accepted", .decimal), sheet.field("waits", .checkbox),
      sheet.field("site"),
    ]
    return sheet.page(fields, others: [(words("clerk.add_row"), "add-row")])
  }
}
