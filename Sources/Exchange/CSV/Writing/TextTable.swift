/// A table for people at a terminal: columns aligned by display width, numbers to the right, a rule under the titles.
public struct TextTable: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// Its title.
    public let title: String
    /// Whether its cells are numbers and stand to the right.
    public let isNumber: Bool

    /// A column of text, or of numbers.
    public init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// A table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row.
  /// - Precondition: as many cells as columns.
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row of \(cells.count) cells in a table of \(columns.count) columns")
    rows.append(cells.map(Self.printable))
  }

  /// The table as text, each line ended by a line feed, no blanks at line ends. Cost: all cells twice.
  public func text() -> String {
    let titles = columns.map { Self.printable($0.title) }
    var widths = titles.map(DisplayWidth.of)
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], DisplayWidth.of(cell)) }
    }
    var text = ""
    append(titles, widths, to: &text)
    append(widths.map { String(repeating: "─", count: $0) }, widths, to: &text)
    for row in rows { append(row, widths, to: &text) }
    return text
  }

  private func append(_ cells: [String], _ widths: [Int], to text: inout String) {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += "  " }
      let padding = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
      line += columns[index].isNumber ? padding + cell : cell + padding
    }
    while line.last == " " { line.removeLast() }
    text += line + "\n"
  }

  /// The cell on one line, without control characters: data must not be able to steer the terminal.
  private static func printable(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return cell }
    var shown = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      shown.append(isControl ? (scalar.properties.isWhitespace ? " " : "\u{FFFD}") : scalar)
    }
    return String(shown)
  }
}
