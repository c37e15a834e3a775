import Ledger

extension Definition {
  /// The read model's table as a report: a row a key, explained by itself. So read models and reports are compared by the same means.
  /// - Parameter catalogue: whose reports tell what kind of column a measure is.
  func tableReport(in catalogue: Catalogue) -> ReportDefinition {
    let columns =
      keys.map { ReportColumn(name: $0, kind: .text) } + measures.map { ReportColumn(name: $0.name, kind: kind(of: $0, catalogue)) }
    let additive = measures.filter(\.isAdditive).map(\.name)
    let explanation = Explanation(
      model: name, keys: keys.map { (column: $0, expression: $0.quoted) }, cells: additive.map { (column: $0, expression: $0.quoted) })
    let time = keys.contains("month") ? "CROSS JOIN parameter AS p WHERE c.month BETWEEN p.from_month AND p.to_month" : ""
    let names = columns.map { "c.\($0.name.quoted)" }.joined(separator: ", ")
    return ReportDefinition(
      name: name, file: file, title: question, columns: columns, explanation: additive.isEmpty ? nil : explanation,
      body: "SELECT \(names) FROM \(name.quoted) AS c \(time)")
  }

  /// What a measure holds, for people. A read model's file does not say. Reports do, of columns of the same name; else the expression tells, where it
  /// speaks of the columns of `entry`.
  private func kind(of measure: Measure, _ catalogue: Catalogue) -> ColumnKind {
    guard measure.isAdditive else { return .text }
    guard measure.rule == .sum else { return .count }
    let told = Set(catalogue.reports.flatMap(\.columns).filter { $0.name == measure.name }.map(\.kind))
    if told.count == 1, let kind = told.first, kind.isInteger { return kind }
    let line = body.split(separator: "\n").first { line in
      let code = line.prefix(upTo: line.firstRange(of: "--")?.lowerBound ?? line.endIndex).trimmingSpaces()
      return code.hasSuffix("AS \(measure.name),") || code.hasSuffix("AS \(measure.name)")
    }
    guard let line else { return measure.name.hasPrefix("book_") ? .money : .count }
    return line.contains("book_") ? .money : line.contains("quantity") && !line.contains("/ 1000") ? .quantity : .count
  }
}

extension ColumnKind {
  /// Whether cells are whole numbers.
  var isInteger: Bool { [.money, .amount, .quantity, .count].contains(self) }

  /// Whether a sum over rows says something: amounts in several currencies do not add up.
  var isSummable: Bool { isInteger && self != .amount }

  /// What cells are compared as.
  var comparedType: String { isInteger ? "bigint" : self == .share || self == .decimal ? "numeric" : "text" }
}
