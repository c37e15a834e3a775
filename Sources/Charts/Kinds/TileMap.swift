/// A map of a country's regions as tiles of one size, each where its region roughly lies: small and large regions are seen alike.
public struct TileMap: Sendable {
  /// One region.
  public struct Tile: Sendable {
    /// Where it lies: column from the west, row from the north, from 0.
    public let column: Int, row: Int
    /// What it is called; its value, nil where there is none.
    public let name: String, value: Double?

    /// A region's tile.
    public init(column: Int, row: Int, name: String, value: Double?) { (self.column, self.row, self.name, self.value) = (column, row, name, value) }
  }

  /// What is written on it.
  public let text: ChartText
  /// The regions.
  public let tiles: [Tile]

  /// A map.
  public init(_ text: ChartText, tiles: [Tile]) { (self.text, self.tiles) = (text, tiles) }

  /// The map as SVG: the larger a value among the others, the stronger its tile (classes `t0` … `t4`); every value is written out, and a bar in
  /// the tile shows it where there is no colour.
  /// - Parameter id: unique on its page.
  public func svg(id: String) -> String {
    let (columns, rows) = ((tiles.map(\.column).max() ?? 0) + 1, (tiles.map(\.row).max() ?? 0) + 1)
    let (width, height) = ((ChartFrame.usualWidth - 16) / Double(columns), 84.0)
    var frame = ChartFrame(height: Double(rows) * height + 54)
    (frame.left, frame.right, frame.top) = (8, 8, 24)
    let highest = tiles.compactMap(\.value).filter(\.isFinite).max() ?? 0
    return frame.draw(id: id, text) { svg, frame in
      for tile in tiles {
        let (x, y) = (frame.left + Double(tile.column) * width, frame.top + Double(tile.row) * height)
        svg.element("g", ["class": "tile \(Self.strength(tile.value, of: highest))"]) { svg in
          svg.empty("rect", ["x": .number(x + 2), "y": .number(y + 2), "width": .number(width - 4), "height": .number(height - 4), "rx": 4])
          let lines = Self.lines(tile.name, into: width - 8)
          for (line, name) in lines.enumerated() {
            let lineY = y + (lines.count == 1 ? 30 : 22) + Double(line) * 15
            svg.element("text", ["class": "name", "x": .number(x + width / 2), "y": .number(lineY), "text-anchor": "middle"], text: name)
          }
          svg.element(
            "text", ["class": "value", "x": .number(x + width / 2), "y": .number(y + 58), "text-anchor": "middle"],
            text: tile.value.map(text.label) ?? "–")
          if let value = tile.value, value.isFinite, value > 0, highest > 0 {
            svg.empty(
              "rect",
              ["class": "level", "x": .number(x + 10), "y": .number(y + 68), "width": .number((width - 20) * min(1, value / highest)), "height": 5])
          }
        }
      }
    }
  }

  /// A name on one line, or on two where it is long and has a place to break: Jalal- / Abad.
  private static func lines(_ name: String, into pixels: Double) -> [String] {
    guard ChartFrame.width(of: name) > pixels, let place = name.firstIndex(where: { $0 == "-" || $0 == " " }) else {
      return [ChartFrame.fitted(name, into: pixels)]
    }
    let first = name[place] == "-" ? name[...place] : name[..<place]
    return [first, name[name.index(after: place)...]].map { ChartFrame.fitted(String($0), into: pixels) }
  }

  /// A fifth of the highest value is a class.
  static func strength(_ value: Double?, of highest: Double) -> String {
    guard let value, value.isFinite, value > 0, highest > 0 else { return "none" }
    return "t\(min(4, Int(value / highest * 5)))"
  }
}
