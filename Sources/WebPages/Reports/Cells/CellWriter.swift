import Ledger
import ReadModels
import Web

/// Writes the cells of one report's answer for a reader.
struct CellWriter {
  let request: PageRequest
  let columns: [ReportColumn]
  let asked: ReportParameters
  /// Of producers, by code.
  let names: [String: String]
  private let report: ReportDefinition?
  private let name: String
  /// Where the columns stand that tell what a figure is about, and which columns are explained.
  private let keys: [(column: String, place: Int)]
  private let isExplained: Bool
  private let currencyAt: Int?

  init(_ request: PageRequest, _ columns: [ReportColumn], report name: String, asked: ReportParameters, names: [String: String] = [:]) {
    (self.request, self.columns, self.name, self.asked, self.names) = (request, columns, name, asked, names)
    report = request.desk.catalogue.report(name)
    let explanation = request.mayRead(name) && request.identity?.may(.readReports) == true ? report?.explanation : nil
    let keys = (explanation?.keys ?? []).map { key in (column: key.column, place: columns.firstIndex { $0.name == key.column }) }
    // Without all of them a figure would be explained together with others.
    let isWhole = keys.allSatisfy { $0.place != nil }
    self.keys = isWhole ? keys.compactMap { key in key.place.map { (key.column, $0) } } : []
    isExplained = isWhole && explanation != nil
    currencyAt = columns.firstIndex { $0.name == "currency" }
  }

  /// A column's heading; money with its currency, so that the cells need not say it.
  func heading(of column: ReportColumn) -> String {
    // The same name may mean another thing in one report: a statement is a channel's, or a sentence that was published.
    let title = request.words.member(of: "column", "\(name).\(column.name)") ?? request.heading(column.name)
    return column.kind == .money ? "\(title), \(request.currencyName)" : title
  }

  /// A cell as it is written, and where it leads.
  func cell(_ row: [ReadModels.Cell], at place: Int) -> DataTable.Cell {
    let column = columns[place]
    let text = text(row, at: place)
    return DataTable.Cell(text, href: href(column, row, at: place), tone: tone(column, row[place]))
  }

  private func href(_ column: ReportColumn, _ row: [ReadModels.Cell], at place: Int) -> String? {
    let channel = columns.firstIndex { $0.name == "channel" }.map { row[$0].plainText }
    guard column.kind.isFigure, row[place] != .null else { return request.place(of: column.name, row[place].plainText, channel: channel) }
    // A share, a change or an index is explained together with the sums of its row.
    if isExplained { return request.explainPath(name, keys.map { ($0.column, row[$0.place].plainText) }, asked) }
    return request.place(of: column.name, row[place].plainText, channel: channel)
      ?? FigureSource(request: request, name: name, columns: columns, asked: asked).href(column.name, row)
  }

  /// Words that mean something went wrong stand out.
  private func tone(_ column: ReportColumn, _ cell: ReadModels.Cell) -> Tone {
    guard WordColumns.all.contains(column.name), case .text(let word) = cell else { return .plain }
    return switch word {
    case "expired", "revoked", "refused": .warning
    case "yes" where column.name == "flagged" || column.name == "falls": .warning
    case "valid": .good
    default: .plain
    }
  }

  /// A cell as the reader's language writes it.
  func text(_ row: [ReadModels.Cell], at place: Int) -> String {
    let column = columns[place]
    switch (column.kind, row[place]) {
    case (_, .null): return "–"
    case (.money, .int64(let minor)): return request.words.numbers.decimal(minor, places: request.desk.currency.decimals)
    case (.amount, .int64(let minor)):
      let currency = currencyAt.map { row[$0].plainText } ?? request.desk.currency.code
      return request.words.numbers.decimal(minor, places: Currency(currency)?.decimals ?? 2)
    case (.quantity, .int64(let thousandths)): return request.quantity(thousandths)
    case (.count, .int64(let number)) where column.name == "stage":
      // A step has a number, by which people call it, and a name.
      return request.words.member(of: "stage", String(number)).map { "\(number) · \($0)" } ?? String(number)
    case (_, .int64(let number)): return request.words.numbers.whole(number)
    case (.share, .decimal(let text)): return request.share(text)
    case (_, .decimal(let text)): return decimal(text, column.name)
    case (.period, .text(let text)): return request.period(text)
    case (.date, .text(let text)): return request.day(text)
    case (_, .text(let text)): return word(text, column.name, row)
    }
  }

  private func decimal(_ text: String, _ column: String) -> String {
    let places =
      switch column {
      case "hhi": 0
      case "gini": 3
      case "difference_percent": 1
      default: 2
      }
    guard let units = DecimalText.units(text, places: places) else { return text }
    return request.words.numbers.decimal(units, places: places, dropsZeros: !["gini", "difference_percent"].contains(column))
  }

  private func word(_ text: String, _ column: String, _ row: [ReadModels.Cell]) -> String {
    if column == "name", let account = columns.firstIndex(where: { $0.name == "account" }) {
      return request.words.member(of: "account", row[account].plainText) ?? text
    }
    if column == "producer" { return names[text].map { "\(text) · \($0)" } ?? text }
    if column == "type" { return request.words(family: "event", text) }
    if text == "hub", column == "place" || column == "from_place" { return request.value(text) }
    guard WordColumns.all.contains(column) else { return text }
    guard column == "what" else { return request.value(text) }
    // A line of an account says what it is in one word, or in two: what happened, and for what.
    return text.split(separator: " ").map { request.value(String($0)) }.joined(separator: ": ")
  }
}

/// Columns that hold words of ours, and no codes, names or texts that people entered.
enum WordColumns {
  static let all: Set<String> = [
    "bound", "category", "country", "definition", "falls", "flagged", "kind", "lack", "oblast", "open", "owner", "stage", "standing", "top_country",
    "top_kind", "unit",
    "what",
  ]
}

extension ReadModels.Cell {
  /// As a program writes it; nothing for NULL.
  var plainText: String {
    switch self {
    case .null: ""
    case .int64(let number): String(number)
    case .text(let text), .decimal(let text): text
    }
  }
}
