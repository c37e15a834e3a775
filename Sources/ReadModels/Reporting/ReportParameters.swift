public import Ledger

/// Into what periods a report divides time.
public enum PeriodLength: String, Hashable, Sendable, CaseIterable {
  /// 2024-01.
  case month
  /// 2024-Q1.
  case quarter
  /// 2024.
  case year
}

/// What a person asks of a report. All of it may be left out.
public struct ReportParameters: Hashable, Sendable {
  /// How long the periods are.
  public var by: PeriodLength = .year
  /// The first and the last day that count. Whole months are read from the tables; other days from the entries, which takes longer.
  public var from: CalendarDate?, to: CalendarDate?
  /// Only what happened up to this day, as if the log had nothing later; unlike `to`, for registries too.
  public var through: CalendarDate?
  /// Only the events up to this position.
  public var atPosition: Int64?
  /// Only what was known at this moment, in microseconds since 1970 UTC.
  public var knownAt: Int64?
  /// The one channel that is asked about, in reports that can do that.
  public var channel: String?
  /// The one producer that is asked about, in reports that can do that.
  public var producer: String?
  /// How much of a lost channel's sales others take up, 0…100; nil for 0, 25 and 50.
  public var recapturePercent: Int32?
  /// The income of a period below which a producer is counted as fallen, in minor units of the book's currency.
  public var incomeFloorMinor: Int64 = 0

  /// Everything there is, by year, as it is known now.
  public init() {}

  /// - Throws: `ReadModelError.wrongParameter`.
  func check() throws {
    if let from, let to, to < from { throw ReadModelError(.wrongParameter, "The last day, \(to), lies before the first, \(from).") }
    if let atPosition, atPosition < 0 { throw ReadModelError(.wrongParameter, "A position is 0 or more.") }
    if let recapturePercent, !(0...100).contains(recapturePercent) {
      throw ReadModelError(.wrongParameter, "Recapture is 0 to 100 per cent; \(recapturePercent) is not.")
    }
  }
}

extension CalendarDate {
  var isFirstOfMonth: Bool { components.day == 1 }
  var isLastOfMonth: Bool { adding(days: 1).isFirstOfMonth }
}
