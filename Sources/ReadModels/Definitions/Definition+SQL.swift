/// Which part of the book a read model is made of.
struct Source {
  /// The table that holds the entries: the live one, or one being rebuilt.
  var entries = "entry"
  /// A condition over position, occurred_on and recorded_at, or nil for all.
  var condition: String?

  /// The positions from `$1` (exclusive) to `$2` (inclusive).
  static func range(entries: String = "entry") -> Source { Source(entries: entries, condition: "position > $1 AND position <= $2") }

  /// Common table expressions that stand in the place of `entry` and `event`. So a definition's SELECT is used as it is, nothing of it is
  /// parsed, and the same file runs in psql. NOT MATERIALIZED lets the planner push conditions down to the primary keys.
  var shadows: String {
    let filter = condition.map { " WHERE \($0)" } ?? ""
    return "entry AS NOT MATERIALIZED (SELECT * FROM \(entries.quoted)\(filter)), event AS NOT MATERIALIZED (SELECT * FROM event\(filter))"
  }
}

/// The statements that follow from a definition.
extension Definition {
  /// The keys, quoted, as a list.
  var keyList: String { keys.map(\.quoted).joined(separator: ", ") }

  /// Every column of the table, in order.
  var columns: [String] {
    keys + measures.flatMap { $0.rule == .latest ? [$0.name, $0.name + "_at"] : [$0.name] }
  }

  var columnList: String { columns.map(\.quoted).joined(separator: ", ") }

  /// The definition's SELECT as something to select from, called `c`.
  var contributions: String { "(\n\(body)\n) AS c" }

  /// The rows of the table, from contributions.
  var aggregate: String { "SELECT \(keyList), \(measures.map(\.aggregate).joined(separator: ", ")) FROM \(contributions) GROUP BY \(keyList)" }

  /// A new, empty table with the columns' own types, and without an index.
  func createTable(_ table: String) -> String { "CREATE TABLE \(table.quoted) AS \(aggregate) WITH NO DATA" }

  /// The index that makes the keys unique; it treats NULL keys as equal, so that they meet in ON CONFLICT.
  func createIndex(_ table: String) -> String { "CREATE UNIQUE INDEX ON \(table.quoted) (\(keyList)) NULLS NOT DISTINCT" }

  /// Puts what a range of positions (`$1`, `$2`) comes to into a table of partial rows, where a key may stand several times.
  func append(into table: String, entries: String) -> String {
    "WITH \(Source.range(entries: entries).shadows) INSERT INTO \(table.quoted) (\(columnList)) \(aggregate)"
  }

  /// Adds the contributions of a range of positions (`$1`, `$2`) to a table.
  func fold(into table: String, entries: String = "entry") -> String {
    """
    WITH \(Source.range(entries: entries).shadows)
    INSERT INTO \(table.quoted) AS live (\(columnList))
    \(aggregate)
    ON CONFLICT (\(keyList)) DO UPDATE SET \(measures.map(\.merge).joined(separator: ", "))
    """
  }

  /// The columns of rows that were added up from others of this read model, called `c`, with another expression in the place of `month`.
  func mergedColumns(month: String) -> String {
    let merged = keys.map { $0 == "month" ? "\(month) AS month" : "c.\($0.quoted)" } + measures.map(\.aggregateOfParts)
    return merged.joined(separator: ", ")
  }

  /// What such rows are grouped by.
  func mergedKeys(month: String) -> String { keys.map { $0 == "month" ? month : "c.\($0.quoted)" }.joined(separator: ", ") }

  /// Adds up partial rows made from different positions.
  func merge(_ parts: String, into table: String) -> String {
    """
    INSERT INTO \(table.quoted) (\(columnList))
    SELECT \(keyList), \(measures.map(\.aggregateOfParts).joined(separator: ", ")) FROM \(parts.quoted) AS c GROUP BY \(keyList)
    """
  }
}

extension Measure {
  private var column: String { "c.\(name.quoted)" }
  private var at: String { (name + "_at").quoted }

  /// From contributions to a value. A sum must fit bigint: the cast fails where adding would silently go on in numeric.
  fileprivate var aggregate: String {
    switch rule {
    case .sum: "coalesce(sum(\(column)), 0)::bigint AS \(name.quoted)"
    case .count: "count(\(column)) AS \(name.quoted)"
    case .min, .max: "\(rule.rawValue)(\(column)) AS \(name.quoted)"
    case .latest: latest(at: "c.position")
    }
  }

  /// From the values of partial rows to one.
  fileprivate var aggregateOfParts: String {
    switch rule {
    case .sum, .count: "coalesce(sum(\(column)), 0)::bigint AS \(name.quoted)"
    case .min, .max: "\(rule.rawValue)(\(column)) AS \(name.quoted)"
    case .latest: latest(at: "c.\(at)")
    }
  }

  private func latest(at position: String) -> String {
    "(array_agg(\(column) ORDER BY \(position) DESC, \(column) DESC) FILTER (WHERE \(column) IS NOT NULL))[1] AS \(name.quoted), "
      + "max(\(position)) FILTER (WHERE \(column) IS NOT NULL) AS \(at)"
  }

  /// A new value into one that is there, in ON CONFLICT.
  fileprivate var merge: String {
    let (live, new) = ("live.\(name.quoted)", "excluded.\(name.quoted)")
    switch rule {
    case .sum, .count: return "\(name.quoted) = \(live) + \(new)"
    case .min: return "\(name.quoted) = least(\(live), \(new))"
    case .max: return "\(name.quoted) = greatest(\(live), \(new))"
    case .latest:
      let isNewer = "live.\(at) IS NULL OR (excluded.\(at), \(new)) > (live.\(at), \(live))"
      return "\(name.quoted) = CASE WHEN \(isNewer) THEN \(new) ELSE \(live) END, \(at) = greatest(live.\(at), excluded.\(at))"
    }
  }
}
