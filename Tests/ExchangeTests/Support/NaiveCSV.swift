@testable import Exchange

/// CSV rules once more, written for plainness and not for speed: it copies the rest of the text for every row (quadratic), and knows no chunks.
struct NaiveCSV {
  struct Verdict: Equatable {
    let row: Int
    let line: Int
    /// nil for a rejected row.
    let fields: [String]?
  }

  private(set) var verdicts: [Verdict] = []

  private enum Record {
    case fields([[UInt8]], length: Int, consumed: Int)
    case broken
  }

  /// - Parameter bytes: begins with a sound header.
  init(_ bytes: [UInt8], rowBytesMax: Int) {
    var rest = bytes
    var (row, line, columns) = (1, 1, 0)
    while !rest.isEmpty {
      let window = Array(rest.prefix(rowBytesMax + 2))
      let here = (row: row, line: line)
      row += 1
      guard case .fields(let fields, let length, let consumed) = Self.record(window, isWhole: window.count == rest.count), length <= rowBytesMax
      else {
        verdicts.append(Verdict(row: here.row, line: here.line, fields: nil))
        rest = Self.afterLine(rest)
        line += 1
        continue
      }
      let texts = fields.map { Self.trimmed(String(decoding: $0, as: UTF8.self)) }
      let isBlank = texts.allSatisfy(\.isEmpty)
      if columns == 0 && !isBlank { columns = texts.count }
      let filled = columns + (texts.dropFirst(columns).lastIndex { !$0.isEmpty } ?? columns - 1) - columns + 1
      if !isBlank && (texts.count < columns || filled > columns) {
        verdicts.append(Verdict(row: here.row, line: here.line, fields: nil))
        rest = Self.afterLine(rest)
        line += 1
        continue
      }
      let text = Array(rest.prefix(length))
      let isSound = String(validating: text, as: UTF8.self) != nil && !text.contains(0)
      if !isBlank { verdicts.append(Verdict(row: here.row, line: here.line, fields: isSound ? Array(texts.prefix(columns)) : nil)) }
      line += 1 + text.indices.count { text[$0] == 13 || text[$0] == 10 && ($0 == 0 || text[$0 - 1] != 13) }
      rest = Array(rest.dropFirst(consumed))
    }
    verdicts.removeFirst()
  }

  private static func record(_ text: [UInt8], isWhole: Bool) -> Record {
    let (quote, ends) = (UInt8(ascii: "\""), [UInt8(ascii: ","), 10, 13])
    var fields: [[UInt8]] = []
    var at = 0
    while true {
      var rest = Array(text[at...])
      let blanks = rest.prefix { $0 == 32 || $0 == 9 }.count
      if blanks < rest.count, rest[blanks] == quote {
        rest.removeFirst(blanks + 1)
        at += blanks + 1
        var field: [UInt8] = []
        while let byte = rest.first {
          if byte == quote {
            if rest.count == 1 || rest[1] != quote { break }
            rest.removeFirst()
            at += 1
          }
          field.append(byte)
          rest.removeFirst()
          at += 1
        }
        if rest.isEmpty { return .broken }
        at += 1 + rest.dropFirst().prefix { $0 == 32 || $0 == 9 }.count
        if at < text.count, !ends.contains(text[at]) { return .broken }
        fields.append(field)
      } else {
        let field = rest.prefix { !ends.contains($0) }
        at += field.count
        fields.append(Array(field))
      }
      if at == text.count { return isWhole ? .fields(fields, length: at, consumed: at) : .broken }
      if text[at] == 10 { return .fields(fields, length: at, consumed: at + 1) }
      if text[at] == 13 {
        if at + 1 == text.count { return isWhole ? .fields(fields, length: at, consumed: at + 1) : .broken }
        return .fields(fields, length: at, consumed: text[at + 1] == 10 ? at + 2 : at + 1)
      }
      at += 1
    }
  }

  private static func afterLine(_ text: [UInt8]) -> [UInt8] {
    guard let end = text.firstIndex(where: { $0 == 10 || $0 == 13 }) else { return [] }
    let isPair = text[end] == 13 && end + 1 < text.count && text[end + 1] == 10
    return Array(text[(end + (isPair ? 2 : 1))...])
  }

  static func trimmed(_ text: String) -> String {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "\u{FEFF}"]
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !blanks.contains($0) }), let last = scalars.lastIndex(where: { !blanks.contains($0) }) else {
      return ""
    }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}
