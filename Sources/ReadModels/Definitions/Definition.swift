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

  /// Reads a file.
  /// - Throws: `DefinitionError` with the file and the line.
  public init(_ file: ProjectionFile) throws(DefinitionError) {
    let parsed = try SQLFile(file, keywords: ["key"] + CombiningRule.allCases.map(\.rawValue))
    guard parsed.name.isSQLName, !parsed.name.contains("__"), !Self.reserved.contains(parsed.name) else {
      throw parsed.error(1, "“\(parsed.name)” cannot be a read model's name: small letters, digits and single underscores, and no table of the book.")
    }
    var (keys, measures, seen): ([String], [Measure], Set<String>) = ([], [], [])
    for line in parsed.header {
      for name in try parsed.names(line) {
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
    (name, self.file, question) = (parsed.name, parsed.path, parsed.prose.joined(separator: " "))
    (self.keys, self.measures, body) = (keys, measures, parsed.body)
    let header = measures.map { "\($0.rule.rawValue) \($0.name)" }
    let essence = (["key \(keys.joined(separator: ", "))"] + header + [parsed.body]).joined(separator: "\n")
    sha256 = Array(SHA256.hash(data: Array(essence.utf8)))
  }

  /// Names that are tables or views of every book already.
  static let reserved: Set<String> = [
    "checkpoint", "commit", "entry", "event", "halt", "head", "migration", "parameter", "person", "read_model", "rebuild", "rebuild_range",
  ]
}
