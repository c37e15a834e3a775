import Crypto
public import Projections

/// A relation that one file in `Projections/Rules` says and no table keeps: the posting rules, the chart of accounts, and what follows from them.
///
/// Reports read it like a table: the engine puts it into their statement as a common table expression, and into the book's schema as a view, so that
/// every file runs in psql too. It is of the program, not of the log, so a rule that changes rebuilds nothing; and for that no read model may read it.
public struct RuleView: Hashable, Sendable {
  /// What it is called in SQL: the file's name without its extension.
  public let name: String
  /// The file's path, for messages.
  public let file: String
  /// The question it answers: the comment at the file's head.
  public let question: String
  /// The SELECT.
  public let body: String
  /// SHA-256 of the SELECT.
  public let sha256: [UInt8]
  /// Where rows come from single entries, with their keys and measures: then cells of reports can be explained by it.
  public let contributions: Definition?
  /// The words of the SELECT, and those behind FROM or JOIN.
  let words: Set<String>, sources: Set<String>

  /// Whether what it reads of entries and events is dated at the latest at the end of the time asked for: `dated` in the header. Then what is recorded about
  /// later months changes nothing.
  public let isDated: Bool

  /// Reads a file; keys and measures in its header are only for explaining.
  /// - Throws: `DefinitionError` with the file and the line.
  public init(_ file: ProjectionFile) throws(DefinitionError) {
    let parsed = try SQLFile(file, keywords: ["key", "dated"] + CombiningRule.allCases.map(\.rawValue))
    guard parsed.name.isSQLName, !parsed.name.contains("__"), !Definition.reserved.contains(parsed.name) else {
      throw parsed.error(1, "“\(parsed.name)” cannot be a rule's name: small letters, digits and single underscores, and no table of the book.")
    }
    (name, self.file, question, body) = (parsed.name, parsed.path, parsed.prose.joined(separator: " "), parsed.body)
    sha256 = Array(SHA256.hash(data: Array(parsed.body.utf8)))
    isDated = parsed.header.contains { $0.keyword == "dated" }
    contributions = parsed.header.allSatisfy { $0.keyword == "dated" } ? nil : try Definition(file)
    (words, sources) = ReportDefinition.words(parsed.body)
  }

  /// As a common table expression. NOT MATERIALIZED, so that conditions reach the tables below it, however often it is named.
  var expression: String { "\(name.quoted) AS NOT MATERIALIZED (\n\(body)\n)" }
}

extension [RuleView] {
  /// Those that a statement of these words needs, directly or through each other; each stands after the ones it reads.
  func needed(by words: Set<String>) -> [RuleView] {
    var (words, needed): (Set<String>, [RuleView]) = (words, [])
    for rule in reversed() where words.contains(rule.name) {
      words.formUnion(rule.words)
      needed.append(rule)
    }
    return needed.reversed()
  }
}
