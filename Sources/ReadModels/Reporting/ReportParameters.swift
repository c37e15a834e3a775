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

extension PeriodLength {
  /// The days of a period by its name, such as 2024-Q1; nil when no period of this length is called so.
  func days(of name: String) -> ClosedRange<CalendarDate>? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ Int($0) }), parts.count == (self == .year ? 1 : 2) else { return nil }
    let months: ClosedRange<Int>
    switch self {
    case .year: months = 1...12
    case .quarter:
      guard parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) else { return nil }
      months = quarter * 3 - 2...quarter * 3
    case .month:
      guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
      months = month...month
    }
    guard let first = CalendarDate(year: year, month: months.lowerBound, day: 1),
      let lastMonth = CalendarDate(year: year, month: months.upperBound, day: 1)
    else { return nil }
    return first...lastMonth.endOfMonth
  }
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
  /// Where in the book that position lies. Found out when the report is run; it decides how, not what is answered.
  var place = Place.early
  /// Only what was known at this moment, in microseconds since 1970 UTC.
  public var knownAt: Int64?
  /// The one channel that is asked about, in reports that can do that.
  public var channel: String?
  /// The one producer that is asked about, in reports that go by producers.
  public var producer: String?
  /// The one account that is asked about, by its four digits, in the journal.
  public var account: String?
  /// How much of a lost channel's sales others take up, 0…100; nil for 0, 25 and 50.
  public var recapturePercent: Int32?
  /// The income of a period below which a producer is counted as fallen, in minor units of the book's currency.
  public var incomeFloorMinor: Int64 = 0
  /// The book's currency.
  public var bookCurrency = Currency.kgs
  /// At most so many rows, from the first one or the one after `offset` on; nil for all. A page costs little even where the whole report is large.
  public var limit: Int?
  /// How many rows come before the page.
  public var offset = 0

  /// Everything there is, by year, as it is known now.
  public init() {}

  /// The longest page.
  static let limitMax = 100_000

  /// - Throws: `ReadModelError.wrongParameter`.
  func check() throws {
    if let from, let to, to < from { throw ReadModelError(.wrongParameter, "The last day, \(to), lies before the first, \(from).") }
    if let atPosition, atPosition < 0 { throw ReadModelError(.wrongParameter, "A position is 0 or more.") }
    if let limit, !(1...Self.limitMax).contains(limit) { throw ReadModelError(.wrongParameter, "A page has 1 to \(Self.limitMax) rows.") }
    if offset < 0 || (offset > 0 && limit == nil) { throw ReadModelError(.wrongParameter, "Rows can be passed over before a page, and only then.") }
    if let recapturePercent, !(0...100).contains(recapturePercent) {
      throw ReadModelError(.wrongParameter, "Recapture is 0 to 100 per cent; \(recapturePercent) is not.")
    }
  }
}

extension ReportParameters {
  /// Where in a book a position lies.
  enum Place: Hashable {
    /// So near to the beginning that everything before it is soon added up.
    case early
    /// In the first half, or in the second.
    case firstHalf, secondHalf

    init(of position: Int64, in end: Int64) {
      // Measured: what a read model's table takes to be looked through, an eighth of what it is made of takes to be added up.
      self = position > end - position ? .secondHalf : position > end / 8 ? .firstHalf : .early
    }
  }
}

extension CalendarDate {
  var isFirstOfMonth: Bool { components.day == 1 }
  var startOfMonth: CalendarDate { adding(days: 1 - components.day) }
  /// The first day of the period it is in.
  func start(of length: PeriodLength) -> CalendarDate {
    let (year, month, _) = components
    let first =
      switch length {
      case .month: month
      case .quarter: (month - 1) / 3 * 3 + 1
      case .year: 1
      }
    return CalendarDate(year: year, month: first, day: 1) ?? self
  }
  /// The first day of the next period.
  func next(after length: PeriodLength) -> CalendarDate {
    // Into the next period and no further: a month has 28 days at least.
    start(of: length).adding(days: length == .year ? 366 : length == .quarter ? 92 : 31).start(of: length)
  }
  var endOfMonth: CalendarDate { startOfMonth.adding(days: 31).startOfMonth.adding(days: -1) }
  var isLastOfMonth: Bool { adding(days: 1).isFirstOfMonth }
}
