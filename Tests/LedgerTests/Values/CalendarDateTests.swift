import Ledger
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  /// Counts days one by one, with the rule of the Gregorian calendar written out again.
  private static func everyDay(_ body: (_ count: Int32, _ year: Int, _ month: Int, _ day: Int) -> Void) {
    // 1600-01-01 lies 135 140 days before 1970-01-01: 370 years of 365 days and 90 leap days.
    var count = Int32(-(370 * 365 + 90))
    for year in 1600...2400 {
      let isLeap = year % 400 == 0 ? true : year % 100 == 0 ? false : year % 4 == 0
      for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
        for day in 1...length {
          body(count, year, index + 1, day)
          count += 1
        }
      }
    }
  }

  @Test("Every day from 1600 to 2400 has the number that counting gives it, and comes back from it")
  func agreesWithCounting() {
    var wrong = 0
    Self.everyDay { count, year, month, day in
      let date = CalendarDate(year: year, month: month, day: day)
      let parts = CalendarDate(daysSince1970: count).components
      if date?.daysSince1970 != count || parts != (year, month, day) { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(CalendarDate("1970-01-01")?.daysSince1970 == 0)
  }

  @Test("Every day is read back from what it is written as")
  func writtenAndRead() {
    var wrong = 0
    Self.everyDay { count, _, _, _ in
      let date = CalendarDate(daysSince1970: count)
      if CalendarDate(date.description) != date { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(day("0001-01-01").description == "0001-01-01")
    #expect(day("9999-12-31").description == "9999-12-31")
  }

  @Test(
    "A date that no calendar has is refused",
    arguments: [
      "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-00-10", "2024-13-01", "2024-01-00", "2024-01-32", "0000-01-01",
      "2024-1-1", "24-01-01", "2024/01/01", "2024-01-01 ", " 2024-01-01", "2024-01-01T00:00", "", "2024-0a-01", "٢٠٢٤-٠١-٠١", "+024-01-01",
      "-024-01-01", "01.02.2024",
    ])
  func noSuchDay(text: String) { #expect(CalendarDate(text) == nil) }

  @Test("Leap days exist in the years that have them", arguments: [1600, 1996, 2000, 2024, 2400])
  func leapDays(year: Int) { #expect(CalendarDate(year: year, month: 2, day: 29) != nil) }

  @Test("Parts outside a calendar are refused without a crash")
  func partsOutside() {
    for (year, month, day) in [(0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0), (2024, 1, .max), (.min, .max, .min)]
    {
      #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }
  }

  @Test("Earlier days come first, and days can be added")
  func order() {
    #expect(day("2023-12-31") < day("2024-01-01"))
    #expect(day("2024-02-28").adding(days: 1) == day("2024-02-29"))
    #expect(day("2024-03-01").adding(days: -1) == day("2024-02-29"))
    #expect(day("2024-01-01").adding(days: 366) == day("2025-01-01"))
  }
}
