/// Eight fills that are told apart by colour, and where there is none (grey print, colour blindness) by their hatching.
///
/// A fill is a pattern: a ground in the series' colour (class `s0` … `s7`, which the style sheet sets) under lines or dots of its own.
enum Swatches {
  /// How many there are; series beyond are drawn like the first again.
  static let count = 8

  /// The fill of a series, for the attribute `fill`.
  static func fill(_ series: Int, of id: String) -> SVGValue { .word("url(#\(id)-s\(series % count))") }

  /// Defines the fills that a chart uses.
  static func define(_ series: Int, of id: String, in svg: inout SVGWriter) {
    guard series > 0 else { return }
    svg.element("defs", [:]) { svg in
      for index in 0..<min(series, count) {
        svg.element("pattern", ["id": "\(id)-s\(index)", "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"]) { svg in
          svg.empty("rect", ["class": "s\(index)", "width": 8, "height": 8])
          if let path = hatching[index] { svg.empty("path", ["class": "hatch", "d": .word(path)]) }
        }
      }
    }
  }

  /// Plain; rising, falling and level lines; upright lines; a grid; squares; dashes. Each goes on seamlessly in the next tile.
  static let hatching: [String?] = [
    nil, "M-2 2L2-2M0 8L8 0M6 10L10 6", "M-2 6L2 10M0 0L8 8M6-2L10 2", "M0 4H8", "M4 0V8", "M0 4H8M4 0V8", "M1 1h2v2h-2zM5 5h2v2h-2z", "M1 2H4M5 6H8",
  ]
}
