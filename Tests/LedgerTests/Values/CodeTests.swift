import Ledger
import Testing

@Suite("Codes")
struct CodeTests {
  @Test(
    "What people write on paper is a code",
    arguments: [
      "KB-2024-0113", "S/88121", "Ысык-Көл 7", "Ө-1", "Й", "é", "日本", "a", "№ 5", String(repeating: "x", count: 64),
      String(repeating: "Ү", count: 64),
    ])
  func accepted(text: String) {
    #expect(BatchCode.problem(in: text) == nil)
    #expect(BatchCode(checking: text)?.text == text)
    #expect(BatchCode(text).description == text)
  }

  @Test(
    "What two people could read differently is no code, and the reason says what to do",
    arguments: [
      ("", "is empty"),
      (" A", "begins or ends with a blank"), ("A ", "begins or ends with a blank"), (" ", "begins or ends with a blank"),
      ("\u{A0}A", "begins or ends with a blank"), ("A\u{2003}", "begins or ends with a blank"),
      ("A\tB", "holds a control character"), ("A\n", "holds a control character"), ("\0", "holds a control character"),
      ("A\u{7F}", "holds a control character"), ("A\u{85}B", "holds a control character"), ("A\r\nB", "holds a control character"),
      ("И\u{0306}", "holds a combining mark; type the letter as one character"),
      ("e\u{0301}", "holds a combining mark; type the letter as one character"),
      ("\u{0301}", "holds a combining mark; type the letter as one character"),
      ("\u{212B}", "holds '\u{212B}', which has another spelling; type the usual letter"),
      ("\u{1100}\u{1161}", "holds '\u{1100}', which has another spelling; type the usual letter"),
      ("A\u{20DD}", "holds a combining mark; type the letter as one character"),
      (String(repeating: "x", count: 65), "is longer than 64 characters"), (String(repeating: "Ү", count: 65), "is longer than 64 characters"),
    ])
  func refused(text: String, problem: String) {
    #expect(BatchCode.problem(in: text) == problem)
    #expect(BatchCode(checking: text) == nil)
  }

  @Test("Two spellings that a database keeps apart are never one code")
  func oneSpelling() {
    // Each pair is equal to Swift by canonical equivalence and different byte for byte.
    for (first, second) in [("\u{212B}", "\u{C5}"), ("\u{2126}", "\u{3A9}"), ("\u{AC00}", "\u{1100}\u{1161}"), ("\u{9CB}", "\u{9C7}\u{9BE}")] {
      #expect(first == second)
      #expect(BatchCode(checking: first) == nil || BatchCode(checking: second) == nil)
    }
  }

  @Test("Codes are ordered by their bytes, the same in every language")
  func byteOrder() {
    let sorted = ["", "-", "10", "2", "A", "B1", "B10", "B2", "Z", "a", "Ё", "А", "Я", "а", "ё", "Ө", "€", "日", "😀"].dropFirst().map { BatchCode($0) }
    for (index, code) in sorted.enumerated() {
      for other in sorted[(index + 1)...] {
        #expect(code < other)
        #expect(!(other < code))
      }
      #expect(!(code < code))
    }
  }

  @Test("A stream is named by kind and code, so that a batch is never taken for a sale")
  func streams() {
    #expect(StreamName.batch(.init("7")).text == "batch/7")
    #expect(StreamName.sale(.init("7")).text == "sale/7")
    #expect(StreamName.batch(.init("7")) != .sale(.init("7")))
    #expect(StreamName.rate(currency("JPY")).description == "rate/JPY")
    #expect(StreamName.group(.init("G/1")).text == "group/G/1")
    #expect(StreamName.community(.init("T")).text == "community/T")
    #expect(StreamName.producer(.init("P")).text == "producer/P")
    #expect(StreamName.product(.init("P")).text == "product/P")
    #expect(StreamName.channel(.init("C")).text == "channel/C")
  }

  @Test("A stream's name in the log is read back as what it names; other names are none")
  func streamsReadBack() {
    let names: [StreamName] = [
      .batch(.init("7")), .sale(.init("S/1")), .rate(currency("JPY")), .group(.init("G/1")), .community(.init("Көл")), .producer(.init("P")),
      .product(.init("P")), .channel(.init("C")),
    ]
    for name in names { #expect(StreamName(name.text) == name) }
    for text in ["", "sale", "sales/1", "Sale/1", "/1", "person/1"] { #expect(StreamName(text) == nil) }
  }
}
