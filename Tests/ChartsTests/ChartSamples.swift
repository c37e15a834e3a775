import Charts

/// One chart of every kind, over the same texts.
enum ChartSamples {
  static func text(_ title: String = "Sales", unit: String = "million KGS", source: String = "Esep, position 12") -> ChartText {
    ChartText(title: title, description: "What was sold", unit: unit, source: source) { value in
      guard value.magnitude < 1e9 else { return "–" }
      let tenths = Int((value * 10).rounded())
      return "\(tenths / 10).\(abs(tenths % 10))"
    }
  }

  static let years = (2007...2025).map(String.init)

  static func series(_ count: Int, name: (Int) -> String = { "Channel \($0)" }) -> [Series] {
    (0..<count).map { index in Series(name: name(index), values: years.indices.map { Double(($0 * 7 + index * 3) % 11) + 1 }) }
  }

  /// All kinds, with names and texts of the caller's.
  static func all(_ text: ChartText = text(), name: @escaping (Int) -> String = { "Channel \($0)" }) -> [(kind: String, svg: (String) -> String)] {
    let series = series(5, name: name)
    return [
      ("columns", StackedColumns(text, columns: years, series: series).svg(id:)), ("lines", Lines(text, columns: years, series: series).svg(id:)),
      ("bars", Bars(text, bars: (0..<6).map { Bars.Bar(name: name($0), value: Double($0) * 3 - 4, isMarked: $0 == 2) }).svg(id:)),
      ("multiples", SmallMultiples(text, columns: years, series: series).svg(id:)),
      ("lorenz", LorenzCurve(text, amounts: [5, 1, 3, 0, 12, -2, 8]).svg(id:)),
      (
        "map",
        TileMap(text, tiles: (0..<8).map { TileMap.Tile(column: $0 % 4, row: $0 / 4, name: name($0), value: $0 == 3 ? nil : Double($0)) }).svg(id:)
      ),
    ]
  }
}
