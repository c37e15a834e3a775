import Ledger
import Testing

@Suite("Statements of channels")
struct StatementTests {
  private let lines = [line("1", .sale, 10_000, "S1", units: 1), line("2", .commission, -2000)]

  @Test("A statement is kept whole, with what it states and what follows from that")
  func kept() throws {
    var book = try TestBook.settling()
    let facts = try book.settle(receive("ST1", lines, opening: 500, sha: "ab01")).facts
    #expect(facts.count == 1)
    #expect(facts[0].occurredOn == day("2024-02-29"))
    #expect(facts[0].stream == .settlement(.init("SHOP")))
    #expect(
      text(facts[0].event.payload.canonicalBytes)
        == #"{"channel":"SHOP","closing":8500,"currency":"KGS","file_sha256":"ab01","lines":[{"amount":10000,"line":"1","quantity":1000,"#
        + #""reference":"S1","type":"sale"},{"amount":-2000,"line":"2","type":"commission"}],"opening":500,"period_from":"2024-02-01","#
        + #""period_to":"2024-02-29","statement":"ST1"}"#)
    #expect(book.statement()?.unmatchedLines == lines)
    #expect(book.statement()?.due == .zero)
  }

  @Test("Opening follows from closing where only that is stated")
  func openingFollows() throws {
    var book = try TestBook.settling()
    try book.settle(receive("ST1", lines, closing: 9000))
    #expect(book.statement()?.received.opening == 1000)
  }

  @Test("The same statement twice is one statement, whatever file it comes in")
  func once() throws {
    var book = try TestBook.settling()
    try book.settle(receive("ST1", lines, sha: "ab01"))
    #expect(try book.settle(receive("ST1", lines, sha: "ff99")) == .unchanged)
    #expect(try book.settle(receive("ST1", lines, opening: 0, closing: 8000)) == .unchanged)
  }

