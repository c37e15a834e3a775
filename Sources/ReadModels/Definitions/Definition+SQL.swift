/// Which part of the book a read model is made of.
struct Source {
  /// The table that holds the entries: the live one, or one being rebuilt; and what holds the events.
  var entries = "entry", events = "event"
  /// A condition over position, occurred_on and recorded_at, or nil for all.
  var condition: String?
  /// Whether the table of entries holds only such as meet the condition, so that they need not be asked.
  var entriesMeetCondition = false

  /// The positions from `$1` (exclusive) to `$2` (inclusive).
  static func range(entries: String = "entry") -> Source { Source(entries: entries, condition: "position > $1 AND position <= $2") }

  /// Common table expressions that stand in the place of `entry` and `event`. So a definition's SELECT is used as it is, nothing of it is
  /// parsed, and the same file runs in psql. NOT MATERIALIZED lets the planner push conditions down to the primary keys.
  var shadows: String {
    let filter = condition.map { " WHERE \($0)" } ?? ""
    let entryFilter = entriesMeetCondition ? "" : filter
    return """
      entry AS NOT MATERIALIZED (SELECT * FROM \(entries.quoted)\(entryFilter)), \
      event AS NOT MATERIALIZED (SELECT * FROM \(events.quoted)\(filter))
      """
  }
}

/// The statements that follow from a definition.
extension Definition {
  /// The keys, quoted, as a list.
  var keyList: String { keys.map(\.quoted).joined(separator: ", ") }

  /// Every column of the table, in order.
  var columns: [String] {
    keys + measures.flatMap { $0.rule == .latest ? [$0.name, $0.name + "_at"] : [$0.name] } + [Self.firstPosition, Self.lastPosition]
  }

  var columnList: String { columns.map(\.quoted).joined(separator: ", ") }

  /// The definition's SELECT as something to select from, called `c`.
  var contributions: String { "(\n\(body)\n) AS c" }

  /// The columns of rows that add up contributions called `c`.
  var aggregated: String {
    let positions = ["min(c.position) AS \(Self.firstPosition.quoted)", "max(c.position) AS \(Self.lastPosition.quoted)"]
    return (keys.map { "c.\($0.quoted)" } + measures.map(\.aggregate) + positions).joined(separator: ", ")
  }

  /// What such rows are grouped by.
  var aggregatedKeys: String { keys.map { "c.\($0.quoted)" }.joined(separator: ", ") }

  /// The rows of the table, from contributions.
  var aggregate: String { "SELECT \(aggregated) FROM \(contributions) GROUP BY \(aggregatedKeys)" }

  /// A new, empty table with the columns' own types, and without an index.
  func createTable(_ table: String) -> String { "CREATE TABLE \(table.quoted) AS \(aggregate) WITH NO DATA" }

  /// The index that makes the keys unique; it treats NULL keys as equal, so that they meet in ON CONFLICT.
  func createIndex(_ table: String) -> String { "CREATE UNIQUE INDEX ON \(table.quoted) (\(keyList)) NULLS NOT DISTINCT" }

  /// Makes the table with all that the source comes to, and without an index. Unlike INSERT … SELECT it may use parallel workers.
  ///
  /// A large table by months lies in the order of its keys: so a page about one month reads a few hundred blocks instead of one for each row. The
  /// index of rows in order gives a third of what that sorting takes back.
  func makeTable(_ table: String, from source: Source) -> String {
    "CREATE TABLE \(table.quoted) AS WITH \(source.shadows) \(aggregate)\(isYearly ? " ORDER BY \(keyList)" : "")"
  }

  /// The columns of rows that were added up from others of this read model, called `c`, with another expression in the place of `month`.
  func mergedColumns(month: String) -> String {
    let (first, last) = (Self.firstPosition.quoted, Self.lastPosition.quoted)
    let positions = ["min(c.\(first)) AS \(first)", "max(c.\(last)) AS \(last)"]
    let merged = keys.map { $0 == "month" ? "\(month) AS month" : "c.\($0.quoted)" } + measures.map(\.aggregateOfParts) + positions
    return merged.joined(separator: ", ")
  }

  /// What such rows are grouped by.
  func mergedKeys(month: String) -> String { keys.map { $0 == "month" ? month : "c.\($0.quoted)" }.joined(separator: ", ") }

  /// Makes the table of quarters or years, which this one is, by adding up a table of months.
  ///
  /// In the order of the keys: so what belongs to a period, and in it to a producer, lies together on the disk.
  func makeTable(_ table: String, fromMonths months: String) -> String {
    "CREATE TABLE \(table.quoted) AS \(sumOf(months: months)) ORDER BY \(keyList)"
  }
}

extension Measure {
  private var column: String { "c.\(name.quoted)" }
  private var at: String { (name + "_at").quoted }

  /// From contributions to a value. A sum must fit bigint: `total` fails where the built-in sum would silently go on in numeric.
  fileprivate var aggregate: String {
    switch rule {
    case .sum: "coalesce(total(\(column)), 0) AS \(name.quoted)"
    case .count: "count(\(column)) AS \(name.quoted)"
    case .min, .max: "\(rule.rawValue)(\(column)) AS \(name.quoted)"
    case .latest: latest(at: "c.position")
    }
  }

  /// From the values of rows that were added up before to one.
  fileprivate var aggregateOfParts: String {
    switch rule {
    case .sum, .count: "coalesce(total(\(column)), 0) AS \(name.quoted)"
    case .min, .max: "\(rule.rawValue)(\(column)) AS \(name.quoted)"
    case .latest: latest(at: "c.\(at)")
    }
  }

  private func latest(at position: String) -> String {
    "(array_agg(\(column) ORDER BY \(position) DESC, \(column) DESC) FILTER (WHERE \(column) IS NOT NULL))[1] AS \(name.quoted), "
      + "max(\(position)) FILTER (WHERE \(column) IS NOT NULL) AS \(at)"
  }

  /// A new value into one that is there, in ON CONFLICT.
  var merge: String {
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
