import Ledger
import Web

/// One sale.
enum SaleSheet {
  private static let names: Set<String> = [
    "product", "quantity", "unit_price", "channel", "outlet", "sold_on", "batch", "discount", "currency", "country", "receipt", "sale",
  ]

  @Sendable static func show(_ request: PageRequest) async throws -> PageAnswer { .page(try await page(sheet(request))) }

  @Sendable static func take(_ request: PageRequest) async throws -> PageAnswer {
    var sheet = sheet(request)
    sheet.fieldNames = names
    sheet.require("product", "quantity", "unit_price", "channel", "sold_on")
    sheet.checkCodes("product", "channel", "outlet", "batch", "sale")
    sheet.checkNumbers("quantity", "unit_price", "discount")
    sheet.checkDays("sold_on")
    guard sheet.isSound else { return .mistaken(try await page(sheet)) }
    var members: [String: Any] = ["record": "sale"]
    for name in names where !sheet.value(name).isEmpty { members[name] = sheet.value(name) }
    if let country = members["country"] as? String { members["country"] = country.uppercased() }
    let number = sheet.number("sale", "S", sheet.value("sold_on"))
    members["sale"] = number
    if sheet.value("currency").isEmpty {
      members["currency"] = try await ClerkSuggestions(request).currency(of: sheet.value("channel")) ?? request.desk.currency.code
    }
    guard try await sheet.record(members, allowsUnallocated: sheet.value("allow") == "on") else { return .mistaken(try await page(sheet)) }
    return .seeOther("/clerk/recorded/sale/" + PathText.segment(number), notice: request.words("clerk.sale.recorded"))
  }

  private static func sheet(_ request: PageRequest) -> Sheet { Sheet(request, "/clerk/sale", title: request.words("clerk.sale.title")) }

  private static func page(_ sheet: Sheet) async throws -> Page {
    let suggestions = ClerkSuggestions(sheet.request)
    var fields = [
      sheet.field("product", isRequired: true, suggestions: try await suggestions.products()),
      sheet.field("quantity", .decimal, isRequired: true), sheet.field("unit_price", .decimal, isRequired: true),
    ]
    // More than is in stock: only whoever was told may record it anyway.
    var lacksStock = false
    if case .insufficientStock = sheet.lastRefusal { lacksStock = true }
    if lacksStock || sheet.value("allow") == "on" { fields.insert(sheet.field("allow", .checkbox), at: 2) }
    fields += [
      sheet.field("channel", isRequired: true, suggestions: try await suggestions.channels()), sheet.field("outlet"),
      sheet.field("sold_on", .date, value: CalendarDate.todayHere.description, isRequired: true),
      sheet.field("batch", suggestions: try await suggestions.batches()), sheet.field("discount", .decimal), sheet.field("currency"),
      sheet.field("country"), sheet.field("receipt"), sheet.field("sale"),
    ]
    return sheet.page(fields)
  }
}
