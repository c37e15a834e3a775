import Foundation
import Testing

/// What `esep explain --format json` prints.
struct ExplanationJSON: Decodable {
  struct File: Decodable, Equatable {
    let file: String, sha256: String
  }

  struct Column: Decodable, Equatable {
    let name: String, kind: String
  }

  let report: String, title: String
  let as_of_position: Int64
  let `where`: [String: String]
  let definition: File, source: File
  let columns: [Column]
  let count: Int
  let total: ReportRow
  let total_now: ReportRow?
  let rows: [ReportRow]
}

/// What `esep changes --format json` prints.
struct ChangesJSON: Decodable {
  struct Change: Decodable {
    let key: ReportRow
    let before: ReportRow?, after: ReportRow?
    let event_count: Int
    let events: [ReportRow]
  }

  let report: String
  let from_position: Int64, as_of_position: Int64
  let keys: [ExplanationJSON.Column], figures: [ExplanationJSON.Column]
  let explained: [String]
  let changes: [Change]
}

extension Desk {
  /// An explanation, read back.
  func explanation(_ arguments: String..., at location: SourceLocation = #_sourceLocation) async throws -> ExplanationJSON {
    try await read(["explain", "--format", "json"] + arguments, location)
  }

  /// What changed, read back.
  func changes(_ arguments: String..., at location: SourceLocation = #_sourceLocation) async throws -> ChangesJSON {
    try await read(["changes", "--format", "json"] + arguments, location)
  }

  private func read<T: Decodable>(_ arguments: [String], _ location: SourceLocation) async throws -> T {
    let result = try await Program.run(Self.esep, arguments, environment: environment)
    #expect(result.status == 0, "esep \(arguments.joined(separator: " ")): \(result.errors)", sourceLocation: location)
    return try JSONDecoder().decode(T.self, from: Data(result.output.utf8))
  }
}
