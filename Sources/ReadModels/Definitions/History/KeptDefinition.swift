public import Postgres

/// A version of a file by which a book answered at some time, or does now.
public struct KeptDefinition: Hashable, Sendable {
  /// A stretch of the book's life in which it counted.
  public struct Use: Hashable, Sendable {
    /// How far the book was folded when it went live, and when another took its place or the file was taken away; nil while it counts.
    public let since: Int64, until: Int64?
  }

  /// The file.
  public let file: DefinitionFile
  /// How far the book was folded when it first went live.
  public let firstPosition: Int64
  /// When that was, in microseconds since 1970 UTC.
  public let installedAt: Int64
  /// When it counted, in order; a version may come back after another.
  public let uses: [Use]

  /// Whether the book answers by it now.
  public var isLive: Bool { uses.last.map { $0.until == nil } ?? false }
}

extension Session {
  /// Every version that ever went live in this book, by file and then in the order in which they first did; any of the book's roles may ask.
  /// - Parameter name: only those of the read models, reports and rules of this name; nil for all.
  /// - Throws: `PostgresError`.
  public func keptDefinitions(named name: String? = nil) throws -> [KeptDefinition] {
    let rows = try query(
      """
      SELECT definition.file, definition.text, definition.first_position, definition.installed_at, change.since, change.until, change.is_last
      FROM definition JOIN (
        SELECT file, sha256, number, position AS since,
               lead(position) OVER history AS until, lead(number) OVER history IS NULL AS is_last
        FROM definition_change WINDOW history AS (PARTITION BY file ORDER BY number)
      ) AS change USING (sha256, file)
      WHERE $1::text IS NULL OR definition.name = $1
      ORDER BY definition.file, definition.first_position, definition.installed_at, definition.sha256, change.number
      """, [name.map { .text($0) } ?? .null])
    var kept: [KeptDefinition] = []
    for row in rows {
      guard let (kind, name) = DefinitionFile.parts(of: try row.text(0)) else { continue }
      let file = DefinitionFile(kind: kind, name: name, text: try row.text(1))
      let use = KeptDefinition.Use(since: try row.int64(4), until: try row.bool(6) ? nil : row.optionalInt64(5))
      if let last = kept.last, last.file == file {
        kept[kept.count - 1] = KeptDefinition(file: file, firstPosition: last.firstPosition, installedAt: last.installedAt, uses: last.uses + [use])
      } else {
        kept.append(try KeptDefinition(file: file, firstPosition: row.int64(2), installedAt: row.microseconds(3), uses: [use]))
      }
    }
    return kept
  }

  /// The version whose SHA-256 begins with these hexadecimal digits.
  /// - Throws: `ReadModelError.unknownName` when there is none or more than one; `PostgresError`.
  public func keptDefinition(sha256 prefix: String) throws -> KeptDefinition {
    let digits = prefix.lowercased()
    let found = try keptDefinitions().filter { $0.file.hash.hasPrefix(digits) }
    guard let first = found.first, !digits.isEmpty else {
      throw ReadModelError(.unknownName, "No definition of this book has a SHA-256 that begins with “\(prefix)”. To see all, type: esep definitions")
    }
    // Two files may say the same, and then have one hash between them.
    guard found.allSatisfy({ $0.file.sha256 == first.file.sha256 }) else {
      let files = found.map { "\($0.file.file) \($0.file.hash.prefix(12))" }.joined(separator: ", ")
      throw ReadModelError(.unknownName, "“\(prefix)” begins the SHA-256 of more than one definition: \(files). Write more digits.")
    }
    return first
  }
}
