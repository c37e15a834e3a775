/// What a read model's rows were at an earlier position, told from its table: every row knows between which positions it came to be what it is.
///
/// A row that nothing came to after the position stands. One that nothing had come to yet was not there. Only those that grew on both sides of it are made
/// anew, from as much of the log as they grew in: in a book whose months were closed one after the other, that is the month in which the position lies.
struct EarlierRows {
  /// From which side the rows that grew on both are made.
  enum Side {
    /// By adding up what came to them up to the position: any measure can be made so.
    case fromBefore
    /// By taking from them what came after it; for sums, which can be subtracted.
    case fromAfter
  }

  /// The read model.
  let model: Definition
  let side: Side
  /// The position, in SQL.
  let position: String
  /// Which of the table's rows are asked for, and which of the entries and events; nil for all.
  let rows: String?, days: String?
  /// What holds all entries and all events, while others stand in their place.
  let entries: String, events: String

  /// The SELECT of the columns of the table. Conditions on keys reach all its parts.
  var select: String {
    let madeAnew = side == .fromAfter ? lessLater : addedUp
    return "SELECT \(model.columnList) FROM \(table(where: "\(last) <= \(position)")) UNION ALL SELECT * FROM (\(madeAnew)) AS made_anew"
  }

  private var first: String { Definition.firstPosition.quoted }
  private var last: String { Definition.lastPosition.quoted }
  private var grewOnBothSides: String { "\(first) <= \(position) AND \(last) > \(position)" }

  private func table(where condition: String) -> String {
    "\(model.name.quoted) WHERE \([condition, rows].compactMap(\.self).joined(separator: " AND "))"
  }

  /// The entries and events between two positions. The bounds are found once, in the table; where no row grew on both sides nothing is read.
  private func shadows(_ bounds: String) -> String {
    Source(entries: entries, events: events, condition: [bounds, days].compactMap(\.self).joined(separator: " AND ")).shadows
  }

  private var addedUp: String {
    let (keys, measures) = (model.keys.map(\.quoted), model.measures.map(\.name.quoted))
    let contributed = "SELECT \((["position"] + keys + measures).joined(separator: ", ")), false AS \(mark) FROM \(model.contributions)"
    // One row without a contribution beside the contributions of each key that grew: keys may be NULL, which no join would bring together.
    let marks = (["NULL"] + keys + measures.map { _ in "NULL" }).joined(separator: ", ")
    let start = "(SELECT min(\(first)) FROM \(table(where: grewOnBothSides)))"
    return """
      WITH \(shadows("position >= \(start) AND position <= \(position)"))
      SELECT \(model.aggregated) FROM (\(contributed) UNION ALL SELECT \(marks), true FROM \(table(where: grewOnBothSides))) AS c
      GROUP BY \(model.aggregatedKeys) HAVING bool_or(c.\(mark))
      """
  }

  private let mark = "grew on both sides".quoted

  private var lessLater: String {
    let keys = model.keys.map(\.quoted)
    let names = model.measures.map(\.name.quoted)
    let turned = model.measures.map { measure in
      let column = "c.\(measure.name.quoted)"
      return measure.rule == .count ? "-(\(column) IS NOT NULL)::integer::bigint" : "-coalesce(\(column), 0)::bigint"
    }
    let less = model.aggregatedKeys + ", " + names.map { "total(c.\($0)) AS \($0)" }.joined(separator: ", ")
    let end = "(SELECT max(\(last)) FROM \(table(where: grewOnBothSides)))"
    return """
      WITH \(shadows("position > \(position) AND position <= \(end)"))
      SELECT \(less), min(c.\(first)) AS \(first), NULL::bigint AS \(last) FROM (
        SELECT \((keys + names + [first]).joined(separator: ", ")) FROM \(table(where: grewOnBothSides))
        UNION ALL SELECT \((keys + turned).joined(separator: ", ")), NULL FROM \(model.contributions)
      ) AS c GROUP BY \(model.aggregatedKeys) HAVING count(c.\(first)) > 0
      """
  }
}

extension Definition {
  /// Whether it sums or counts, and so is far shorter than what it is made of. Others, such as registries, are as soon made from their few events.
  var isSum: Bool { measures.contains(where: \.isAdditive) }

  /// Whether it can be told from either side what it was.
  var canBeSubtracted: Bool { measures.allSatisfy(\.isAdditive) }
}
