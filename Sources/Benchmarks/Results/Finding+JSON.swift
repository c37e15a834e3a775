import Exchange

extension [Finding] {
  /// Everything that was measured, for scripts: rates a second, times in milliseconds, memory in bytes.
  public func json(settings: [String: String], machine: [(name: String, value: String)]) -> String {
    JSONText.object([
      ("machine", JSONText.object(machine.map { ($0.name, JSONText.string($0.value)) })),
      ("settings", JSONText.object(settings.sorted { $0.key < $1.key }.map { ($0.key, JSONText.string($0.value)) })),
      ("works", JSONText.array(map(\.json))),
    ])
  }
}

extension Finding {
  fileprivate var json: String {
    var members = [
      ("id", JSONText.string(work.id)), ("title", JSONText.string(work.title)), ("unit", JSONText.string(work.unit)),
      ("ways", JSONText.array(work.ways.map { json(of: $0.name) })), ("expectations", JSONText.array(verdicts.map(\.json))),
    ]
    if let note = work.note { members.append(("note", JSONText.string(note))) }
    return JSONText.object(members)
  }

  private func json(of way: String) -> String {
    let figures: [(String, Quantity)] = [
      ("per_second", .rate), ("p50_ms", .p50), ("p90_ms", .percentile(90)), ("p99_ms", .p99), ("p999_ms", .percentile(99.9)),
      ("max_ms", .percentile(100)), ("resident_megabytes", .residentMegabytes),
    ]
    let measured = figures.compactMap { name, quantity in figure(quantity, of: way).map { (name, $0.json) } }
    return JSONText.object([("name", JSONText.string(way))] + measured)
  }
}

extension Finding.Figure {
  fileprivate var json: String {
    JSONText.object([("median", FigureText.fixed(median, 3)), ("min", FigureText.fixed(min, 3)), ("max", FigureText.fixed(max, 3))])
  }
}

extension Finding.Verdict {
  fileprivate var json: String {
    JSONText.object([
      ("way", JSONText.string(expectation.way)), ("figure", JSONText.string(expectation.quantity.name)),
      ("over", expectation.limit.map(JSONText.string) ?? "null"), ("value", FigureText.fixed(value, 3)),
      (expectation.isLowerBound ? "at_least" : "at_most", FigureText.fixed(expectation.bound, 3)), ("aim", FigureText.fixed(expectation.aim, 3)),
      ("mark", JSONText.string(mark.rawValue)),
    ])
  }
}
