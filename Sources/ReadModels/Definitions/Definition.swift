import Crypto
public import Projections

/// How contributions to a measure combine. Every rule is associative and commutative, so that a table may be made in chunks of any
/// size, in parallel and in any order, and comes out the same. NULL contributes nothing.
public enum CombiningRule: String, Hashable, Sendable, CaseIterable {
  /// The sum of integers; 0 when nothing contributes.
  case sum
  /// How many contributions are not NULL.
  case count
  /// The least.
  case min
  /// The greatest.
  case max
  /// The one from the highest position; of several at one position, the greatest.
  case latest
}

/// A column of a read model that is not a key.
public struct Measure: Hashable, Sendable {
  /// Its name in SQL.
  public let name: String
  /// How it combines.
  public let rule: CombiningRule
}

/// A read model: what one file in `Projections/Models` says. Its table, folding, rebuilding, as-of, explanation and verification follow from it.
public struct Definition: Hashable, Sendable {
  /// The table's name: the file's without its extension.
  public let name: String
  /// The file's path, for messages.
  public let file: String
  /// The question it answers: the comment at the file's head.
  public let question: String
  /// What a row is about.
  public let keys: [String]
  /// What a row says about it.
  public let measures: [Measure]
  /// The SELECT that makes contributions of entries or events: `position`, the keys, the measures.
  public let body: String
  /// SHA-256 of all that the table depends on: keys, measures and SELECT; not of the prose.
  public let sha256: [UInt8]
  /// Whether it is also kept quarter by quarter and year by year; see `added`.
  public let isYearly: Bool
  /// The read model by months that this one adds up to quarters or years; nil when it is no such sum.
  public let months: String?
  /// How long the periods are that it is kept by, where it adds up months.
  let length: PeriodLength?
  /// Whether its rows only tell reports where in the book to look. Then its table serves whatever is asked for: places that turn out to hold nothing of it
  /// cost a look, and change no answer.
  public let isGuide: Bool

  /// Reads a file.
  /// - Throws: `DefinitionError` with the file and the line.
  public init(_ file: ProjectionFile) throws(DefinitionError) {
    let parsed = try SQLFile(file, keywords: ["key", "yearly", "guide"] + CombiningRule.allCases.map(\.rawValue))
    let isTaken = parsed.name.hasSuffix(Self.byPeriod) || parsed.name.hasSuffix(Self.byQuarter) || Self.reserved.contains(parsed.name)
    guard parsed.name.isSQLName, !parsed.name.contains("__"), !isTaken else {
      throw parsed.error(1, "“\(parsed.name)” cannot be a read model's name: small letters, digits and single underscores, and no table of the book.")
    }
    var (keys, measures, seen): ([String], [Measure], Set<String>) = ([], [], [])
    for line in parsed.header where line.keyword != "yearly" && line.keyword != "guide" {
      for name in try parsed.names(line) {
        guard name != Self.firstPosition, name != Self.lastPosition else {
          throw parsed.error(line.number, "“\(name)” is taken: every row keeps there between which positions it came to be what it is.")
        }
        guard name != "position", seen.insert(name).inserted else {
          throw parsed.error(line.number, "“\(name)” stands twice; every key and measure has a name of its own, and none is called position.")
        }
        if let rule = CombiningRule(rawValue: line.keyword) {
          measures.append(Measure(name: name, rule: rule))
        } else {
          keys.append(name)
        }
      }
    }
    guard !keys.isEmpty else { throw parsed.error(parsed.bodyLine, "The header lacks a line like “-- key  month, channel”.") }
    guard !measures.isEmpty else {
      throw parsed.error(parsed.bodyLine, "The header lacks a measure, a line like “-- sum  gross, net” (or count, min, max, latest).")
    }
    for measure in measures where measure.rule == .latest && !seen.insert(measure.name + "_at").inserted {
      throw parsed.error(parsed.bodyLine, "“\(measure.name)_at” is taken: there the position is kept from which the latest \(measure.name) comes.")
    }
    isYearly = parsed.header.contains { $0.keyword == "yearly" }
    isGuide = parsed.header.contains { $0.keyword == "guide" }
    if let line = parsed.header.first(where: { $0.keyword == "guide" && !$0.text.isEmpty }) {
      throw parsed.error(line.number, "“guide” stands alone on its line.")
    }
    // With what a rebuild adds, the longest name of a table PostgreSQL takes has 63 bytes.
    let mayBeYearly = keys.contains("month") && parsed.name.utf8.count <= 40
    if let line = parsed.header.first(where: { $0.keyword == "yearly" && !(mayBeYearly && $0.text.isEmpty) }) {
      throw parsed.error(line.number, "“yearly” stands alone on its line, in a read model that has the key “month” and a name of at most 40 letters.")
    }
    (name, self.file, question) = (parsed.name, parsed.path, parsed.prose.joined(separator: " "))
    (self.keys, self.measures, body, months, length) = (keys, measures, parsed.body, nil, nil)
    sha256 = Self.hash(keys, measures, parsed.body)
  }

  /// The read models that add up another's months, to quarters and to years; none unless that one is `isYearly`. Their key `month` holds the first day of
  /// the period.
  ///
  /// Read models like any other, from the same SELECT: folded, rebuilt and verified for themselves. Reports by year read years instead of adding up
  /// twelve months of everything each time.
  public var added: [Definition] { isYearly ? [Definition(adding: self, to: .quarter), Definition(adding: self, to: .year)] : [] }

  private init(adding months: Definition, to length: PeriodLength) {
    let columns = (months.keys + months.measures.map(\.name)).map { column in
      column == "month" ? "start_of(by_month.month, '\(length.rawValue)') AS month" : "by_month.\(column.quoted)"
    }
    let select = "SELECT by_month.position, \(columns.joined(separator: ", ")) FROM (\n\(months.body)\n) AS by_month"
    (name, file, question) = (months.name + (length == .year ? Self.byPeriod : Self.byQuarter), months.file, months.question)
    (keys, measures, body, self.months, isYearly) = (months.keys, months.measures, select, months.name, false)
    (self.length, isGuide) = (length, months.isGuide)
    sha256 = Self.hash(keys, measures, select)
  }

  /// The columns that every table has beside keys and measures: the first and the last position of what a row adds up. By them a row can be told as it was
  /// at an earlier position without adding up everything before it, see `EarlierRows`.
  static let firstPosition = "first_position", lastPosition = "last_position"

  /// What the name of a table of years ends with. Reports by another length of period read what stands in its place, see `Shadows`.
  static let byPeriod = "_by_period"
  /// What the name of a table of quarters ends with; it stands in the place of the years where a report is asked for by quarter.
  static let byQuarter = "_by_quarter"

  private static func hash(_ keys: [String], _ measures: [Measure], _ body: String) -> [UInt8] {
    // What no header names is of every table's making too: tables of programs that kept no positions are made anew.
    let header = measures.map { "\($0.rule.rawValue) \($0.name)" } + ["min \(firstPosition)", "max \(lastPosition)"]
    let essence = (["key \(keys.joined(separator: ", "))"] + header + [body]).joined(separator: "\n")
    return Array(SHA256.hash(data: Array(essence.utf8)))
  }

  /// Names that are tables or views of every book already.
  static let reserved: Set<String> = [
    "checkpoint", "commit", "cosignature", "definition", "definition_change", "definition_live", "entry", "event", "halt", "head", "log_identity",
    "migration", "parameter", "person", "read_model", "rebuild", "rebuild_range", "signed_checkpoint", "tile", "tree",
  ]
}
