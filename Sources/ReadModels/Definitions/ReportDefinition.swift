public import Projections

/// What a column of a report holds.
public enum ColumnKind: String, Hashable, Sendable, CaseIterable {
  /// Text.
  case text
  /// A period's name: 2024, 2024-Q1 or 2024-01.
  case period
  /// A day, as YYYY-MM-DD.
  case date
  /// Minor units of the book's currency.
  case money
  /// Minor units of the currency that the row's column `currency` names.
  case amount
  /// Thousandths of a unit.
  case quantity
  /// A fraction of one, with six decimals.
  case share
  /// Any other decimal number.
  case decimal
  /// How many.
  case count
}

/// A column of a report.
public struct ReportColumn: Hashable, Sendable {
  /// Its name, in snake_case.
  public let name: String
  /// What it holds.
  public let kind: ColumnKind

  /// A column from its parts.
  public init(name: String, kind: ColumnKind) { (self.name, self.kind) = (name, kind) }
}

/// From which read model a report's cells are plain sums, and how its keys follow from that read model's.
public struct Explanation: Hashable, Sendable {
  /// The read model's name.
  public let model: String
  /// A report's column and the expression over the read model's keys (and by_period) that gives it.
  public let keys: [(column: String, expression: String)]
  /// A report's column and the expression over the read model's measures that it is the sum of.
  public let cells: [(column: String, expression: String)]

  /// By all parts.
  public static func == (left: Explanation, right: Explanation) -> Bool {
    left.model == right.model && left.keys.elementsEqual(right.keys, by: ==) && left.cells.elementsEqual(right.cells, by: ==)
  }

  /// By its parts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(model)
    for pair in keys + cells { hasher.combine(pair.column) }
  }
}

/// A report: what one file in `Projections/Reports` says.
public struct ReportDefinition: Hashable, Sendable {
  /// What people ask for it by: the file's name without its extension, such as `channel-share`.
  public let name: String
  /// The file's path, for messages.
  public let file: String
  /// The title: the first line of the comment at the file's head.
  public let title: String
  /// The rest of that comment.
  public let note: String
  /// The columns, in order.
  public let columns: [ReportColumn]
  /// Whether its figures add up everything from the beginning (a stock, a membership). The first day asked for then only hides earlier rows.
  public let isCumulative: Bool
  /// How to explain a cell, if cells are sums.
  public let explanation: Explanation?
  /// The columns that tell its rows apart, where the file says so: a report whose rows differ in a count says `-- key`.
  let statedKey: [String]?
  /// The SELECT over read models and `parameter`.
  public let body: String
  /// Whether each period's rows follow from that period alone, so that a report of some years is those of each year, one after the other.
  public let isPeriodwise: Bool
  /// The words of the SELECT, and those behind FROM or JOIN: the tables it reads, and names of its own.
  let words: Set<String>, sources: Set<String>

  /// Reads a file.
  /// - Throws: `DefinitionError` with the file and the line.
  public init(_ file: ProjectionFile) throws(DefinitionError) {
    let parsed = try SQLFile(file, keywords: ["columns", "key", "cumulative", "periodwise", "explain"])
    guard parsed.name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy({ $0.isSQLName && !$0.contains("_") }) else {
      throw parsed.error(1, "“\(parsed.name)” cannot be a report's name: words of small letters and digits, joined by hyphens.")
    }
    var (columns, isCumulative): ([ReportColumn], Bool) = ([], false)
    var explanation: Explanation?
    for line in parsed.header {
      switch line.keyword {
      case "columns": columns += try Self.columns(line, parsed)
      case "explain": explanation = try Explanation(line, parsed)
      case "cumulative": isCumulative = true
      default: break
      }
    }
    statedKey = parsed.header.first { $0.keyword == "key" }.map { $0.text[...].splitAtCommas() }
    guard !columns.isEmpty else {
      throw parsed.error(parsed.bodyLine, "The header lacks a line like “-- columns  period period, channel text, net_sales money”.")
    }
    for (column, _) in (explanation?.keys ?? []) + (explanation?.cells ?? []) where !columns.contains(where: { $0.name == column }) {
      let line = parsed.header.first { $0.keyword == "explain" }?.number ?? parsed.bodyLine
      throw parsed.error(line, "explain speaks of “\(column)”, which is no column of the report.")
    }
    for column in statedKey ?? [] where !columns.contains(where: { $0.name == column }) {
      let line = parsed.header.first { $0.keyword == "key" }?.number ?? parsed.bodyLine
      throw parsed.error(line, "key speaks of “\(column)”, which is no column of the report.")
    }
    (name, self.file, title) = (parsed.name, parsed.path, parsed.prose.first ?? parsed.name)
    note = parsed.prose.dropFirst().joined(separator: " ")
    (self.columns, self.isCumulative, self.explanation, body) = (columns, isCumulative, explanation, parsed.body)
    isPeriodwise = parsed.header.contains { $0.keyword == "periodwise" }
    (words, sources) = Self.words(parsed.body)
  }

