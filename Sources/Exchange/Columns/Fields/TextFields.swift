/// Fields that stay text: codes, names, whole numbers in a range.
public enum TextFields {
  /// The most letters (Unicode scalars) of a code.
  public static let codeLettersMax = 64
  /// The most letters of a name or remark.
  public static let textLettersMax = 1000

  /// A code such as S-88121, from a trimmed field: 1…64 letters, none of them invisible.
  /// - Throws: `FieldProblem` when it is empty, too long, or holds control or invisible characters: two codes that look alike must be alike.
  public static func code(_ bytes: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> String {
    guard !bytes.isEmpty else { throw FieldProblem(.missingCode) }
    return try visible(bytes, lettersMax: codeLettersMax, isCode: true)
  }

  /// A code, trimmed like a field.
  /// - Throws: as for bytes.
  public static func code(_ text: String) throws(FieldProblem) -> String { try parse(text) { bytes throws(FieldProblem) in try code(bytes) } }

  /// A name or remark from a trimmed field: up to 1000 letters. Line breaks become blanks; other control characters are refused.
  /// - Throws: `FieldProblem` when it is too long or holds control characters.
  public static func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> String {
    guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
      return try visible(bytes, lettersMax: textLettersMax, isCode: false)
    }
    let flat = String(decoding: bytes, as: UTF8.self).split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    return try parse(flat) { bytes throws(FieldProblem) in try visible(bytes, lettersMax: textLettersMax, isCode: false) }
  }

  /// A whole number in `range`, from a trimmed field.
  /// - Throws: `FieldProblem` when it is no whole number or outside the range.
  public static func integer(_ bytes: UnsafeBufferPointer<UInt8>, in range: ClosedRange<Int>) throws(FieldProblem) -> Int {
    let number = try ParsedDecimal(parsing: bytes)
    guard let value = try? number.units(digits: 0), range.contains(Int(value)) else {
      throw FieldProblem(.notWhole(quoted(bytes), in: range))
    }
    return Int(value)
  }

  /// Text whose every letter can be seen. Reasons do not repeat it: a name is personal.
  private static func visible(_ bytes: UnsafeBufferPointer<UInt8>, lettersMax: Int, isCode: Bool) throws(FieldProblem) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.count <= lettersMax, isPlain(bytes) { return text }
    var letters = 0
    for scalar in text.unicodeScalars {
      letters += 1
      if isInvisible(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        throw FieldProblem(.invisible(String(repeating: "0", count: max(0, 4 - hex.count)) + hex, inCode: isCode))
      }
    }
    guard letters <= lettersMax else { throw FieldProblem(.tooLong(letters, most: lettersMax, isCode: isCode)) }
    return text
  }

  /// Quick answer for the letters of most fields: ASCII that prints, and the two-byte letters from À to Hebrew, which take in all of Cyrillic. None of
  /// these is invisible.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case 0x20...0x7E: at += 1
      case 0xC3...0xD7: at += 2
      default: return false
      }
    }
    return true
  }

  /// Control and format characters, line and paragraph separators. The joiners of some scripts are format characters too; the languages here have none.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
