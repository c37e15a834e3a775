import Foundation
import Ledger
import Web

/// What an inspection of a batch found.
enum InspectSheet {
  private static let names: Set<String> = ["batch", "accepted", "rejected", "reasons", "by", "date", "inspector", "reference", "again"]

  @Sendable static func show(_ request: PageRequest) async throws -> PageAnswer { .page(try await page(sheet(request))) }

  @Sendable static func take(_ request: PageRequest) async throws -> PageAnswer {
    var sheet = sheet(request)
    sheet.fieldNames = names
    sheet.require("batch", "date", "by")
    sheet.checkCodes("batch")
    sheet.checkNumbers("accepted", "rejected")
    sheet.checkDays("date")
    if sheet.value("accepted").isEmpty, sheet.value("rejected").isEmpty { sheet.mistakes["accepted"] = request.words("clerk.wrong.nothing_found") }
    guard sheet.isSound else { return .mistaken(try await page(sheet)) }
    var members: [String: Any] = ["record": "inspect"]
    for name in names.subtracting(["reasons", "again"]) where !sheet.value(name).isEmpty { members[name] = sheet.value(name) }
    if !sheet.value("reasons").isEmpty, !sheet.value("rejected").isEmpty {
      members["reasons"] = [["reason": sheet.value("reasons"), "quantity": sheet.value("rejected")] as [String: Any]]
    }
    if sheet.value("again") == "on" { members["again"] = NSNumber(value: true) }
    guard try await sheet.record(members) else { return .mistaken(try await page(sheet)) }
    return .seeOther("/clerk/recorded/batch/" + PathText.segment(sheet.value("batch")), notice: request.words("clerk.inspect.recorded"))
  }

  private static func sheet(_ request: PageRequest) -> Sheet { Sheet(request, "/clerk/inspect", title: request.words("clerk.inspect.title")) }

  private static func page(_ sheet: Sheet) async throws -> Page {
    let words = sheet.request.words
    let kinds = ["self", "committee", "lab"].map { (value: $0, text: words(family: "clerk.inspection", $0)) }
    return sheet.page([
      sheet.field("batch", isRequired: true, suggestions: try await ClerkSuggestions(sheet.request).waiting()),
      sheet.field("accepted", .decimal), sheet.field("rejected", .decimal), sheet.field("reasons"),
      sheet.field("by", .select(kinds), value: "self"), sheet.field("date", .date, value: CalendarDate.todayHere.description, isRequired: true),
      sheet.field("inspector"), sheet.field("reference"), sheet.field("again", .checkbox),
    ])
  }
}
