import Postgres

/// The arguments of `append_one`: a commit of one event that relies on no other stream, as a lone writer's mostly is.
struct LoneCommit {
  static let sql = "SELECT append_one($1, $2, $3, $4, $5, $6, $7, $8, $9)"

  /// In the order of the function's parameters.
  let parameters: [Parameter]

  /// Nil when they are not one such commit.
  init?(_ commits: [Commit]) {
    guard commits.count == 1, commits[0].events.count == 1, commits[0].expected.count == 1 else { return nil }
    let (commit, event, expected) = (commits[0], commits[0].events[0], commits[0].expected[0])
    guard commit.recordedAt == nil, commit.persons.isEmpty, commit.erasedPersons.isEmpty, expected.stream == event.stream, expected.version < .max
    else { return nil }
    parameters = [
      .text(commit.key), .bytes(commit.fingerprint), .text(event.stream), .int32(expected.version + 1), .text(event.type), .int16(event.schema),
      .date(daysSince1970: event.occurredOn), .text(commit.actor), .json(event.payload),
    ]
  }
}
