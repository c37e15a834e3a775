import Postgres

/// A report by two catalogues, compared by the server, which gives back only what differs. One statement, hence one moment of the book, and no lock beyond.
struct PreviewComparison: Sendable {
  let before: PreviewSide?, after: PreviewSide?
  /// What rows are compared by, the columns compared, and those that only one side has.
  let keys: [ReportColumn], figures: [ReportColumn]
  let gone: [String], new: [String]

  init(before: PreviewSide?, after: PreviewSide?) {
    (self.before, self.after) = (before, after)
    let (old, own) = ((before ?? after)?.report, (after ?? before)?.report)
    let (oldColumns, ownColumns) = (old?.columns ?? [], own?.columns ?? [])
    let common = ownColumns.filter { column in
      oldColumns.contains { $0.name == column.name && $0.kind.comparedType == column.kind.comparedType }
    }
    let keys = [old, own].compactMap { $0.map { Set($0.keyColumns) } }
    (self.keys, figures) = (
      common.filter { column in keys.allSatisfy { $0.contains(column.name) } },
      common.filter { column in keys.allSatisfy { !$0.contains(column.name) } }
    )
    let compared = Set((self.keys + figures).map(\.name))
    gone = oldColumns.map(\.name).filter { !compared.contains($0) }
    new = ownColumns.map(\.name).filter { !compared.contains($0) }
  }

  /// The columns that say for whom something changes, as far as rows are about them.
  var parties: [ReportColumn] { keys.filter { ["producer", "channel"].contains($0.name) } }

  /// Which kind of row of the answer a row is.
  enum Section: Int64 {
    case summary = 0
    case row = 1
    /// And one more for each column of `parties`.
    case party = 2
  }

  func statement(_ parameters: ReportParameters, rowLimit: Int, _ text: inout SQLText) -> String {
    let (then, now) = (side(before, parameters, &text), side(after, parameters, &text))
    let sums = figures.indices.flatMap { index in
      let function = figures[index].kind.isInteger ? "sum" : "min"
      let cast = figures[index].kind.isInteger ? "::bigint" : ""
      return [("NOT is_new", "b"), ("is_new", "a")].map { "(\(function)(f\(index)) FILTER (WHERE \($0.0)))\(cast) AS \($0.1)\(index)" }
    }
    let keyNames = keys.indices.map { "k\($0)" }
    let differs = ["(number_then = 0) <> (number_now = 0)"] + figures.indices.map { "b\($0) IS DISTINCT FROM a\($0)" }
    let money = figures.indices.filter { figures[$0].kind == .money }
    let weighty = money.isEmpty ? figures.indices.filter { figures[$0].kind.isInteger } : money
    let weight = ["0"] + weighty.map { "abs(coalesce(a\($0), 0)::numeric - coalesce(b\($0), 0))" }
    return """
      WITH "then" AS (\(then)), "now" AS (\(now)),
      added AS (
        SELECT \((keyNames + ["count(*) FILTER (WHERE NOT is_new) AS number_then", "count(*) FILTER (WHERE is_new) AS number_now"] + sums)
          .joined(separator: ", "))
        FROM (SELECT false AS is_new, * FROM "then" UNION ALL SELECT true, * FROM "now") AS both_sides
        GROUP BY \(keyNames.isEmpty ? "()" : keyNames.joined(separator: ", "))
      ),
      compared AS (SELECT *, \(differs.joined(separator: " OR ")) AS differs, \(weight.joined(separator: " + ")) AS weight FROM added)
      \((["SELECT \(summary(parameters, &text)) FROM compared", "(\(rowsSelect(rowLimit, &text)))"]
        + parties.indices.map { "(\(party($0)))" }).joined(separator: "\nUNION ALL\n"))
      ORDER BY 1, 2
      """
  }

  /// A side's rows with its keys as k0, k1 …, its figures as f0, f1 …
  private func side(_ side: PreviewSide?, _ parameters: ReportParameters, _ text: inout SQLText) -> String {
    func columns(_ value: (ReportColumn) -> String) -> String {
      (keys.enumerated().map { "\(value($1)) AS k\($0)" } + figures.enumerated().map { "\(value($1)) AS f\($0)" }).joined(separator: ", ")
    }
    guard let side else { return "SELECT \(columns { "NULL::\($0.kind.comparedType)" }) WHERE false" }
    return "SELECT \(columns { "rows_of_side.\($0.name.quoted)::\($0.kind.comparedType)" }) FROM (\(side.rows(parameters, &text))) AS rows_of_side"
  }

  /// Every row of the answer: section, number, position, five counts, the keys, then of each figure what it is and would be.
  private func line(_ head: [String], keys key: (Int) -> String, figure: (String, Int) -> String) -> String {
    (head + keys.indices.map(key) + figures.indices.flatMap { [figure("b", $0), figure("a", $0)] }).joined(separator: ", ")
  }

  private func summary(_ parameters: ReportParameters, _ text: inout SQLText) -> String {
    let counts = [
      "number_then > 0", "number_now > 0", "differs AND number_now = 0", "differs AND number_then = 0",
      "differs AND number_then > 0 AND number_now > 0",
    ].map { "count(*) FILTER (WHERE \($0))" }
    return line(
      ["0::bigint AS section", "0::bigint AS number", "\(Shadows.asOf(parameters.atPosition, &text)) AS position"] + counts,
      keys: { _ in "NULL::text" },
      figure: { figures[$1].kind.isSummable ? "coalesce(sum(\($0)\($1)), 0)::text" : "NULL::text" })
  }

  private func rowsSelect(_ limit: Int, _ text: inout SQLText) -> String {
    let order = (["weight DESC"] + keys.indices.map { "k\($0)" }).joined(separator: ", ")
    let head = ["1", "row_number() OVER (ORDER BY \(order))", "0", "number_then", "number_now", "0", "0", "0"]
    let columns = line(head, keys: { "k\($0)::text" }, figure: { "\($0)\($1)::text" })
    return "SELECT \(columns) FROM compared WHERE differs ORDER BY 2 LIMIT \(text.bind(.int64(Int64(max(0, limit)))))"
  }

  private func party(_ index: Int) -> String {
    let place = keys.firstIndex(of: parties[index]) ?? 0
    let head = [
      "\(Section.party.rawValue + Int64(index))", "row_number() OVER (ORDER BY sum(weight) DESC, k\(place))", "0", "count(*) FILTER (WHERE differs)",
      "count(*) OVER ()", "0", "0", "0",
    ]
    let columns = line(
      head, keys: { $0 == place ? "k\($0)::text" : "NULL" },
      figure: { figures[$1].kind.isSummable ? "coalesce(sum(\($0)\($1)), 0)::text" : "NULL" })
    return "SELECT \(columns) FROM compared GROUP BY k\(place) HAVING bool_or(differs) ORDER BY 2 LIMIT \(PreviewedEffect.partiesMax)"
  }
}

extension ReportDefinition {
  /// The columns that say what a row is about: those that its file says, those it can be explained by, or all that hold no figures.
  var keyColumns: [String] {
    statedKey ?? explanation.map { $0.keys.map(\.column) } ?? columns.filter { [.text, .period, .date].contains($0.kind) }.map(\.name)
  }
}
