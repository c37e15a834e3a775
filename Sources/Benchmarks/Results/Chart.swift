/// The verdicts as a picture: a bar for each, as long as the figure is near to its aim, with a mark where it is good enough.
///
/// SVG 1.1 without scripts or fonts of its own; every bar says its figure in words too, and shades differ in lightness, so that it survives grey print.
public struct Chart {
  private let findings: [Finding]
  private let subtitle: String
  private static let rowHeight = 26
  private static let labelWidth = 430
  private static let barWidth = 360

  /// A chart of what was found; the subtitle says where and when.
  public init(_ findings: [Finding], subtitle: String) { (self.findings, self.subtitle) = (findings, subtitle) }

  /// The picture.
  public func svg() -> String {
    let rows = findings.flatMap { finding in finding.verdicts.map { (finding.work, $0) } }
    let height = 70 + rows.count * Self.rowHeight + 30
    let width = Self.labelWidth + Self.barWidth + 190
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" font-family="system-ui, sans-serif" font-size="13" role="img">
      <title>How near Esep comes to what it aims at</title>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      <text x="16" y="26" font-size="17" fill="#1a1a1a">How near Esep comes to what it aims at</text>
      <text x="16" y="46" fill="#555555">\(Self.escaped(subtitle))</text>

      """
    for (index, (work, verdict)) in rows.enumerated() { svg += row(work, verdict, top: 64 + index * Self.rowHeight) }
    let aim = Self.labelWidth + Self.length(1)
    let bottom = 64 + rows.count * Self.rowHeight
    svg += """
      <line x1="\(aim)" y1="60" x2="\(aim)" y2="\(bottom)" stroke="#1a1a1a" stroke-dasharray="3 3"/>
      <text x="\(aim)" y="\(bottom + 16)" text-anchor="middle" fill="#555555">aim</text>
      <text x="16" y="\(bottom + 16)" fill="#555555">Black mark: good enough.</text>
      </svg>

      """
    return svg
  }

  private func row(_ work: Work, _ verdict: Finding.Verdict, top: Int) -> String {
    let expectation = verdict.expectation
    let score = Self.score(verdict.value, expectation)
    let enough = Self.labelWidth + Self.length(Self.score(expectation.bound, expectation))
    let words = "\(FigureText.ratio(verdict.value)) (\(expectation.isLowerBound ? "≥" : "≤") \(FigureText.ratio(expectation.bound)))"
    let shade =
      switch verdict.mark {
      case .aim: "#1b5e4a"
      case .enough: "#4f9d83"
      case .short: "#d9a441"
      }
    return """
      <text x="\(Self.labelWidth - 10)" y="\(top + 15)" text-anchor="end" fill="#1a1a1a">\(Self.escaped("\(work.id): \(expectation.text(unit: work.unit))"))</text>
      <rect x="\(Self.labelWidth)" y="\(top + 3)" width="\(Self.length(score))" height="16" fill="\(shade)"/>
      <line x1="\(enough)" y1="\(top)" x2="\(enough)" y2="\(top + 22)" stroke="#1a1a1a" stroke-width="2"/>
      <text x="\(Self.labelWidth + Self.barWidth + 16)" y="\(top + 15)" fill="#1a1a1a">\(Self.escaped(words))</text>

      """
  }

  /// 1 at the aim; more is better, whichever way the figure counts.
  private static func score(_ value: Double, _ expectation: Expectation) -> Double {
    let (above, below) = expectation.isLowerBound ? (value, expectation.aim) : (expectation.aim, value)
    return below > 0 ? above / below : 0
  }

  /// Pixels; what goes far beyond the aim ends at the edge.
  private static func length(_ score: Double) -> Int { Int(min(score, 1.2) / 1.2 * Double(barWidth)) }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
