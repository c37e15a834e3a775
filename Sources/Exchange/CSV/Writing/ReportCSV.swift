public import Ledger
public import ReadModels

/// A report as CSV: money in major units with a decimal point and no grouping, guarded against spreadsheets that would run it.
public struct ReportCSV: Sendable {
  private let columns: [ReportColumn]
  private let currency: Currency
  private let currencyColumn: Int?

  /// The CSV of a report with these columns, in a book of this currency.
  public init(columns: [ReportColumn], currency: Currency) {
    (self.columns, self.currency) = (columns, currency)
    currencyColumn = columns.firstIndex { $0.name == "currency" }
  }

  /// The line of the columns' names.
  public var header: String { CSVText.line(columns.map(\.name)) }

  /// The line of a row.
  public func line(_ row: [Cell]) -> String {
    var own: Currency?
    if let currencyColumn, case .text(let code) = row[currencyColumn] { own = Currency(code) }
    return CSVText.line(zip(columns, row).map { FormulaGuard.guarded(Self.plain($0, $1, own: own, book: currency)) })
  }

  /// A cell as programs read it, not guarded yet.
  /// - Parameters:
  ///   - own: the currency that the row names, of amounts that are not in the book's.
  ///   - book: the book's currency.
  public static func plain(_ column: ReportColumn, _ cell: Cell, own: Currency?, book currency: Currency) -> String {
    switch (column.kind, cell) {
    case (_, .null): ""
    case (.amount, .int64(let minor)): NumberText.money(minor: minor, decimals: (own ?? currency).decimals, separator: "")
    case (.money, .int64(let minor)): NumberText.money(minor: minor, decimals: currency.decimals, separator: "")
    case (.quantity, .int64(let thousandths)): NumberText.quantity(thousandths: thousandths, separator: "")
    case (_, .int64(let number)): String(number)
    case (_, .text(let text)), (_, .decimal(let text)): text
    }
  }
}
