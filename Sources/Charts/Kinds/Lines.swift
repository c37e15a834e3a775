/// How things grew: a line a series over the same columns of time.
public struct Lines: Sendable {
  /// What is written on it.
  public let text: ChartText
  /// Under the points, their names.
  public let columns: [String]
  /// The lines; where a value is missing, a line has a gap.
  public let series: [Series]

  /// A chart of lines.
  public init(_ text: ChartText, columns: [String], series: [Series]) { (self.text, self.columns, self.series) = (text, columns, series) }

  /// The chart as SVG. O(columns × series). The axis holds zero, so that a slope is not taken for more than it is.
  /// - Parameter id: unique on its page.
  public func svg(id: String) -> String {
    let values = series.flatMap { $0.values.compactMap { $0 } }.filter(\.isFinite)
    let ticks = Ticks(covering: min(0, values.min() ?? 0)...max(0, values.max() ?? 1))
    let legend = Legend(series.map(\.name), .line)
    return ChartFrame(height: 250 + legend.height).draw(id: id, text) { svg, frame in
      legend.draw(of: id, top: 22, in: &svg)
      frame.top += legend.height
      frame.makeRoom(for: ticks, text)
      let scale = Scale(ticks.bounds, from: frame.vertical.upperBound, to: frame.vertical.lowerBound)
      frame.rows(ticks, scale, text, in: &svg)
      let (left, step) = (frame.left, (frame.horizontal.upperBound - frame.horizontal.lowerBound) / Double(max(1, columns.count)))
      let x = { (column: Int) in left + (Double(column) + 0.5) * step }
      // The first series stands before the others, for it is the one that is spoken of.
      for (index, one) in series.enumerated().reversed() {
        svg.empty("path", ["class": "line l\(index % Swatches.count)", "d": .word(Self.path(one.values, x, scale))])
        for (column, value) in one.values.enumerated() where columns.indices.contains(column) {
          guard let value, value.isFinite else { continue }
          svg.element("path", ["class": "dot d\(index % Swatches.count)", "d": .word(Dot.path(index, at: x(column), scale(value)))]) {
            $0.element("title", [:], text: "\(one.name), \(columns[column]): \(text.label(value))")
          }
        }
      }
      frame.columns(columns, at: x, in: &svg)
    }
  }

  /// From point to point; a gap begins anew.
  static func path(_ values: [Double?], _ x: (Int) -> Double, _ y: Scale) -> String {
    var path = ""
    var isDrawing = false
    for (column, value) in values.enumerated() {
      guard let value, value.isFinite else {
        isDrawing = false
        continue
      }
      path += "\(isDrawing ? "L" : "M")\(coordinate(x(column))) \(coordinate(y(value)))"
      isDrawing = true
    }
    return path
  }
}
