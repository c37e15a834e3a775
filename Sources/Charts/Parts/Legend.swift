/// Names beside the marks of their series, in rows over a chart.
struct Legend {
  /// How a series is marked.
  enum Mark {
    /// A square filled as its areas are.
    case area
    /// A piece of its line with a point.
    case line
  }

  let names: [String]
  let mark: Mark
  /// How many rows there are, each with the places of its names.
  private let places: [(x: Double, row: Int)]
  private let name: Double = 26

  /// Lays the names out between two edges.
  init(_ names: [String], _ mark: Mark, width: Double = ChartFrame.usualWidth - 16) {
    (self.names, self.mark) = (names.map { ChartFrame.fitted($0, into: width - 34) }, mark)
    var (x, row) = (0.0, 0)
    var places: [(x: Double, row: Int)] = []
    for name in self.names {
      let needed = 40 + ChartFrame.width(of: name)
      if x > 0, x + needed - 14 > width { (x, row) = (0, row + 1) }
      places.append((x, row))
      x += needed
    }
    self.places = places
  }

  /// What it takes of a chart's height.
  var height: Double { places.last.map { Double($0.row + 1) * ChartFrame.line + 4 } ?? 0 }

  /// Draws it below `top`.
  func draw(of id: String, top: Double, in svg: inout SVGWriter) {
    guard !names.isEmpty else { return }
    svg.element("g", ["class": "legend"]) { svg in
      for (index, name) in names.enumerated() {
        let (x, y) = (8 + places[index].x, top + Double(places[index].row) * ChartFrame.line)
        switch mark {
        case .area: svg.empty("rect", ["x": .number(x), "y": .number(y), "width": 20, "height": 13, "fill": Swatches.fill(index, of: id)])
        case .line:
          svg.empty("path", ["class": "line l\(index % Swatches.count)", "d": "M\(coordinate(x)) \(coordinate(y + 7))h22"])
          svg.empty("path", ["class": "dot d\(index % Swatches.count)", "d": .word(Dot.path(index, at: x + 11, y + 7))])
        }
        svg.element("text", ["x": .number(x + self.name), "y": .number(y + 12)], text: name)
      }
    }
  }
}

/// The points of lines: a round, square, diamond or three-cornered one, so that lines are told apart without colour.
enum Dot {
  /// The outline of a series' point.
  static func path(_ series: Int, at x: Double, _ y: Double) -> String {
    func at(_ dx: Double, _ dy: Double) -> String { "\(coordinate(x + dx)) \(coordinate(y + dy))" }
    switch series % 4 {
    case 0: return "M\(at(-3.5, 0))a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z"
    case 1: return "M\(at(-3, -3))h6v6h-6z"
    case 2: return "M\(at(0, -4.5))L\(at(4.5, 0))L\(at(0, 4.5))L\(at(-4.5, 0))z"
    default: return "M\(at(0, -4))L\(at(4, 3.5))L\(at(-4, 3.5))z"
    }
  }
}
