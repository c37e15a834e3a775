import Glibc
import Ledger

/// What a cell's number is shown as, as far as it matters to a reader.
enum NumberShape: Equatable {
  case plain
  /// A day, with or without a time.
  case date
  /// Hundredths, shown as a percentage.
  case percent

  /// By the number of a format that every workbook knows (ECMA-376 part 1, 18.8.30).
  init(builtIn number: Int) {
    switch number {
    case 14...17, 22, 27...31, 36, 50...58: self = .date
    case 9, 10: self = .percent
    default: self = .plain
    }
  }

  /// By a format of the workbook's own, such as `dd.mm.yyyy;@` or `0.0%`. A time without a day is a plain number.
  init(code: String) {
    var (rest, letters) = (code.unicodeScalars[...], "")
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        // A colour, a condition or a language; or hours, minutes or seconds that have passed.
        let inside = String(String.UnicodeScalarView(rest.prefix { $0 != "]" }))
        if inside.allSatisfy({ "hmsHMS".contains($0) }) { letters += inside }
        rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": _ = rest.popFirst()
      default: letters.unicodeScalars.append(scalar)
      }
    }
    letters = letters.lowercased()
    // An m beside hours or seconds alone is minutes.
    if letters.contains("general") {
      self = .plain
    } else if letters.contains("y") || letters.contains("d") || letters.contains("m") && !letters.contains("h") && !letters.contains("s") {
      self = .date
    } else {
      self = letters.contains("%") ? .percent : .plain
    }
  }
}

/// Puts a cell's number into the text that a person sees in it, as a file of text would have it.
struct CellText {
  /// Days from Excel's day 0 to 1970-01-01, as counted from March 1900 on; and of the old count.
  static let epoch1900: Int32 = 25_569, epoch1904: Int32 = 24_107
  /// The last day before the count is as it should be, 29 February 1900 to Excel.
  static let firstDay: Int32 = 60 - epoch1900

  /// Whether days are counted from 1904, as old workbooks of Macintosh computers do.
  var countsFrom1904 = false

  /// Excel works with fifteen digits; those behind them are its rounding and not somebody's number.
  private static let digits = 15

  /// The text of a number as the workbook has it, such as `0.30000000000000004` or `1E-3`.
  /// - Returns: a decimal with a point, a day as `2024-01-31`, or the text itself when it is no such number.
  func text(of number: String, shown shape: NumberShape) -> String {
    guard let value = Double(number), value.isFinite else { return number }
    switch shape {
    case .plain: return Self.decimal(value, shiftedBy: 0)
    case .percent: return Self.decimal(value, shiftedBy: 2)
    case .date: return day(value) ?? number
    }
  }

  /// A number of at most fifteen digits. A whole one that is longer has lost its end, as account numbers do that were typed as numbers; it stays as Excel
  /// shows it, `1.23456789012346E+19`, which no column takes for a number.
  private static func decimal(_ value: Double, shiftedBy shift: Int) -> String {
    guard value != 0 else { return "0" }
    var buffer = [CChar](repeating: 0, count: 40)
    _ = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.\(digits - 1)e", $0) }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // -d.dddddddddddddde±xx
    let parts = text.split(separator: "e")
    let exponent = (Int(parts[1]) ?? 0) + shift
    let sign = text.hasPrefix("-") ? "-" : ""
    var significant = parts[0].filter(\.isNumber)
    while significant.count > 1, significant.last == "0" { significant.removeLast() }
    guard exponent < digits, exponent > -digits else {
      let fraction = significant.dropFirst()
      return "\(sign)\(significant.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)E\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + significant }
    let whole = significant.prefix(exponent + 1)
    let fraction = significant.dropFirst(exponent + 1)
    return sign + whole + String(repeating: "0", count: exponent + 1 - whole.count) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// A day of a count that begins with 1 January 1900, or with 2 January 1904. Excel takes 1900 for a leap year, so days before March 1900 are counted otherwise;
  /// nobody's sale is of then, and they are left as numbers.
  private func day(_ value: Double) -> String? {
    // 31 December 9999 is the last day that Excel knows.
    guard value >= (countsFrom1904 ? 0 : 61), value < 2_958_466 else { return nil }
    return CalendarDate(daysSince1970: Int32(value) - (countsFrom1904 ? Self.epoch1904 : Self.epoch1900)).description
  }
}
