/// Writes SVG (W3C, version 1.1 as HTML embeds it), element by element; every text and attribute is escaped.
///
/// Coordinates are rounded to a tenth of a pixel: finer ones cannot be seen and would double the bytes on a slow line.
public struct SVGWriter {
  /// What has been written.
  public private(set) var text = ""
  private var open: [String] = []

  init() {}

  /// Opens an element, writes what is inside, closes it.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, SVGValue>, _ inside: (inout SVGWriter) -> Void) {
    begin(name, attributes)
    text += ">"
    inside(&self)
    text += "</\(name)>"
  }

  /// An element with nothing inside.
  mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, SVGValue>) {
    begin(name, attributes)
    text += "/>"
  }

  /// An element with text inside.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, SVGValue>, text content: String) {
    element(name, attributes) { $0.write(content) }
  }

  /// Text between elements.
  mutating func write(_ content: String) { text += Self.escaped(content) }

  private mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, SVGValue>) {
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value.text))\"" }
  }

  /// `&`, `<`, `>` and both quotes as entities; characters that XML does not have are left out.
  static func escaped(_ content: String) -> String {
    var result = ""
    result.reserveCapacity(content.utf8.count)
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// An attribute's value: a word, or a coordinate.
public enum SVGValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// As it is.
  case word(String)
  /// Rounded to a tenth.
  case number(Double)

  /// A word.
  public init(stringLiteral value: String) { self = .word(value) }
  /// A coordinate.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A coordinate.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  var text: String {
    switch self {
    case .word(let word): word
    case .number(let number): coordinate(number)
    }
  }
}

/// A coordinate, rounded half away from zero to a tenth: `12`, `12.3`, `-0.5`. What is no number is written as 0, so that a chart is drawn all the same.
func coordinate(_ value: Double) -> String {
  guard value.isFinite, value.magnitude < 1e7 else { return "0" }
  let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
  let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
  return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
}
