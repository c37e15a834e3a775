import Testing

@testable import Exchange

@Suite("Dates as people write them")
struct ParsedDateTests {
  @Test(
    "Year first with hyphens, or day first with dots or slashes; a midnight behind it is let pass",
    arguments: [
      "2024-01-31", "31.01.2024", "31/01/2024", "31.1.2024", " 31.01.2024 ", "31.01.2024 0:00:00", "2024-01-31T00:00", "2024-01-31 00:00:00",
    ])
  func understood(_ text: String) throws {
    #expect(try ParsedDate(text).description == "2024-01-31")
  }

  @Test(
    "Days count from 1970-01-01",
    arguments: [
      ("1990-01-01", 7305), ("1999-12-31", 10956), ("2000-02-29", 11016), ("2000-03-01", 11017), ("2024-02-29", 19782), ("2100-12-31", 47846),
    ])
  func days(_ text: String, _ days: Int32) throws {
    #expect(try ParsedDate(text).daysSince1970 == days)
  }

  @Test("Every day from 1990 to 2100 follows the one before and is read back from all three forms")
  func everyDay() throws {
    var days: Int32 = 7304
    var wrong: [String] = []
    for year in 1990...2100 {
      for month in 1...12 {
        for day in 1...31 {
          let (m, d) = (month < 10 ? "0\(month)" : "\(month)", day < 10 ? "0\(day)" : "\(day)")
          guard let date = try? ParsedDate("\(year)-\(m)-\(d)") else { continue }
          days += 1
          let isRead = try ParsedDate("\(d).\(m).\(year)") == date && ParsedDate("\(d)/\(m)/\(year)") == date
          if date.daysSince1970 != days || !isRead { wrong.append("\(date)") }
        }
      }
    }
    #expect(days == 47846 && wrong.isEmpty, "\(wrong)")
  }

  @Test(
    "A day that is in no calendar is refused by name",
    arguments: [
      ("2023-02-29", "«2023-02-29» is in no calendar: February 2023 has 28 days"),
      ("31.04.2024", "«31.04.2024» is in no calendar: April 2024 has 30 days"),
      ("2100-02-29", "«2100-02-29» is in no calendar: February 2100 has 28 days"),
      ("00.01.2024", "«00.01.2024» is in no calendar: January 2024 has 31 days"),
      ("01/31/2024", "«01/31/2024»: there is no month 31; write year-month-day (2024-01-31) or day.month.year (31.01.2024)"),
      ("2024-00-10", "«2024-00-10»: there is no month 0; write year-month-day (2024-01-31) or day.month.year (31.01.2024)"),
      ("1989-12-31", "«1989-12-31»: the year 1989 is not between 1990 and 2100"),
      ("01.01.2101", "«01.01.2101»: the year 2101 is not between 1990 and 2100"),
    ])
  func noSuchDay(_ text: String, _ expected: String) {
    #expect(message { _ = try ParsedDate(text) } == expected)
  }

  @Test("Excel's number for a day is refused with what to do", arguments: ["45322", "45322.5", "45322,75"])
  func excelSerial(_ text: String) {
    #expect(message { _ = try ParsedDate(text) } == "«\(text)» is Excel's number for a day; format the column as a date and save again")
  }

  @Test(
    "Anything else is refused with how to write a date",
    arguments: [
      "yesterday", "31.01.24", "2024-1-31", "2024/01/31", "2024.01.31", "31-01-2024", "31.01/2024", "31.01.", "2024-01", "2024", "20240131",
      "31.01.2024г", "2024-01-31 14:05", "12345",
      "31 января 2024", "31.01.20245", "2024-01-31T", "-1.01.2024",
    ])
  func refused(_ text: String) {
    #expect(message { _ = try ParsedDate(text) } == "«\(text)» is not a date; write it like 2024-01-31 or 31.01.2024")
  }

  @Test("No date at all is missing")
  func missing() {
    #expect(message { _ = try ParsedDate("") } == "a date is missing")
  }
}
