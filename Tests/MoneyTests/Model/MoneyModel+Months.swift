extension MoneyModel {
  /// Whether a day lies in a closed month.
  func isClosed(_ day: Int) -> Bool { closedThrough.map { Self.month(of: day) <= $0 } ?? false }

  /// Months since year 0 of a day since 1970, counted on one's fingers.
  static func month(of day: Int) -> Int {
    var (month, first) = (1970 * 12, 0)
    while first + days(in: month) <= day {
      first += days(in: month)
      month += 1
    }
    return month
  }

  static func days(in month: Int) -> Int {
    let (year, index) = (month / 12, month % 12)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][index]
  }

  mutating func close(_ month: Int, _ by: String, _ day: Int) -> Expected {
    var reasons: Set<String> = []
    if by.isEmpty { return .refused(["missing"]) }
    if let closedThrough {
      if month <= closedThrough { return .unchanged }
      if month != closedThrough + 1 { reasons.insert("not the next month") }
    }
    if Self.month(of: day) <= month { reasons.insert("month not over") }
    guard reasons.isEmpty else { return .refused(reasons) }
    closedThrough = month
    return .recorded
  }

  mutating func reopen(_ month: Int, _ asked: String, _ agreed: String, _ day: Int) -> Expected {
    var reasons: Set<String> = []
    if asked == agreed { reasons.insert("same person reopens") }
    if closedThrough.map({ month > $0 }) ?? true { reasons.insert("month not closed") }
    guard reasons.isEmpty else { return .refused(reasons) }
    closedThrough = month - 1
    return .recorded
  }
}
