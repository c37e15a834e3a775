import Ledger
import Web

/// The lines that were made of an event: only the columns in which one of them says anything.
struct EntryTable {
  private let request: PageRequest

  init(_ request: PageRequest) { self.request = request }

  /// What every line of the event has from the event itself.
  private static let known: Set<String> = ["position", "occurred_on", "recorded_at", "line"]

  /// Amounts in the line's currency, and in the book's.
  private static let amounts: Set<String> = ["gross", "discount", "commission", "fee", "net"]

  func table(_ entries: (columns: [String], lines: [[String?]])) -> DataTable {
    let places = entries.columns.indices.filter { place in
      !Self.known.contains(entries.columns[place]) && entries.lines.contains { $0[place] != nil }
    }
    let currencyAt = entries.columns.firstIndex(of: "currency")
    let rows = entries.lines.map { line in
      places.map { place -> DataTable.Cell in
        let (column, text) = (entries.columns[place], line[place] ?? "")
        let written = text.isEmpty ? "" : write(text, column, currencyAt.flatMap { line[$0] })
        return DataTable.Cell(written, href: isFigure(column) ? nil : request.place(of: column, text))
      }
    }
    return DataTable(
      request.words("auditor.event.entries"), columns: places.map { .init(title(entries.columns[$0]), isNumber: isFigure(entries.columns[$0])) },
      rows: rows, empty: request.words("auditor.event.no_entries"), hidesCaption: true)
  }

  private func isFigure(_ column: String) -> Bool { Self.amounts.contains(column) || column.hasPrefix("book_") || column == "quantity" }

  private func title(_ column: String) -> String {
    guard column.hasPrefix("book_") else { return request.heading(column) }
    return "\(request.heading(String(column.dropFirst(5)))), \(request.currencyName)"
  }

  private func write(_ text: String, _ column: String, _ currency: String?) -> String {
    if column == "quantity" { return Int64(text).map { request.quantity($0) } ?? text }
    if column.hasPrefix("book_") { return Int64(text).map { request.words.numbers.decimal($0, places: request.desk.currency.decimals) } ?? text }
    if Self.amounts.contains(column) {
      return Int64(text).map { request.words.numbers.decimal($0, places: currency.flatMap { Currency($0) }?.decimals ?? 2) } ?? text
    }
    if ["kind", "purpose", "unit", "channel_kind", "model", "country", "oblast", "category", "sex"].contains(column) { return request.value(text) }
    return column.hasSuffix("_on") ? request.day(text) : text
  }
}
