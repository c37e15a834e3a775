import ArgumentParser
import Exchange
import Ledger
import ReadModels

/// How rows are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// Aligned columns for people.
  case table
  /// RFC 4180 with plain numbers.
  case csv
  /// One object with `as_of_position` and `rows`; money in minor units, quantities in thousandths, shares as decimal strings.
  case json
}

/// How a report is printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
  /// An Excel workbook, for a file.
  case xlsx

  /// As other output; nil for a workbook.
  var text: OutputFormat? { OutputFormat(rawValue: rawValue) }
}

/// Prints what a report says.
struct ReportPrinter {
  let format: OutputFormat
  /// The book's currency, for the decimals of money.
  let currency: Currency

  func print(_ answer: ReportAnswer) {
    switch format {
    case .table:
      Swift.print("\(answer.title)\n")
      Swift.print(table(answer.columns, answer.rows))
      Swift.print("As of position \(answer.asOfPosition). Money in \(currency).")
    case .csv:
      let csv = ReportCSV(columns: answer.columns, currency: currency)
      Swift.print(csv.header, terminator: "")
      for row in answer.rows { Swift.print(csv.line(row), terminator: "") }
    case .json: Swift.print(answer.json)
    }
  }

  func table(_ columns: [ReportColumn], _ rows: [[Cell]]) -> String {
    var table = TextTable(columns.map { .init($0.name, isNumber: $0.kind.isNumber) })
    for row in rows {
      let own = own(columns, row)
      table.add(zip(columns, row).map { shown($0, $1, own) })
    }
    return table.text()
  }

  /// The currency that a row names: that of its amounts.
  private func own(_ columns: [ReportColumn], _ row: [Cell]) -> Currency? {
    guard let index = columns.firstIndex(where: { $0.name == "currency" }), case .text(let code) = row[index] else { return nil }
    return Currency(code)
  }

  /// For people: money with its decimals, shares in per cent.
  /// - Parameter own: the currency of amounts that are not in the book's.
  func shown(_ column: ReportColumn, _ cell: Cell, _ own: Currency? = nil) -> String {
    switch (column.kind, cell) {
    case (_, .null): "–"
    case (.amount, .int64(let minor)): NumberText.money(minor: minor, decimals: (own ?? currency).decimals)
    case (.money, .int64(let minor)): NumberText.money(minor: minor, decimals: currency.decimals)
    case (.quantity, .int64(let thousandths)): NumberText.quantity(thousandths: thousandths)
    case (.share, .decimal(let text)): NumberText.share(text)
    case (_, .int64(let number)): NumberText.money(minor: number, decimals: 0)
    case (_, .text(let text)), (_, .decimal(let text)): text
    }
  }

  /// For spreadsheets: money in major units with a decimal point, no grouping.
  func plain(_ column: ReportColumn, _ cell: Cell, _ own: Currency? = nil) -> String {
    ReportCSV.plain(column, cell, own: own, book: currency)
  }
}

extension ColumnKind {
  /// Whether cells stand to the right.
  var isNumber: Bool {
    switch self {
    case .text, .period, .date: false
    default: true
    }
  }
}
