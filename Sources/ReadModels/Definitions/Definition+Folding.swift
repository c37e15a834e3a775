/// How a read model takes in what is new.
extension Definition {
  /// Adds the contributions of a range of positions (`$1`, `$2`) to a table.
  func fold(into table: String, entries: String = "entry") -> String {
    """
    WITH \(Source.range(entries: entries).shadows)
    \(adding(aggregate, to: table))
    """
  }

  /// Adds the contributions of a range of positions (`$1`, `$2`) to the live table and to those of the quarters and years that add up this one's months.
  ///
  /// What is new is added up by months once, and that by longer periods: so it is read once, not once for each length.
  func fold(with periods: [Definition]) -> String {
    guard !periods.isEmpty else { return fold(into: name) }
    let sums = periods.map { period in "\("\(period.name)_fold".quoted) AS (\n\(period.adding(period.sumOf(months: Self.new), to: period.name))\n)" }
    return """
      WITH \(Source.range().shadows),
      \(Self.new.quoted) AS MATERIALIZED (\(aggregate)),
      \(sums.joined(separator: ",\n"))
      \(adding("SELECT \(columnList) FROM \(Self.new.quoted)", to: name))
      """
  }

  /// What is new by months; no table has such a name.
  private static let new = "new months"

  /// Adds rows to a table; where one of the same keys is there, they become one.
  private func adding(_ rows: String, to table: String) -> String {
    let (first, last) = (Self.firstPosition.quoted, Self.lastPosition.quoted)
    let positions = ["\(first) = least(live.\(first), excluded.\(first))", "\(last) = greatest(live.\(last), excluded.\(last))"]
    return """
      INSERT INTO \(table.quoted) AS live (\(columnList))
      \(rows)
      ON CONFLICT (\(keyList)) DO UPDATE SET \((measures.map(\.merge) + positions).joined(separator: ", "))
      """
  }
}

extension [Definition] {
  /// Those that are made each for itself: all but sums of months that are among them too.
  var pieces: [Definition] { filter { model in !contains { $0.name == model.months } } }

  /// The quarters and years that add up a read model's months.
  func periods(of months: Definition) -> [Definition] { filter { $0.months == months.name } }
}
