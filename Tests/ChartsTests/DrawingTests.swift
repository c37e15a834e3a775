import Charts
import Testing

@Suite("Charts as drawings")
struct DrawingTests {
  private static let nasty = "<b>&\"'</b>]]> \u{0}\u{1F}\u{FFFE}Ысык-Көл 🧵"

  @Test("Every chart is well-formed XML, whatever people wrote in it, and says it as they wrote it")
  func wellFormed() throws {
    let text = ChartText(title: Self.nasty, description: Self.nasty, unit: Self.nasty, source: Self.nasty) { _ in "<\(Self.nasty)>" }
    for (kind, svg) in ChartSamples.all(text, name: { "\($0)\(Self.nasty)" }) {
      let drawing = try Drawing(svg("x"))
      #expect(drawing.all("svg").count == 1 && drawing.all("b").isEmpty, "\(kind)")
      #expect(drawing.texts.contains("<b>&\"'</b>]]> Ысык-Көл 🧵"), "\(kind)")
      #expect(drawing.elements.allSatisfy { $0.attributes["style"] == nil && !$0.attributes.keys.contains { $0.hasPrefix("on") } }, "\(kind)")
    }
  }

  @Test("Every chart has a title, a sentence, a unit and a source, and is named by its own ids; no id is there twice")
  func named() throws {
    for (kind, svg) in ChartSamples.all() {
      let drawing = try Drawing(svg("shares-1"))
      let ids = drawing.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count && ids.allSatisfy { $0.hasPrefix("shares-1-") }, "\(kind)")
      let root = try #require(drawing.all("svg").first)
      let named = (root.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
      #expect(named.count == 2 && named.allSatisfy(ids.contains) && root.attributes["role"] == "img", "\(kind)")
      #expect(drawing.all("text", class: "unit").map(\.text) == ["million KGS"], "\(kind)")
      #expect(drawing.all("text", class: "source").map(\.text) == ["Esep, position 12"], "\(kind)")
      #expect(drawing.all("desc").map(\.text) == ["What was sold. million KGS. Esep, position 12"], "\(kind)")
      let other = Set(try Drawing(svg("shares-2")).elements.compactMap { $0.attributes["id"] })
      #expect(other.isDisjoint(with: ids), "\(kind)")
    }
  }

  @Test("Every fill that is used is defined in the same drawing, and all fills differ in their hatching, not in colour alone")
  func hatched() throws {
    for (kind, svg) in ChartSamples.all() {
      let drawing = try Drawing(svg("x"))
      let defined = Set(drawing.all("pattern").compactMap { $0.attributes["id"].map { "url(#\($0))" } })
      let used = Set(drawing.elements.compactMap { $0.attributes["fill"] }.filter { $0.hasPrefix("url") })
      #expect(used.isSubset(of: defined), "\(kind)")
    }
    let eight = try Drawing(StackedColumns(ChartSamples.text(), columns: ChartSamples.years, series: ChartSamples.series(8)).svg(id: "x"))
    let hatching = eight.all("path", class: "hatch").compactMap { $0.attributes["d"] }
    #expect(eight.all("pattern").count == 8 && hatching.count == 7 && Set(hatching).count == 7)
    // Lines differ by the shape of their points.
    let lines = try Drawing(Lines(ChartSamples.text(), columns: ["1"], series: (0..<4).map { Series(name: "\($0)", values: [1]) }).svg(id: "x"))
    let shapes = lines.all("path", class: "dot").compactMap { $0.attributes["d"] }.map { $0.filter { $0.isLetter } }
    #expect(Set(shapes).count == 4)
  }

  @Test("Nothing is written beyond the edge of the sheet, and texts of one line do not lie on each other")
  func legible() throws {
    for length in [1, 12, 60] {
      for (kind, svg) in ChartSamples.all(name: { String(repeating: "ж", count: length) + "\($0)" }) {
        let drawing = try Drawing(svg("x"))
        let (width, height) = drawing.size
        // For a telephone: the letters of 14 stay above 11 when 420 become 340.
        #expect(width == 420, "\(kind)")
        var lines: [String: [(from: Double, to: Double)]] = [:]
        for text in drawing.all("text") where !text.text.isEmpty {
          let long = Double(text.text.count) * 7.5
          let start = text.number("x") - (text.attributes["text-anchor"] == "end" ? long : text.attributes["text-anchor"] == "middle" ? long / 2 : 0)
          #expect(start >= -1 && start + long <= width + 1, "\(kind): \(text.text)")
          #expect((8...height).contains(text.number("y")), "\(kind): \(text.text)")
          lines[text.attributes["y"] ?? "", default: []].append((start, start + long))
        }
        for (line, spans) in lines {
          let sorted = spans.sorted { $0.from < $1.from }
          for (left, right) in zip(sorted, sorted.dropFirst()) { #expect(left.to <= right.from + 1, "\(kind), line \(line)") }
        }
      }
    }
  }

  @Test("A chart of nothing, and of what is no number, is drawn all the same")
  func empty() throws {
    let text = ChartSamples.text()
    let odd: [Double?] = [.nan, .infinity, -.infinity, nil, 1e300, 0, -5]
    let columns = odd.indices.map(String.init)
    let drawings = [
      StackedColumns(text, columns: [], series: []).svg(id: "x"),
      StackedColumns(text, columns: columns, series: [Series(name: "a", values: odd)]).svg(id: "x"),
      Lines(text, columns: [], series: []).svg(id: "x"),
      Lines(text, columns: columns, series: [Series(name: "a", values: odd.dropLast(3) + [0, -5])]).svg(id: "x"),
      Bars(text, bars: []).svg(id: "x"), Bars(text, bars: [Bars.Bar(name: "a", value: .nan), Bars.Bar(name: "b", value: -3)]).svg(id: "x"),
      SmallMultiples(text, columns: [], series: []).svg(id: "x"),
      SmallMultiples(text, columns: columns, series: [Series(name: "a", values: odd)]).svg(id: "x"),
      LorenzCurve(text, amounts: []).svg(id: "x"), LorenzCurve(text, amounts: [0, 0]).svg(id: "x"), LorenzCurve(text, corners: []).svg(id: "x"),
      TileMap(text, tiles: []).svg(id: "x"),
    ]
    for svg in drawings {
      #expect(!svg.contains("nan") && !svg.contains("inf"))
      _ = try Drawing(svg)
    }
  }
}
