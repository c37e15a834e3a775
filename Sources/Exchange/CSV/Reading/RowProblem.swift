/// Why one row was not taken. It goes to the rejects file; the rows around it are read on.
public struct RowProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The row as a spreadsheet numbers it: the header is row 1, a row with line breaks in quotes is one row, blank rows count.
  public let row: Int
  /// The physical line in the file on which the row begins; differs from `row` after a line break in quotes.
  public let line: Int
  /// The column's name; nil when the whole row is at fault.
  public let column: String?
  /// What stood there, cut at about 200 letters. May be personal (a name, an account): show it to the file's owner only.
  public let value: String
  /// What is wrong, as a rule and its values.
  public let because: RowReason
  /// What is wrong and what to write instead.
  public var reason: String { because.text }

  /// Row, column and reason, without the value.
  public var description: String {
    let place = (line == row ? "row \(row)" : "row \(row) (line \(line))") + (column.map { ", column \($0)" } ?? "")
    return "\(place): \(reason)"
  }

  /// A problem with a row.
  public init(row: Int, line: Int, column: String?, value: String, because: RowReason) {
    (self.row, self.line, self.column, self.value, self.because) = (row, line, column, value, because)
  }

  /// A problem with a row that is told in words.
  public init(row: Int, line: Int, column: String?, value: String, reason: String) {
    self.init(row: row, line: line, column: column, value: value, because: RowReason(words: reason))
  }
}

/// What became of one row.
public enum RowVerdict<Content> {
  /// The row is sound; this is what was made of it.
  case good(Content)
  /// The row cannot be taken.
  case rejected(RowProblem)
}

extension RowVerdict: Equatable where Content: Equatable {}
extension RowVerdict: Sendable where Content: Sendable {}

/// Cuts what is shown of a file's content.
enum Excerpt {
  /// Letters of a value that are kept.
  static let lettersMax = 200

  /// The text of `bytes`, damaged letters as �, at most `lettersMax` letters and "…".
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let bytesMax = 4 * (lettersMax + 1)
    return cut(String(decoding: UnsafeBufferPointer(rebasing: bytes.prefix(bytesMax)), as: UTF8.self))
  }

  static func cut(_ text: String) -> String {
    // By scalars: a single Character may hold any number of combining marks.
    guard text.unicodeScalars.count > lettersMax else { return text }
    return String(text.unicodeScalars.prefix(lettersMax)) + "…"
  }
}
