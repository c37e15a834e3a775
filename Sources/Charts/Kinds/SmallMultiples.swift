/// Many small charts of one kind beside each other, all to the same scale, so that shapes and sizes can be compared.
public struct SmallMultiples: Sendable {
  /// What is written on it.
  public let text: ChartText
  /// Under the points, their names: the first and the last are written.
  public let columns: [String]
  /// One small chart each.
  public let series: [Series]

  /// A sheet of small charts.
  public init(_ text: ChartText, columns: [String], series: [Series]) { (self.text, self.columns, self.series) = (text, columns, series) }

  /// The charts as one SVG. O(columns × series).
  /// - Parameter id: unique on its page.
  public func svg(id: String) -> String {
    let perRow = 2, (cellWidth, cellHeight) = ((ChartFrame.usualWidth - 16) / 2, 96.0)
    let rows = max(1, (series.count + perRow - 1) / perRow)
    var frame = ChartFrame(height: Double(rows) * cellHeight + 64)
    (frame.left, frame.right, frame.top) = (8, 8, 24)
    let values = series.flatMap { $0.values.compactMap { $0 } }.filter(\.isFinite)
    let range = min(0, values.min() ?? 0)...max(0, values.max() ?? 0, 1e-9)
    return frame.draw(id: id, text) { svg, frame in
      for (index, one) in series.enumerated() {
        let (left, top) = (frame.left + Double(index % perRow) * cellWidth, frame.top + Double(index / perRow) * cellHeight)
        let y = Scale(range, from: top + cellHeight - 10, to: top + 38)
        let step = (cellWidth - 24) / Double(max(1, columns.count - 1))
        let x = { (column: Int) in left + 4 + Double(column) * step }
        let last = one.values.lastIndex { $0?.isFinite == true }
        let value = last.flatMap { one.values[$0] }.map(text.label) ?? "–"
        svg.element(
          "text", ["class": "name", "x": .number(left + 4), "y": .number(top + 14)],
          text: ChartFrame.fitted(one.name, into: cellWidth - 36 - ChartFrame.width(of: value)))
        svg.element("text", ["class": "value", "x": .number(left + cellWidth - 20), "y": .number(top + 14), "text-anchor": "end"], text: value)
        svg.empty("path", ["class": "base", "d": "M\(coordinate(left + 4)) \(coordinate(y(0)))H\(coordinate(left + cellWidth - 20))"])
        svg.empty("path", ["class": "line l0", "d": .word(Lines.path(one.values, x, y))])
        if let last, let value = one.values[last] {
          svg.empty("path", ["class": "dot d0", "d": .word(Dot.path(0, at: x(last), y(value)))])
        }
      }
      if let first = columns.first, let last = columns.last {
        let bottom = frame.top + Double(rows) * cellHeight
        svg.element(
          "text", ["class": "axis", "x": .number(frame.left + 4), "y": .number(bottom + 12)], text: first == last ? first : "\(first) – \(last)")
      }
    }
  }
}
