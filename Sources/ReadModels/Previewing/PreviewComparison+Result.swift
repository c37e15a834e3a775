import Postgres

extension PreviewComparison {
  /// What the statement's rows say; rows are not explained yet.
  func effect(_ rows: Rows, kind: DefinitionKind, isItself: Bool) throws -> PreviewedEffect {
    guard let summary = rows.first, let report = (after ?? before)?.report else { throw PostgresError(.unexpectedData, "an aggregate gave no row") }
    var (found, parties, counts): ([PreviewedEffect.Row], [PreviewedEffect.Party], [String: Int64]) = ([], [], [:])
    for row in rows.dropFirst() {
      let section = try row.int64(0)
      if section == Section.row.rawValue {
        found.append(
          PreviewedEffect.Row(
            key: try keys.indices.map { try cell(row, Self.keysAt + $0, keys[$0].kind) },
            before: try row.int64(3) > 0 ? figures(row, 0) : nil, after: try row.int64(4) > 0 ? figures(row, 1) : nil, explanation: nil))
      } else {
        let column = self.parties[Int(section - Section.party.rawValue)]
        let value = try cell(row, Self.keysAt + (keys.firstIndex(of: column) ?? 0), column.kind)
        parties.append(PreviewedEffect.Party(column: column.name, value: value, rows: try row.int64(3), totals: try totals(row)))
        counts[column.name] = try row.int64(4)
      }
    }
    return try PreviewedEffect(
      kind: kind, name: report.name, isItself: isItself, isNew: before == nil, isGone: after == nil, asOfPosition: summary.int64(2), keys: keys,
      figures: figures, goneColumns: gone, newColumns: new, rowsBefore: summary.int64(3), rowsAfter: summary.int64(4), gone: summary.int64(5),
      new: summary.int64(6), different: summary.int64(7), totals: totals(summary), parties: parties, partyCounts: counts, rows: found, isKnown: true)
  }

  /// What is known when comparing was given up.
  func unknown(kind: DefinitionKind, isItself: Bool) -> PreviewedEffect {
    PreviewedEffect(
      kind: kind, name: (after ?? before)?.report.name ?? "", isItself: isItself, isNew: before == nil, isGone: after == nil, asOfPosition: 0,
      keys: keys, figures: figures, goneColumns: gone, newColumns: new, rowsBefore: 0, rowsAfter: 0, gone: 0, new: 0, different: 0, totals: [],
      parties: [], partyCounts: [:], rows: [], isKnown: false)
  }

  /// Where keys begin in a row.
  private static let keysAt = 8

  private func figures(_ row: Row, _ side: Int) throws -> [Cell] {
    try figures.indices.map { try cell(row, Self.keysAt + keys.count + 2 * $0 + side, figures[$0].kind) }
  }

  private func totals(_ row: Row) throws -> [PreviewedEffect.Total] {
    try figures.indices.filter { figures[$0].kind.isSummable }.map { index in
      let place = Self.keysAt + keys.count + 2 * index
      return PreviewedEffect.Total(column: figures[index], before: try number(row.text(place)), after: try number(row.text(place + 1)))
    }
  }

  private func cell(_ row: Row, _ place: Int, _ kind: ColumnKind) throws -> Cell {
    guard let text = try row.optionalText(place) else { return .null }
    if kind.isInteger { return .int64(try number(text)) }
    return kind == .share || kind == .decimal ? .decimal(text) : .text(text)
  }

  private func number(_ text: String) throws -> Int64 {
    guard let number = Int64(text) else { throw PostgresError(.unexpectedData, "a sum does not fit 64 bits") }
    return number
  }
}
