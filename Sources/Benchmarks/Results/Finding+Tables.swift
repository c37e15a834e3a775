import Exchange

extension [Finding] {
  /// What was measured: a line for each way of each work.
  public func figuresTable() -> String {
    var table = TextTable([
      .init("work"), .init("way"), .init("per second", isNumber: true), .init("min", isNumber: true), .init("max", isNumber: true),
      .init("p50 ms", isNumber: true), .init("p99 ms", isNumber: true), .init("MB", isNumber: true),
    ])
    for finding in self {
      for (index, way) in finding.work.ways.map(\.name).enumerated() {
        let rate = finding.figure(.rate, of: way)
        table.add([
          index == 0 ? finding.work.id : "", way, FigureText.rate(rate?.median), FigureText.rate(rate?.min), FigureText.rate(rate?.max),
          FigureText.milliseconds(finding.figure(.p50, of: way)?.median), FigureText.milliseconds(finding.figure(.p99, of: way)?.median),
          FigureText.rate(finding.figure(.residentMegabytes, of: way)?.median),
        ])
      }
    }
    return table.text()
  }

  /// What was expected, and whether it came so.
  public func verdictsTable() -> String {
    var table = TextTable([
      .init("work"), .init("figure"), .init("is", isNumber: true), .init("at least", isNumber: true), .init("aim", isNumber: true), .init(""),
    ])
    for finding in self {
      for verdict in finding.verdicts {
        let expectation = verdict.expectation
        let sign = expectation.isLowerBound ? "≥ " : "≤ "
        table.add([
          finding.work.title, expectation.text(unit: finding.work.unit), FigureText.ratio(verdict.value), sign + FigureText.ratio(expectation.bound),
          sign + FigureText.ratio(expectation.aim), verdict.mark.sign,
        ])
      }
    }
    return table.text()
  }

  /// What one has to know to judge the figures, a line each.
  public func notes() -> [String] { compactMap { finding in finding.work.note.map { "\(finding.work.id): \($0)" } } }
}

extension Expectation {
  /// Such as `esep ÷ raw COPY`, `esep, p99 in ms` or `esep, events a second`.
  func text(unit: String) -> String {
    let figure =
      switch quantity {
      case .rate: limit == nil ? ", \(unit) a second" : ""
      case .percentile: ", \(quantity.name)" + (limit == nil ? " in ms" : "")
      case .residentMegabytes: ", resident MB"
      }
    return limit.map { "\(way) ÷ \($0)\(figure)" } ?? way + figure
  }
}

extension Finding.Mark {
  /// For a table.
  var sign: String {
    switch self {
    case .aim: "✓✓"
    case .enough: "✓"
    case .short: "short"
    }
  }
}

/// Figures as people read them: three digits that count.
enum FigureText {
  static func rate(_ value: Double?) -> String {
    guard let value else { return "" }
    return value >= 100 ? NumberText.quantity(thousandths: Int64(value.rounded()) * 1_000) : ratio(value)
  }

  static func milliseconds(_ value: Double?) -> String { value.map(ratio) ?? "" }

  static func ratio(_ value: Double) -> String {
    let decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
    return fixed(value, decimals)
  }

  static func fixed(_ value: Double, _ decimals: Int) -> String {
    let factor = [1.0, 10, 100, 1_000][decimals]
    let scaled = Int64((value * factor).rounded())
    let (whole, rest) = (scaled.magnitude / UInt64(factor), scaled.magnitude % UInt64(factor))
    let digits = String(rest)
    let fraction = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals - digits.count) + digits
    return (scaled < 0 ? "-" : "") + "\(whole)" + fraction
  }
}
