/// Parts of a whole over time, one on the other: shares of channels, year by year.
public struct StackedColumns: Sendable {
  /// What is written on it.
  public let text: ChartText
  /// Under each column, its name.
  public let columns: [String]
  /// The parts from below; values below zero are left out, for they cannot be stacked.
  public let series: [Series]
  /// The whole, where every column adds up to the same (1 for shares); nil for as high as the highest.
  public let whole: Double?

  /// A chart of parts.
  public init(_ text: ChartText, columns: [String], series: [Series], whole: Double? = nil) {
    (self.text, self.columns, self.series, self.whole) = (text, columns, series, whole)
  }

  /// The chart as SVG. O(columns × series).
  /// - Parameter id: unique on its page, letters, digits and hyphens.
  public func svg(id: String) -> String {
    let highest = whole ?? columns.indices.map { column in series.reduce(0) { $0 + part($1, column) } }.max() ?? 1
    let ticks = Ticks(covering: 0...max(highest, 1e-9))
    let legend = Legend(series.map(\.name), .area)
    return ChartFrame(height: 260 + legend.height).draw(id: id, text) { svg, frame in
      Swatches.define(series.count, of: id, in: &svg)
      legend.draw(of: id, top: 22, in: &svg)
      frame.top += legend.height
      frame.makeRoom(for: ticks, text)
      let scale = Scale(ticks.bounds, from: frame.vertical.upperBound, to: frame.vertical.lowerBound)
      frame.rows(ticks, scale, text, in: &svg)
      let step = (frame.horizontal.upperBound - frame.horizontal.lowerBound) / Double(max(1, columns.count))
      for column in columns.indices {
        var below = 0.0
        for (index, one) in series.enumerated() {
          let value = part(one, column)
          if value <= 0 { continue }
          let (bottom, top) = (scale(below), scale(below + value))
          below += value
          svg.element(
            "rect",
            [
              "class": "mark", "x": .number(frame.left + (Double(column) + 0.1) * step), "y": .number(top), "width": .number(step * 0.8),
              "height": .number(bottom - top), "fill": Swatches.fill(index, of: id),
            ]
          ) { $0.element("title", [:], text: "\(one.name), \(columns[column]): \(text.label(value))") }
        }
      }
      frame.columns(columns, at: { frame.left + (Double($0) + 0.5) * step }, in: &svg)
    }
  }

  private func part(_ series: Series, _ column: Int) -> Double {
    guard series.values.indices.contains(column), let value = series.values[column], value.isFinite else { return 0 }
    return max(0, value)
  }
}
