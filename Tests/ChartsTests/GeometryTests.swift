import Charts
import Testing

@Suite("Charts and their figures")
struct GeometryTests {
  private static func stacked(_ series: [Series], whole: Double? = nil) throws -> Drawing {
    try Drawing(StackedColumns(ChartSamples.text(), columns: ChartSamples.years, series: series, whole: whole).svg(id: "x"))
  }

  @Test("The parts of a column stand on each other without gap, and their heights are in the proportion of the values", arguments: [1, 2, 5, 8])
  func heights(count: Int) throws {
    let series = ChartSamples.series(count)
    let marks = try Self.stacked(series).all("rect", class: "mark")
    #expect(marks.count == count * ChartSamples.years.count)
    let floor = marks.map { $0.number("y") + $0.number("height") }.max() ?? 0
    let sums = ChartSamples.years.indices.map { column in series.reduce(0) { $0 + ($1.values[column] ?? 0) } }
    var perUnit: [Double] = []
    for column in ChartSamples.years.indices {
      let parts = marks[column * count..<(column + 1) * count]
      var top = floor
      for (part, one) in zip(parts, series) {
        #expect(abs(part.number("y") + part.number("height") - top) < 0.25)
        top = part.number("y")
        perUnit.append(part.number("height") / (one.values[column] ?? 1))
      }
      #expect(abs(parts.reduce(0) { $0 + $1.number("height") } - (floor - top)) < 0.5)
      perUnit.append((floor - top) / sums[column])
    }
    let mean = perUnit.reduce(0, +) / Double(perUnit.count)
    // Coordinates are rounded to a tenth of a pixel.
    #expect(perUnit.allSatisfy { abs($0 - mean) <= 0.11 })
  }

