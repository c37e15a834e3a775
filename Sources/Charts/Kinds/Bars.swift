/// Things beside each other by size: a lying bar each, with its name and its value written over it.
public struct Bars: Sendable {
  /// One bar.
  public struct Bar: Sendable {
    /// What it is of, how long it is; less than zero goes to the left.
    public let name: String, value: Double
    /// Whether it is drawn as one to look at.
    public let isMarked: Bool

    /// A bar.
    public init(name: String, value: Double, isMarked: Bool = false) { (self.name, self.value, self.isMarked) = (name, value, isMarked) }
  }

  /// What is written on it.
  public let text: ChartText
  /// From above.
  public let bars: [Bar]

  /// A chart of bars.
  public init(_ text: ChartText, bars: [Bar]) { (self.text, self.bars) = (text, bars) }

  /// The chart as SVG. O(bars).
  /// - Parameter id: unique on its page.
  public func svg(id: String) -> String {
    let values = bars.map(\.value).filter(\.isFinite)
    let range = min(0, values.min() ?? 0)...max(0, values.max() ?? 0, 1e-9)
    let rowHeight = 38.0
    var frame = ChartFrame(height: 54 + rowHeight * Double(bars.count))
    (frame.left, frame.right, frame.top) = (8, 8, 24)
    return frame.draw(id: id, text) { svg, frame in
      Swatches.define(bars.contains(where: \.isMarked) ? 2 : 1, of: id, in: &svg)
      let scale = Scale(range, from: frame.left, to: frame.width - frame.right)
      for (index, bar) in bars.enumerated() {
        let y = frame.top + Double(index) * rowHeight
        let (start, end) = (scale(min(0, bar.value)), scale(max(0, bar.value)))
        let value = text.label(bar.value)
        let room = frame.width - 32 - ChartFrame.width(of: value)
        svg.element("text", ["class": "name", "x": 8, "y": .number(y + 14)], text: ChartFrame.fitted(bar.name, into: room))
        svg.element("text", ["class": "value", "x": .number(frame.width - 8), "y": .number(y + 14), "text-anchor": "end"], text: value)
        svg.empty(
          "rect",
          [
            "x": .number(start), "y": .number(y + 19), "width": .number(max(end - start, bar.value == 0 ? 0 : 1)), "height": 13,
            "fill": Swatches.fill(bar.isMarked ? 1 : 0, of: id),
          ])
        svg.empty("path", ["class": "base", "d": "M\(coordinate(scale(0))) \(coordinate(y + 17))v17"])
      }
    }
  }
}