  @Test("A statement that does not add up is refused with the difference")
  func doesNotAddUp() throws {
    let book = try TestBook.settling()
    #expect(
      book.refused(receive("ST1", lines, opening: 500, closing: 8000))
        == "amount: statement ST1 does not add up: opening and lines come to 85.00 KGS, closing is 80.00 KGS, the difference is -5.00 KGS; "
        + "correct the figures, or ask the channel for the missing lines")
  }

  @Test("A statement that cannot be is refused with the column and what to do")
  func refusals() throws {
    let book = try TestBook.settling()
    let many = (1...4001).map { line("\($0)", .sale, 1) }
    let expected: [(SettlementCommand, String)] = [
      (receive("ST1", lines, channel: "KIOSK"), "channel: there is no channel 'KIOSK' in this book; correct the code or record the channel first"),
      (receive("ST1", []), "line: line is empty; it is required"),
      (
        receive("ST1", lines, from: "2024-03-01"),
        "period_from: the period begins on 2024-03-01, after its last day 2024-02-29; exchange the two"
      ),
      (receive("ST1", lines, on: "2024-02-28"), "date: the date lies before the last day of the statement (2024-02-29); correct one of the two"),
      (
        receive("ST1", lines, in: currency("USD")),
        "currency: USD is not what channel SHOP pays in: its terms say KGS; correct the currency, or agree new terms first"
      ),
      (
        receive("ST1", lines, from: "2023-12-01", to: "2023-12-31"),
        "channel: channel SHOP has no terms on 2023-12-31: its first terms hold from 2024-01-01; add terms or correct the date"
      ),
      (receive("ST1", [line("1", .sale, 5), line("1", .fee, -5)]), "line: line 1 is there twice; give every line a number of its own"),
      (receive("ST1", [line("7", .sale, -5)]), "amount: line 7: a sale is not negative; write goods that came back as a return"),
      (
        receive("ST1", [line("7", .return, 5)]),
        "amount: line 7: a return is not positive; write what it takes away as a negative amount"
      ),
      (receive("ST1", [line("7", .fee, .min)]), "amount: the amount is too large to be kept exactly; check amount"),
      (
        receive("ST1", [line("7", .sale, largestInteger), line("8", .sale, 1)]),
        "amount: the amount is too large to be kept exactly; check amount"
      ), (receive("ST1", lines, opening: .max), "opening: the amount is too large to be kept exactly; check opening"),
      (receive("ST1", lines, closing: .min), "opening: the amount is too large to be kept exactly; check opening"),
      (receive("ST1", [line("7", .sale, 5, units: 100_000_000)]), "quantity: line 7: the quantity is larger than 99999999.999"),
      (
        receive("ST1", many),
        "statement: statement ST1 has 4001 lines, more than can be recorded at once; split it in two, or ask the channel for shorter periods"
      ),
    ]
    for (command, description) in expected { #expect(book.refused(command) == description) }
  }

  @Test("A statement's number with other content is refused with the figure that differs")
  func differs() throws {
    var book = try TestBook.settling()
    try book.settle(receive("ST1", lines))
    func message(_ thing: String, _ column: String, _ there: String, _ here: String) -> String {
      "\(column): \(thing) is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    let (first, second) = (lines[0], lines[1])
    let expected: [(SettlementCommand, String)] = [
      (receive("ST1", lines, on: "2024-03-02"), message("statement ST1", "received_on", "2024-02-29", "2024-03-02")),
      (receive("ST1", lines, from: "2024-02-02"), message("statement ST1", "period_from", "2024-02-01", "2024-02-02")),
      (receive("ST1", lines, to: "2024-02-28", on: "2024-02-29"), message("statement ST1", "period_to", "2024-02-29", "2024-02-28")),
      (receive("ST1", lines, in: currency("USD")), message("statement ST1", "currency", "KGS", "USD")),
      (receive("ST1", [first]), message("statement ST1, by its number of lines,", "line", "2", "1")),
      (receive("ST1", [first, line("3", .commission, -2000)]), message("line 2 of statement ST1", "line", "2", "3")),
      (receive("ST1", [first, line("2", .fee, -2000)]), message("line 2 of statement ST1", "type", "commission", "fee")),
      (receive("ST1", [line("1", .sale, 10_000, "S2", units: 1), second]), message("line 1 of statement ST1", "reference", "S1", "S2")),
      (receive("ST1", [line("1", .sale, 10_000, "S1"), second]), message("line 1 of statement ST1", "quantity", "1", "nothing")),
      (receive("ST1", [first, line("2", .commission, -2001)]), message("line 2 of statement ST1", "amount", "-2000", "-2001")),
      (receive("ST1", lines, opening: 5), message("statement ST1", "opening", "0", "5")),
    ]
    for (command, description) in expected { #expect(book.refused(command) == description) }
  }

  @Test("A tolerance holds from its day on, in its currency, until the next")
  func tolerances() throws {
    var book = try TestBook.settling()
    try book.settle(tolerate(300, from: "2024-03-01"), tolerate(100), tolerate(7, in: currency("JPY")))
    let state = try #require(book.settlements[.init("SHOP")])
    #expect(state.tolerance(in: .kgs, on: day("2023-12-31")) == 0)
    #expect(state.tolerance(in: .kgs, on: day("2024-02-29")) == 100)
    #expect(state.tolerance(in: .kgs, on: day("2024-03-01")) == 300)
    #expect(state.tolerance(in: currency("JPY"), on: day("2024-03-01")) == 7)
    #expect(try book.settle(tolerate(100)) == .unchanged)
    #expect(
      book.refused(tolerate(101))
        == "amount: the tolerance in KGS from 2024-01-01 is already recorded with another amount: 100 in the book, 101 here; "
        + "correct the row or use a new number")
    #expect(book.refused(tolerate(-1)) == "amount: a tolerance is not negative: it holds either way")
    #expect(book.refused(tolerate(.max, from: "2024-05-01")) == "amount: the amount is too large to be kept exactly; check amount")
    #expect(
      book.refused(tolerate(1, channel: "KIOSK"))
        == "channel: there is no channel 'KIOSK' in this book; correct the code or record the channel first")
  }
}