  @Test("Shares that add up to one fill the whole height in every column, and the axis ends at one")
  func shares() throws {
    let shares: [Double] = [0.4, 0.25, 0.2, 0.1, 0.05]
    let series = shares.map { share in Series(name: "\(share)", values: ChartSamples.years.map { _ in share }) }
    let drawing = try Self.stacked(series, whole: 1)
    let marks = drawing.all("rect", class: "mark")
    let rules = (drawing.all("path", class: "rule") + drawing.all("path", class: "base")).compactMap { path in
      (path.attributes["d"] ?? "").split(separator: " ").last?.prefix { $0 != "H" }
    }.compactMap { Double($0) }
    let (top, bottom) = (try #require(rules.min()), try #require(rules.max()))
    for column in ChartSamples.years.indices {
      let parts = marks[column * shares.count..<(column + 1) * shares.count]
      #expect(abs(parts.reduce(0) { $0 + $1.number("height") } - (bottom - top)) < 0.5)
      #expect(abs((parts.map { $0.number("y") }.min() ?? 0) - top) < 0.2)
    }
  }

  @Test("A larger value never has a shorter bar, a bar of nothing has no length, and debts go to the left of nought")
  func bars() throws {
    let values: [Double] = [-40, -3, 0, 0.001, 1, 7, 7, 100]
    let drawing = try Drawing(Bars(ChartSamples.text(), bars: values.map { Bars.Bar(name: "\($0)", value: $0) }).svg(id: "x"))
    let bars = drawing.all("rect").filter { $0.attributes["fill"] != nil }
    #expect(bars.count == values.count)
    let base = try #require(drawing.all("path", class: "base").first?.attributes["d"]?.dropFirst().prefix { $0 != " " })
    let nought = try #require(Double(base))
    for (value, bar) in zip(values, bars) {
      let (start, end) = (bar.number("x"), bar.number("x") + bar.number("width"))
      if value < 0 { #expect(abs(end - nought) < 0.2) } else { #expect(abs(start - nought) < 0.2) }
      if value == 0 { #expect(bar.number("width") == 0) }
      if value > 0 { #expect(bar.number("width") > 0) }
    }
    let right = zip(values, bars).filter { $0.0 >= 0 }.map { $0.1.number("width") }
    #expect(right == right.sorted())
  }

  @Test("A line rises where its values rise, falls where they fall, and has a gap where one is missing")
  func lines() throws {
    let values: [Double?] = [1, 4, 2, nil, 6, 6, 0]
    let drawing = try Drawing(
      Lines(ChartSamples.text(), columns: values.indices.map(String.init), series: [Series(name: "a", values: values)]).svg(id: "x"))
    let path = try #require(drawing.all("path", class: "line").last?.attributes["d"])
    #expect(path.filter { $0 == "M" }.count == 2)
    let corners = Drawing.corners(path)
    let known = values.compactMap { $0 }
    #expect(corners.count == known.count && zip(corners, corners.dropFirst()).allSatisfy { $0.x < $1.x })
    for (a, b) in zip(zip(known, corners), zip(known, corners).dropFirst()) {
      // Height is measured from above.
      #expect((a.0 < b.0) == (a.1.y > b.1.y) && (a.0 == b.0) == (a.1.y == b.1.y))
    }
  }

  @Test("Ticks are round, evenly spaced, cover what they must, and are a handful", arguments: 1...40)
  func ticks(seed: Int) {
    let low = Double((seed * 7919) % 1000) / 10 * (seed % 3 == 0 ? -1 : 0)
    let high = low + Double((seed * 104_729) % 100_000 + 1) / Double(seed % 5 == 0 ? 1_000 : 1)
    let ticks = Ticks(covering: low...high)
    #expect(ticks.values.count >= 2 && ticks.values.count <= 10)
    #expect(ticks.bounds.lowerBound <= low + 1e-9 && ticks.bounds.upperBound >= high * (1 - 1e-9))
    let steps = zip(ticks.values, ticks.values.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { abs($0 - steps[0]) < steps[0] * 1e-6 })
    if low <= 0 { #expect(ticks.values.contains { abs($0) < steps[0] * 1e-6 }) }
  }

  @Test("The Lorenz curve runs from nothing to all, never rises over equality, bends one way, and is straight where all have the same")
  func lorenz() throws {
    let amounts = (1...500).map { Double(($0 * 7919) % 1009) }
    let points = LorenzCurve(ChartSamples.text(), amounts: amounts).points
    #expect(points.first.map { $0 == (0, 0) } == true)
    #expect(points.last.map { abs($0.people - 1) < 1e-12 && abs($0.share - 1) < 1e-9 } == true)
    #expect(points.allSatisfy { $0.share <= $0.people + 1e-12 })
    let slopes = zip(points, points.dropFirst()).map { ($1.share - $0.share) / ($1.people - $0.people) }
    #expect(zip(slopes, slopes.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
    #expect(points.count <= 402)
    #expect(LorenzCurve(ChartSamples.text(), amounts: [3, 3, 3, 3]).points.allSatisfy { abs($0.people - $0.share) < 1e-12 })
  }

  @Test("Small charts share one scale: equal values lie equally high, whichever chart they stand in")
  func multiples() throws {
    let series = [Series(name: "a", values: [0, 5, 10]), Series(name: "b", values: [10, 5, 0]), Series(name: "c", values: [1, 1, 5])]
    let drawing = try Drawing(SmallMultiples(ChartSamples.text(), columns: ["1", "2", "3"], series: series).svg(id: "x"))
    let bases = drawing.all("path", class: "base").compactMap {
      ($0.attributes["d"] ?? "").split(separator: " ").last.flatMap { Double($0.prefix { $0 != "H" }) }
    }
    let lines = drawing.all("path", class: "line").compactMap { $0.attributes["d"] }.map(Drawing.corners)
    #expect(bases.count == 3 && lines.count == 3)
    let heights = zip(bases, lines).map { base, line in line.map { base - $0.y } }
    #expect(abs(heights[0][1] - heights[1][1]) < 0.2 && abs(heights[0][1] - heights[2][2]) < 0.2 && abs(heights[0][2] - heights[1][0]) < 0.2)
    #expect(heights[0][0] == 0 && abs(heights[0][2] - 2 * heights[0][1]) < 0.3)
  }

  @Test("A tile of a larger value is never weaker, every value is written out, and one without a value is marked as such")
  func tiles() throws {
    let values: [Double?] = [0, 1, 20, 39, 41, 80, 100, nil]
    let tiles = values.enumerated().map { TileMap.Tile(column: $0 % 4, row: $0 / 4, name: "r\($0)", value: $1) }
    let drawing = try Drawing(TileMap(ChartSamples.text(), tiles: tiles).svg(id: "x"))
    let classes = drawing.all("g", class: "tile").compactMap { $0.attributes["class"]?.split(separator: " ").last.map(String.init) }
    #expect(classes == ["none", "t0", "t1", "t1", "t2", "t4", "t4", "none"])
    #expect(drawing.all("text", class: "value").map(\.text) == ["0.0", "1.0", "20.0", "39.0", "41.0", "80.0", "100.0", "–"])
    let places = Set(drawing.all("rect").filter { $0.attributes["rx"] != nil }.map { "\($0.number("x")) \($0.number("y"))" })
    #expect(places.count == tiles.count)
  }
}
