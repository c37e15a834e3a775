import Testing

@testable import Exchange

@Suite("Tables and numbers for people")
struct WritingTests {
  @Test("CSV quotes only what needs it and ends lines with CRLF")
  func csv() {
    #expect(
      CSVText.line(["a", "b c", "x,y", "say \"ou\"", "two\nlines", " edge", ""]) == "a,b c,\"x,y\",\"say \"\"ou\"\"\",\"two\nlines\",\" edge\",\r\n")
    #expect(CSVText.line(["x,y", "p;q"], delimiter: .semicolon) == "x,y;\"p;q\"\r\n")
    #expect(CSVText.line([""]) == "\"\"\r\n")
  }

  @Test("Columns are aligned by what a terminal shows, numbers to the right, no blanks at line ends")
  func table() {
    var table = TextTable([.init("channel"), .init("net sales", isNumber: true), .init("note")])
    table.add(["Бишкек дүкөнү", "63 000 000.00", ""])
    table.add(["無印良品", "-5.50", "й = и\u{306}"])
    table.add(["e\u{301}te\u{301}", "0.00", "line\nbreak \u{1B}[2J"])
    #expect(
      table.text() == """
        channel            net sales  note
        ─────────────  ─────────────  ───────────────
        Бишкек дүкөнү  63 000 000.00
        無印良品               -5.50  й = и\u{306}
        e\u{301}te\u{301}                     0.00  line break \u{FFFD}[2J

        """)
  }

  @Test(
    "Display width counts cells of a terminal",
    arguments: [
      ("", 0), ("abc", 3), ("Төң", 3), ("無印", 4), ("ＡＢ", 4), ("한글", 4), ("и\u{306}", 1), ("🐑", 2), ("👨‍👩‍👧", 2), ("❤️", 2), ("a\u{200B}b", 2), ("№1", 2),
      ("…", 1),
    ])
  func width(_ text: String, _ cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  @Test("Money has its currency's decimals and thousands set apart")
  func money() {
    #expect(NumberText.money(minor: 6_300_000_000) == "63 000 000.00")
    #expect(NumberText.money(minor: -123_456) == "-1 234.56")
    #expect(NumberText.money(minor: -5) == "-0.05")
    #expect(NumberText.money(minor: 0) == "0.00")
    #expect(NumberText.money(minor: 1_234_567, decimals: 0) == "1 234 567")
    #expect(NumberText.money(minor: 100_000, separator: NumberText.narrowBlank) == "1\u{202F}000.00")
    #expect(NumberText.money(minor: .min) == "-92 233 720 368 547 758.08")
  }

  @Test("Quantities have as many decimals as they need")
  func quantity() {
    #expect(NumberText.quantity(thousandths: 23_798_000) == "23 798")
    #expect(NumberText.quantity(thousandths: 1_500) == "1.5")
    #expect(NumberText.quantity(thousandths: -125) == "-0.125")
    #expect(NumberText.quantity(thousandths: 0) == "0")
  }

  @Test(
    "Shares become per cent, rounded half away from zero",
    arguments: [
      ("0.400000", "40.00 %"), ("1", "100.00 %"), ("0.123450", "12.35 %"), ("0.1234499", "12.34 %"), ("-0.00005", "-0.01 %"),
      ("0.00004999", "0.00 %"), ("12.5", "1 250.00 %"),
      ("0.999999", "100.00 %"), ("", ""), ("n/a", "n/a"), ("0.123456789012345678", "12.35 %"),
    ])
  func share(_ text: String, _ expected: String) {
    #expect(NumberText.share(text) == expected)
  }
}
