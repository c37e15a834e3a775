import Foundation
import Testing

/// What `esep definitions --format json` prints.
struct Definitions: Decodable {
  struct Use: Decodable, Equatable {
    let since: Int64
    let until: Int64?
  }

  struct Kept: Decodable {
    let kind: String, name: String, file: String, sha256: String
    let first_position: Int64
    let installed_at: String
    let live: Bool
    let uses: [Use]
  }

  let definitions: [Kept]
}

extension Desk {
  /// The versions that the book keeps of a name; of all when there is none.
  func definitions(_ name: String = "") async throws -> [Definitions.Kept] {
    let output = try await Program.run(
      Self.esep, ["definitions", "--format", "json"] + (name.isEmpty ? [] : [name]), environment: environment
    ).output
    return try JSONDecoder().decode(Definitions.self, from: Data(output.utf8)).definitions
  }

  /// The text of the version that counts now.
  func definition(_ name: String) async throws -> String {
    guard let live = try await definitions(name).first(where: \.live) else { throw ProgramProblem(description: "no definition \(name)") }
    return try await succeed("definitions", "--show", String(live.sha256.prefix(16)))
  }

  /// Makes the book believe that it last answered by another text of a file, as if an older program had been at it.
  func pretend(_ name: String, _ old: String, isReplacedBy new: String) async throws {
    try await execute(
      """
      WITH older AS (
        INSERT INTO main.definition (sha256, file, name, text, first_position, installed_at)
        SELECT sha256(convert_to(replace(text, '\(old)', '\(new)'), 'UTF8')), file, name, replace(text, '\(old)', '\(new)'), 0, now()
        FROM main.definition WHERE name = '\(name)' RETURNING file, sha256
      )
      INSERT INTO main.definition_change (number, file, sha256, position, changed_at)
      SELECT (SELECT max(number) + 1 FROM main.definition_change), file, sha256, 5, now() FROM older
      """)
  }
}
