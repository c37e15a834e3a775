import Ledger
import Postgres

extension Session {
  /// Looks how far the book is and, if that is further than it was, in which months something happened since.
  ///
  /// - Parameters:
  ///   - known: how far it was.
  ///   - models: the read models by month; their first keys are months, so that an index tells the years there are.
  func glance(since known: Horizon?, _ models: [Definition]) throws -> Glance {
    let rows = try query("SELECT position, (SELECT max(rebuilt_at) FROM read_model) FROM checkpoint")
    guard let row = rows.first else { throw PostgresError(.unexpectedData, "the checkpoint is missing") }
    var glance = try Glance(horizon: Horizon(position: row.int64(0), rebuiltAt: row.optionalMicroseconds(1) ?? 0))
    let position = glance.horizon.position
    if let known, position <= known.position { return glance }
    if let known, position - known.position <= Self.glanceEventsMax {
      glance.after = known.position
      glance.months = try monthsTouched(after: known.position, through: position)
      glance.models = try modelsTouched(after: known.position)
    } else {
      glance.years = try years(models)
    }
    return glance
  }

  /// Beyond that, to see what happened would take longer than to compute an answer or two anew.
  private static let glanceEventsMax: Int64 = 5_000

  private func monthsTouched(after: Int64, through: Int64) throws -> [CalendarDate: Int64] {
    let rows = try query(
      "SELECT month_of(occurred_on), max(position) FROM event WHERE position > $1 AND position <= $2 GROUP BY 1", [.int64(after), .int64(through)])
    return try Dictionary(rows.map { try (CalendarDate(daysSince1970: $0.day(0)), $0.int64(1)) }, uniquingKeysWith: max)
  }

  private func modelsTouched(after: Int64) throws -> [String: Int64] {
    let rows = try query("SELECT name, changed_at FROM read_model WHERE changed_at > $1", [.int64(after)])
    return try Dictionary(rows.map { try ($0.text(0), $0.int64(1)) }, uniquingKeysWith: max)
  }

  private func years(_ models: [Definition]) throws -> ClosedRange<Int>? {
    let months = models.filter { $0.keys.first == "month" }.map(\.name.quoted)
    guard !months.isEmpty else { return nil }
    func all(_ bound: String) -> String { months.map { "(SELECT \(bound)(month) FROM \($0))" }.joined(separator: ", ") }
    guard let row = try query("SELECT least(\(all("min"))), greatest(\(all("max")))").first, let first = try row.optionalDay(0) else { return nil }
    let last = try row.day(1)
    return CalendarDate(daysSince1970: first).components.year...CalendarDate(daysSince1970: last).components.year
  }
}
