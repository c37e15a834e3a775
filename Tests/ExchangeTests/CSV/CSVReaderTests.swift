import Testing

@testable import Exchange

@Suite("Reading sound CSV")
struct CSVReaderTests {
  @Test("A file ends its lines with LF, CRLF or CR, and the last line may lack its end", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    #expect(try read("a,b\(end)1,2\(end)3,4") == [.row(2, ["1", "2"]), .row(3, ["3", "4"])])
    #expect(try read("a,b\(end)1,2\(end)3,4\(end)") == [.row(2, ["1", "2"]), .row(3, ["3", "4"])])
  }

  @Test("Quotes hold delimiters, line breaks and doubled quotes")
  func quotes() throws {
    #expect(
      try read("a,b\n\"x, y\",\"felt \"\"thick\"\"\"\n\"one\r\ntwo\",\"\"\n") == [.row(2, ["x, y", "felt \"thick\""]), .row(3, ["one\r\ntwo", ""])])
  }

  @Test("A quote inside an unquoted field is a letter; blanks may stand around a quoted field")
  func lenientQuotes() throws {
    #expect(try read("a,b\nfelt 12\" wide, \"x,y\" \n") == [.row(2, ["felt 12\" wide", "x,y"])])
  }

  @Test("The header tells the delimiter: comma, semicolon or TAB, quotes not counted", arguments: [",", ";", "\t"])
  func delimiters(_ delimiter: String) throws {
    let reader = try CSVReader(bytes: Array("\"a,;,;\"\(delimiter)b\n1\(delimiter)2\n".utf8), name: "t.csv")
    #expect(reader.header == ["a,;,;", "b"])
    #expect(reader.delimiter.rawValue == delimiter.utf8.first)
    #expect(try lines(of: reader) == [.row(2, ["1", "2"])])
  }

  @Test("In a tie the delimiter is not the comma, which may be part of a name")
  func delimiterTie() throws {
    #expect(try CSVReader(bytes: Array("сумма, сом;количество\n".utf8), name: "t.csv").header == ["сумма, сом", "количество"])
  }

  @Test("A delimiter that is given is not guessed")
  func givenDelimiter() throws {
    #expect(try CSVReader(bytes: Array("a;b;c,d\n".utf8), name: "t.csv", options: CSVOptions(delimiter: .comma)).header == ["a;b;c", "d"])
  }

  @Test("A file without a delimiter has one column")
  func oneColumn() throws {
    #expect(try read("community\nТамга\n") == [.row(2, ["Тамга"])])
  }

  @Test("Blanks around a field go, no-break and narrow ones too")
  func trims() throws {
    #expect(try read("a,b\n \u{A0}\u{202F}Тамга\u{2009}\t ,\u{A0}\n") == [.row(2, ["Тамга", ""])])
    #expect(try read("a,b\nр\u{A0}а,\" x \"\n") == [.row(2, ["р\u{A0}а", "x"])])
  }

  @Test("Blank rows and Excel's rows of mere delimiters are passed over but counted")
  func blankRows() throws {
    #expect(try read("a;b\n\n1;2\n;\n  \n\u{A0};;;;\n3;4\n\n") == [.row(3, ["1", "2"]), .row(7, ["3", "4"])])
  }

  @Test("Blank lines before the header are passed over but counted")
  func blankBeforeHeader() throws {
    #expect(try read("\n \na,b\n1,2\n") == [.row(4, ["1", "2"])])
  }

  @Test("A file with nothing but a header has no rows")
  func headerOnly() throws {
    #expect(try read("a,b\n").isEmpty)
    #expect(try read("a,b").isEmpty)
  }

  @Test("Empty columns behind the header's are Excel's and do not count, even thousands of them")
  func trailingColumns() throws {
    #expect(try read("a;b;;;\n1;2;;;;;\n3;4\n") == [.row(2, ["1", "2"]), .row(3, ["3", "4"])])
    #expect(try read("a;b\n1;2" + String(repeating: ";", count: 16_384) + "\n") == [.row(2, ["1", "2"])])
  }

  @Test("Rows count as in a spreadsheet; the physical line is told too when it differs")
  func rowNumbers() throws {
    let reader = try CSVReader(bytes: Array("a,b\n\"x\ny\r\nz\",1\n2,3\n4\n".utf8), name: "t.csv")
    var places: [[Int]] = []
    var problem: RowProblem?
    while let verdict = try reader.next({ row throws(RowProblem) in [row.number, row.line] }) {
      switch verdict {
      case .good(let place): places.append(place)
      case .rejected(let found): problem = found
      }
    }
    #expect(places == [[2, 2], [3, 5]])
    #expect(problem?.row == 4 && problem?.line == 6)
    #expect(problem?.description == "row 4 (line 6): the row has 1 columns, expected 2 as in the header; a delimiter may be missing")
  }

  @Test("A row refused by the one who reads it is a rejected row, and reading goes on")
  func refusedByReader() throws {
    let reader = try CSVReader(bytes: Array("a\n1\n2\n".utf8), name: "t.csv")
    let no = RowProblem(row: 2, line: 2, column: "a", value: "1", reason: "no")
    let first = try reader.next { row throws(RowProblem) -> String in throw no }
    #expect(first == .rejected(no))
    let second = try reader.next { row throws(RowProblem) in row.text(at: 0) }
    #expect(second == .good("2"))
    let third = try reader.next { row throws(RowProblem) in row.text(at: 0) }
    #expect(third == nil)
    #expect(reader.bytesRead == 6)
  }
}
