/// How evenly something is spread (M. O. Lorenz, 1905): the poorest so many per cent of people have so many per cent of it.
public struct LorenzCurve: Sendable {
  /// What is written on it; `label` is asked for shares from 0 to 1.
  public let text: ChartText
  /// The corners of the curve from (0, 0) to (1, 1): shares of people and of what they have.
  public let points: [(people: Double, share: Double)]

  /// The curve of what each person has. O(n log n).
  /// - Parameter amounts: in any order; below zero counts as zero, for debts have no share.
  public init(_ text: ChartText, amounts: [Double]) {
    self.text = text
    let sorted = amounts.map { $0.isFinite ? max(0, $0) : 0 }.sorted()
    let total = sorted.reduce(0, +)
    var points: [(people: Double, share: Double)] = [(0, 0)]
    var sum = 0.0
    // More corners than pixels would not be seen.
    let every = max(1, sorted.count / 200)
    for (index, amount) in sorted.enumerated() {
      sum += amount
      guard (index + 1) % every == 0 || index == sorted.count - 1 else { continue }
      points.append((Double(index + 1) / Double(sorted.count), total > 0 ? sum / total : Double(index + 1) / Double(sorted.count)))
    }
    self.points = sorted.isEmpty ? [(0, 0), (1, 1)] : points
  }

  /// The curve through corners that are known; those at (0, 0) and (1, 1) are added where they are missing.
  /// - Parameter corners: ascending in both.
  public init(_ text: ChartText, corners: [(people: Double, share: Double)]) {
    self.text = text
    var points = corners.filter { $0.people.isFinite && $0.share.isFinite }
    if points.first.map({ $0.people > 0 || $0.share > 0 }) ?? true { points.insert((0, 0), at: 0) }
    if points.last.map({ $0.people < 1 || $0.share < 1 }) ?? true { points.append((1, 1)) }
    self.points = points
  }

  /// The chart as SVG: the curve under the line on which all would have the same.
  /// - Parameter id: unique on its page.
  public func svg(id: String) -> String {
    let ticks = Ticks(covering: 0...1, about: 4)
    return ChartFrame(height: 400).draw(id: id, text) { svg, frame in
      frame.makeRoom(for: ticks, text)
      frame.right = 24
      let x = Scale(0...1, from: frame.horizontal.lowerBound, to: frame.horizontal.upperBound)
      let y = Scale(0...1, from: frame.vertical.upperBound, to: frame.vertical.lowerBound)
      frame.rows(ticks, y, text, in: &svg)
      svg.element("g", ["class": "axis", "aria-hidden": "true"]) { svg in
        for tick in ticks.values {
          svg.element(
            "text", ["x": .number(x(tick)), "y": .number(frame.vertical.upperBound + 17), "text-anchor": "middle"], text: text.label(tick))
        }
      }
      let curve = points.map { "\(coordinate(x($0.people))) \(coordinate(y($0.share)))" }.joined(separator: "L")
      // What lies between equality and how it is; its part of the triangle is the Gini coefficient.
      svg.empty("path", ["class": "gap", "d": .word("M" + curve + "Z")])
      svg.empty("path", ["class": "even", "d": "M\(coordinate(x(0))) \(coordinate(y(0)))L\(coordinate(x(1))) \(coordinate(y(1)))"])
      svg.empty("path", ["class": "line l0", "d": .word("M" + curve)])
    }
  }
}
