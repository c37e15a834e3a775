import Ledger
import Postgres

/// Text of a statement in the making, with its arguments.
struct SQLText {
  private(set) var parameters: [Parameter] = []

  /// A place for a value.
  mutating func bind(_ value: Parameter) -> String {
    parameters.append(value)
    return "$\(parameters.count)"
  }

  mutating func bind(_ day: CalendarDate?) -> String {
    bind(day.map { .date(daysSince1970: $0.daysSince1970) } ?? .null) + "::date"
  }

  mutating func bind(_ text: String?) -> String { bind(text.map { .text($0) } ?? .null) + "::text" }
}
