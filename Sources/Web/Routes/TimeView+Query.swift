import Ledger
import Office
import ReadModels

extension TimeView {
  /// What a query asks for: `by`, `from`, `to`, `through`, `known-at`, `at-position`. Empty values are none.
  /// - Throws: `WebError.badRequest` for one that cannot be read.
  public init(_ query: [(name: String, value: String)]) throws {
    self.init()
    for (name, value) in query where !value.isEmpty {
      switch name {
      case "by": by = PeriodLength(rawValue: value)
      case "from": from = try Self.day(value, isEnd: false)
      case "to": to = try Self.day(value, isEnd: true)
      case "through": through = try Self.day(value, isEnd: true)
      case "known-at":
        guard let moment = Moment.microseconds(value) else { throw WebError.badRequest }
        (knownAt, knownAtText) = (moment, value)
      case "at-position":
        guard let position = Int64(value), position >= 0 else { throw WebError.badRequest }
        atPosition = position
      default: break
      }
    }
  }

  private static func day(_ text: String, isEnd: Bool) throws -> CalendarDate {
    guard let day = Moment.day(text, isEnd: isEnd) else { throw WebError.badRequest }
    return day
  }
}
