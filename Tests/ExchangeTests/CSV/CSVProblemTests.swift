import Testing

@testable import Exchange

@Suite("Bad rows cost one row each and say what is wrong")
struct CSVProblemTests {
  @Test("Too few and too many columns say how many and how many were expected")
  func columnCounts() throws {
    #expect(
      try read("a,b,c\n1,2\n1,2,3,4\n1,2,3\n") == [
        .rejected("row 2: the row has 2 columns, expected 3 as in the header; a delimiter may be missing"),
        .rejected("row 3: the row has 4 columns, expected 3 as in the header; quote a field that holds the delimiter «,»"),
        .row(4, ["1", "2", "3"]),
      ])
    #expect(
      try read("a\tb\n1\t2\t3\n") == [
        .rejected("row 2: the row has 3 columns, expected 2 as in the header; quote a field that holds the delimiter «TAB»")
      ])
  }

  @Test("A stray quote spoils its own line and not the rows behind it")
  func unterminatedQuote() throws {
    #expect(
      try read("a,name\n1,\"Тамга\n2,x\n3,y\n") == [
        .rejected(
          "row 2, column name: the quote that opens in row 2, column 2 is not closed in the rest of the file; "
            + "close it, or write \"\" for a quote that belongs to the text"),
        .row(3, ["2", "x"]), .row(4, ["3", "y"]),
      ])
  }

  @Test("A quote that is not closed within the row limit is found before the file's end")
  func quoteBeyondLimit() throws {
    let tail = String(repeating: "2,x\n", count: 20)
    let lines = try read("a,name\n1,\"Тамга\n" + tail, options: CSVOptions(rowBytesMax: 40))
    #expect(
      lines.first
        == .rejected(
          "row 2, column name: the quote that opens in row 2, column 2 is not closed within 40 bytes; "
            + "close it, or write \"\" for a quote that belongs to the text"))
    #expect(lines.count == 21 && lines.last == .row(22, ["2", "x"]))
  }

  @Test("Text after a closing quote is refused, also when the quote closed a stray one lines above")
  func textAfterQuote() throws {
    let reason = "text follows the closing quote of column 2; write \"\" for a quote that belongs to the text"
    #expect(try read("a,b\n1,\"x\"y\n2,z\n") == [.rejected("row 2, column b: \(reason)"), .row(3, ["2", "z"])])
    #expect(
      try read("a,b\n1,\"stray\n2,x\n3,\"good\"\n") == [.rejected("row 2, column b: \(reason)"), .row(3, ["2", "x"]), .row(4, ["3", "good"])])
  }

  @Test("A stray quote that a later quote happens to close swallows no rows either")
  func strayQuoteClosedByChance() throws {
    #expect(
      try read("a,b\n1,\"stray\n2,x\n3,\",y\n4,z\n") == [
        .rejected("row 2: the row has 3 columns, expected 2 as in the header; quote a field that holds the delimiter «,»"),
        .row(3, ["2", "x"]),
        .rejected(
          "row 4, column b: the quote that opens in row 4, column 2 is not closed in the rest of the file; "
            + "close it, or write \"\" for a quote that belongs to the text"),
        .row(5, ["4", "z"]),
      ])
  }

  @Test("A NUL byte names column and byte, and a NUL in quotes costs only its row")
  func zeroByte() throws {
    #expect(
      try read("a,b\n1,x\0y\n2,\"p\nq\0\"\n3,z\n") == [
        .rejected("row 2, column b: holds a NUL byte at byte 7 of the file; the file is damaged or not text"),
        .rejected("row 3, column b: holds a NUL byte at byte 16 of the file; the file is damaged or not text"),
        .row(4, ["3", "z"]),
      ])
  }

  @Test("Broken UTF-8 names row, column and byte")
  func brokenUTF8() throws {
    let bytes = Array("a,b\nок,да\n1,".utf8) + [0xD2] + Array(",\n2,ң\n".utf8)
    let lines = try read(bytes: bytes)
    #expect(
      lines == [
        .row(2, ["ок", "да"]),
        .rejected(
          "row 3, column b: is not UTF-8 text: byte 0xD2 at byte 16 of the file; save the file as «CSV UTF-8», or name its encoding if it is windows-1251"
        ),
        .row(4, ["2", "ң"]),
      ])
  }

  @Test("A row's bounds: 1 MiB is read, one byte more is skipped by name", arguments: ["\n", "\r\n"])
  func rowLimit(_ end: String) throws {
    let fits = "1," + String(repeating: "x", count: (1 << 20) - 2)
    let lines = try read("a,b\(end)\(fits)\(end)\(fits)y\(end)2,z\(end)")
    #expect(lines.count == 3)
    #expect(lines[0] == .row(2, ["1", String(fits.dropFirst(2))]))
    #expect(lines[1] == .rejected("row 3: the row is longer than 1 MiB; it was skipped"))
    #expect(lines[2] == .row(4, ["2", "z"]))
  }

  @Test("Up to 256 columns are read; a filled one beyond them is refused")
  func columnLimit() throws {
    let header = (1...256).map { "c\($0)" }.joined(separator: ",")
    let row = (1...256).map(String.init)
    let lines = try read("\(header)\n\(row.joined(separator: ","))\n\(row.joined(separator: ",")),x\n")
    #expect(lines == [.row(2, row), .rejected("row 3: the row has more than 256 columns; at most 256 are read")])
    #expect(
      message { _ = try read("\(header),x\n") }
        == "test.csv: the header cannot be read. row 1: the row has more than 256 columns; at most 256 are read")
  }

  @Test("The value of a rejected row is shown, cut at 200 letters, its damage as �")
  func values() throws {
    let reader = try CSVReader(bytes: Array("a,b\n\(String(repeating: "ү", count: 300))\n1,x\0y\n".utf8), name: "t.csv")
    var values: [String] = []
    while let verdict = try reader.next({ row throws(RowProblem) in () }) {
      if case .rejected(let problem) = verdict { values.append(problem.value) }
    }
    #expect(values == [String(repeating: "ү", count: 200) + "…", "x\0y"])
  }
}
