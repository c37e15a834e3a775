/// A day of the proleptic Gregorian calendar, in the years 1 to 9999.
struct CivilDate {
  var year: Int64, month: Int64, day: Int64

  static let microsecondsADay: Int64 = 86_400_000_000
  /// 0001-01-01 and 9999-12-31 in days since 1970.
  private static let days: ClosedRange<Int64> = -719_162...2_932_896

  /// From days since 1970; nil outside the years 1 to 9999.
  ///
  /// Counts from the first of March of the year 0, so that the leap day is the last of its year, in cycles of 400 years (146 097 days).
  init?(day: Int64) {
    guard Self.days ~= day else { return nil }
    let shifted = day &+ 719_468
    let cycle = shifted / 146_097
    let dayOfCycle = shifted % 146_097
    let yearOfCycle = (dayOfCycle &- dayOfCycle / 1460 &+ dayOfCycle / 36_524 &- dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle &- (365 &* yearOfCycle &+ yearOfCycle / 4 &- yearOfCycle / 100)
    // From March on, months have 31, 30, 31, 30, 31 days over and over, 153 in five.
    let monthFromMarch = (5 &* dayOfYear &+ 2) / 153
    self.day = dayOfYear &- (153 &* monthFromMarch &+ 2) / 5 &+ 1
    month = monthFromMarch < 10 ? monthFromMarch &+ 3 : monthFromMarch &- 9
    year = cycle &* 400 &+ yearOfCycle &+ (month <= 2 ? 1 : 0)
  }

  /// The days since 1970 of a date; nil when there is no such day.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard 1...9999 ~= year, 1...12 ~= month, 1...31 ~= day else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let yearOfCycle = shiftedYear % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shiftedYear / 400 * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468
    // A day that its month lacks comes back as one of the next month.
    guard let date = CivilDate(day: days), date.month == month, date.day == day else { return nil }
    return days
  }
}

extension Int64 {
  /// Quotient and remainder with the quotient rounded down, so that the remainder is never negative. The divisor is positive.
  func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
