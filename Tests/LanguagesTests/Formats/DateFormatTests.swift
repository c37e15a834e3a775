import Languages
import Testing

@Suite("Dates as people write them")
struct DateFormatTests {
  @Test("A day in words")
  func long() {
    #expect(DateFormat(.ru).long(year: 2024, month: 5, day: 5) == "5\u{A0}мая\u{A0}2024\u{A0}г.")
    #expect(DateFormat(.ky).long(year: 2024, month: 5, day: 5) == "2024-жылдын 5-майы")
    #expect(DateFormat(.en).long(year: 2024, month: 5, day: 5) == "5\u{A0}May\u{A0}2024")
  }

  @Test("A day in a table; in English its month has letters, so that nobody takes it for another")
  func short() {
    #expect(DateFormat(.ru).short(year: 2024, month: 1, day: 9) == "09.01.2024")
    #expect(DateFormat(.ky).short(year: 2024, month: 12, day: 31) == "31.12.2024")
    #expect(DateFormat(.en).short(year: 2024, month: 1, day: 9) == "09\u{A0}Jan\u{A0}2024")
  }

  @Test("Periods of reports; what is none stays")
  func periods() {
    #expect(DateFormat(.ru).period("2024-Q1") == "I\u{A0}кв. 2024\u{A0}г.")
    #expect(DateFormat(.ky).period("2024-Q3") == "2024-жыл, 3-чейрек")
    #expect(DateFormat(.en).period("2024-05") == "May\u{A0}2024")
    for text in ["2024", "2024-13", "2024-Q5", "", "x-y"] { #expect(DateFormat(.ru).period(text) == text) }
  }

  @Test("Every month has its name in every language", arguments: Language.allCases)
  func months(language: Language) {
    let names = Set((1...12).map { DateFormat(language).month(year: 2024, month: $0) })
    #expect(names.count == 12)
  }
}