  /// Whether a word of the SELECT is a table's name: then it may read it, otherwise it does not.
  func mentions(_ table: String) -> Bool { words.contains(table) }

  /// Whether the SELECT reads a table, where FROM and JOIN stand before each.
  public func reads(_ table: String) -> Bool { sources.contains(table) }

  /// A report that no file says.
  init(name: String, file: String, title: String, columns: [ReportColumn], explanation: Explanation? = nil, body: String) {
    (self.name, self.file, self.title, note, self.columns, self.body) = (name, file, title, "", columns, body)
    (isCumulative, isPeriodwise, self.explanation, statedKey) = (false, false, explanation, nil)
    (words, sources) = Self.words(body)
  }

  static func words(_ body: String) -> (all: Set<String>, sources: Set<String>) {
    var words: [String] = []
    for line in body.split(separator: "\n") {
      let code = line.firstRange(of: "--").map { line[..<$0.lowerBound] } ?? line
      words += code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map { $0.lowercased() }
    }
    return (Set(words), Set(zip(words, words.dropFirst()).filter { $0.0 == "from" || $0.0 == "join" }.map(\.1)))
  }

  private static func columns(_ line: SQLFile.HeaderLine, _ file: SQLFile) throws(DefinitionError) -> [ReportColumn] {
    var columns: [ReportColumn] = []
    for part in line.text.split(separator: ",") {
      let words = part.split(separator: " ")
      guard words.count == 2, words[0].isSQLName, let kind = ColumnKind(rawValue: String(words[1])) else {
        let kinds = ColumnKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw file.error(line.number, "“\(part.trimmingSpaces())” is not a column: a name, then one of \(kinds).")
      }
      columns.append(ReportColumn(name: String(words[0]), kind: kind))
    }
    return columns
  }
}

extension Explanation {
  /// Reads `read_model by column = expression, … cells column, column = expression, …`.
  fileprivate init(_ line: SQLFile.HeaderLine, _ file: SQLFile) throws(DefinitionError) {
    let form = "explain reads “read_model by column = expression, … cells column, column = expression, …”."
    guard let cellsAt = line.text.firstRange(of: " cells "), let byAt = line.text.firstRange(of: " by "), byAt.upperBound < cellsAt.lowerBound else {
      throw file.error(line.number, form)
    }
    func pairs(_ text: Substring) throws(DefinitionError) -> [(column: String, expression: String)] {
      var pairs: [(column: String, expression: String)] = []
      for part in text.splitAtCommas() {
        let column = part.prefix { $0 != "=" }.trimmingSpaces()
        let expression = part.contains("=") ? part.drop { $0 != "=" }.dropFirst().trimmingSpaces() : column
        guard column.isSQLName, !expression.isEmpty else { throw file.error(line.number, form) }
        pairs.append((column, expression))
      }
      return pairs
    }
    model = line.text[..<byAt.lowerBound].trimmingSpaces()
    keys = try pairs(line.text[byAt.upperBound..<cellsAt.lowerBound])
    cells = try pairs(line.text[cellsAt.upperBound...])
  }
}
