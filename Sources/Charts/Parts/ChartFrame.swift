/// The sheet that a chart is drawn on: its size, what is written around it, and the axes.
///
/// It is drawn for a telephone and grows with the page: 420 pixels wide, letters of 14. On a wide screen the style sheet makes the letters
/// finer, never larger, so that what fits here fits everywhere. Colours and fonts come from the page's style sheet by class (`axis`, `grid`,
/// `s0` … `s7`): a chart follows the page into dark mode and print, and nothing inline has to be allowed by the content security policy.
struct ChartFrame {
  /// Pixels of the drawing; the page scales it to the width it has.
  let width: Double, height: Double
  /// What is left free for labels.
  var left = 62.0, right = 8.0, top = 28.0, bottom = 46.0

  /// How wide a letter is taken to be, and how high a line.
  static let letter = 8.2, line = 20.0
  static let usualWidth = 420.0

  init(width: Double = usualWidth, height: Double) { (self.width, self.height) = (width, height) }

  /// The pixels between the axes.
  var horizontal: ClosedRange<Double> { left...max(left, width - right) }
  var vertical: ClosedRange<Double> { top...max(top, height - bottom) }

  /// How wide a text is, about.
  static func width(of text: String) -> Double { Double(text.count) * letter }

  /// A text that fits into so many pixels: cut with an ellipsis where it is longer.
  static func fitted(_ text: String, into pixels: Double) -> String {
    let most = max(1, Int(pixels / letter))
    guard text.count > most else { return text }
    var short = text.prefix(max(1, most - 1))
    while short.last?.isWhitespace == true { short.removeLast() }
    return short + "…"
  }

  /// A whole chart: named for screen readers, with unit and source.
  /// - Parameters:
  ///   - id: unique on its page; its parts are named after it.
  ///   - marks: draws the figures; may widen a margin, for a legend, before it does.
  func draw(id: String, _ text: ChartText, _ marks: (inout SVGWriter, inout ChartFrame) -> Void) -> String {
    var svg = SVGWriter()
    var frame = self
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "plot", "role": "img", "viewBox": "0 0 \(coordinate(width)) \(coordinate(height))",
        "aria-labelledby": "\(id)-title \(id)-desc",
      ]
    ) { svg in
      svg.element("title", ["id": "\(id)-title"], text: text.title)
      svg.element("desc", ["id": "\(id)-desc"], text: [text.description, text.unit, text.source].compactMap { $0 }.joined(separator: ". "))
      svg.element("text", ["class": "unit", "x": 8, "y": 14], text: text.unit)
      marks(&svg, &frame)
      svg.element("text", ["class": "source", "x": .number(width - 8), "y": .number(height - 5), "text-anchor": "end"], text: text.source)
    }
    return svg.text
  }

  /// Makes room at the left for what will be written there.
  mutating func makeRoom(for ticks: Ticks, _ text: ChartText) {
    left = 14 + (ticks.values.map { Self.width(of: text.label($0)) }.max() ?? 0)
  }

  /// Lines across and their values at the left; nought is drawn stronger.
  func rows(_ ticks: Ticks, _ scale: Scale, _ text: ChartText, in svg: inout SVGWriter) {
    svg.element("g", ["class": "grid", "aria-hidden": "true"]) { svg in
      for tick in ticks.values {
        let y = scale(tick)
        svg.empty("path", ["class": tick == 0 ? "base" : "rule", "d": "M\(coordinate(left)) \(coordinate(y))H\(coordinate(width - right))"])
        svg.element("text", ["x": .number(left - 6), "y": .number(y + 5), "text-anchor": "end"], text: text.label(tick))
      }
    }
  }

  /// Names under the columns; where they are too many, every second, fifth or tenth, the last one always.
  func columns(_ names: [String], at position: (Int) -> Double, in svg: inout SVGWriter) {
    guard !names.isEmpty else { return }
    let widest = (names.map { Self.width(of: $0) }.max() ?? 1) + 8
    let space = (horizontal.upperBound - horizontal.lowerBound) / Double(names.count)
    let step = [1, 2, 3, 5, 10, 20, 50, 100].first { Double($0) * space >= widest } ?? names.count
    svg.element("g", ["class": "axis", "aria-hidden": "true"]) { svg in
      for index in names.indices where (names.count - 1 - index) % step == 0 {
        // Within the sheet, also where the last name is longer than its column is wide.
        let half = Self.width(of: names[index]) / 2
        let x = min(max(position(index), half), width - half)
        svg.element("text", ["x": .number(x), "y": .number(vertical.upperBound + 17), "text-anchor": "middle"], text: names[index])
      }
    }
  }
}
