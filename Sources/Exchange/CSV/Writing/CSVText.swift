/// Writes CSV as RFC 4180 has it: lines end in CRLF, quotes only where they are needed.
public enum CSVText {
  /// Appends one line. A cell is quoted when it holds the delimiter, a quote or a line break, or begins or ends with a blank; a line of one empty cell
  /// is quoted too, or it would read as a blank line.
  public static func append(_ cells: [String], delimiter: CSVDelimiter = .comma, to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(delimiter.rawValue) }
      let text = cell.utf8
      guard needsQuotes(text, delimiter) || cells.count == 1 && text.isEmpty else {
        bytes.append(contentsOf: text)
        continue
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in text {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// One line as text.
  public static func line(_ cells: [String], delimiter: CSVDelimiter = .comma) -> String {
    var bytes: [UInt8] = []
    append(cells, delimiter: delimiter, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func needsQuotes(_ text: String.UTF8View, _ delimiter: CSVDelimiter) -> Bool {
    if text.first == 0x20 || text.last == 0x20 { return true }
    return text.contains { $0 == delimiter.rawValue || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
  }
}

/// Keeps a spreadsheet from running a cell as a formula (CSV injection; source: OWASP, "CSV Injection").
public enum FormulaGuard {
  /// The cell with an apostrophe before it when it begins like a formula (= + - @ TAB or a line break) and is not a number. Control characters that
  /// end a cell early in Excel are shown as �.
  public static func guarded(_ cell: String) -> String {
    var cell = cell
    if cell.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }) {
      let shown = cell.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }
      cell = String(String.UnicodeScalarView(shown))
    }
    guard let first = cell.utf8.first, "=+-@\t\r\n".utf8.contains(first), (try? ParsedDecimal(cell)) == nil else { return cell }
    return "'" + cell
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r" || scalar.value == 0x7F
  }
}
