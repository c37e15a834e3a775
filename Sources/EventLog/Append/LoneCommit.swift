import Postgres

/// The arguments of `append_one`: a commit of one event that relies on no other stream, as a lone writer's mostly is.
struct LoneCommit {
  static let sql = "SELECT append_one($1, $2, $3, $4, $5, $6, $7, $8, $9)"

  /// In the order of the function's parameters.
  let parameters: [Parameter]

  /// Whether they are one such commit.
  static func fits(_ commits: [Commit]) -> Bool {
    guard commits.count == 1, commits[0].events.count == 1, commits[0].expected.count == 1 else { return false }
    return commits[0].recordedAt == nil && commits[0].persons.isEmpty && commits[0].erasedPersons.isEmpty
      && commits[0].expected[0].stream == commits[0].events[0].stream && commits[0].expected[0].version < .max
  }

  /// Nil when they are not one such commit.
  init?(_ commits: [Commit]) {
    guard Self.fits(commits) else { return nil }
    let (commit, event, version) = (commits[0], commits[0].events[0], commits[0].expected[0].version + 1)
    parameters = [
      .text(commit.key), .bytes(commit.fingerprint), .text(event.stream), .int32(version), .text(event.type), .int16(event.schema),
      .date(daysSince1970: event.occurredOn), .text(commit.actor), .json(event.payload),
    ]
  }

  /// What became of the commit when the function gave a position.
  static func outcome(_ rows: Rows) throws -> Outcome {
    guard let position = try rows.first?.int64(0) else {
      throw LogError(.unexpected, "The database did not say where a commit was appended.")
    }
    return .appended(first: position, count: 1)
  }
}
