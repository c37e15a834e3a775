import Testing

@testable import Exchange

@Suite("Files that cannot be read at all")
struct CSVFileErrorTests {
  let folder = TemporaryFolder()

  private func opening(_ path: String) -> String { message { _ = try CSVReader(path: path) } }

  @Test("A missing file, a folder and a path through a file are refused by name")
  func notFiles() {
    #expect(opening("/nowhere/sales.csv") == "/nowhere/sales.csv: there is no such file; check its name and folder")
    #expect(opening(folder.path) == "\(folder.path): this is a folder, not a file; name a CSV file in it")
    let file = folder.write("a.csv", [])
    #expect(opening("\(file)/b.csv") == "\(file)/b.csv: cannot be opened: Not a directory")
  }

  @Test("A file without permission says whom to ask")
  func noPermission() {
    let error = CSVFileError.opening("sales.csv", error: SystemFile.noPermission)
    #expect(error.code == .notReadable)
    #expect(error.description == "sales.csv: no permission to read this file; ask its owner to let you read it")
  }

  @Test("A drive that fails in the middle of a file stops the reading and says so")
  func readFailure() {
    // Address 0 of a process is not mapped: opening works, reading fails.
    #expect(opening("/proc/self/mem") == "/proc/self/mem: reading stopped: Input/output error; nothing after this point was read")
  }

  @Test(
    "An empty file, also one of blanks or a mere byte order mark, lacks its header",
    arguments: [[], [0xEF, 0xBB, 0xBF], Array("\n \r\n\n;;\n".utf8)])
  func empty(_ bytes: [UInt8]) {
    let file = folder.write("sales.csv", bytes)
    #expect(opening(file) == "\(file): the file is empty; its first row must name the columns")
  }

  @Test("UTF-16 is refused, with its mark or without", arguments: [true, false], [true, false])
  func utf16(hasMark: Bool, isBig: Bool) {
    let units = (hasMark ? [0xFEFF] : []) + Array("sale,sold_on\nS-1,2024-01-31\n".utf16)
    let file = folder.write("sales.csv", units.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(opening(file) == "\(file): the text is UTF-16, which is not read here; in Excel choose «Save as», «CSV UTF-8», and import that file")
  }

  @Test("An old Excel workbook, or one with a password, is refused", arguments: [[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]])
  func workbook(_ bytes: [UInt8]) {
    let file = folder.write("sales.csv", bytes)
    #expect(
      opening(file)
        == "\(file): this is an old Excel workbook (.xls), or one with a password; save it without one as «Excel Workbook (.xlsx)» or «CSV UTF-8»")
  }

  @Test("A damaged header is told as row 1")
  func damagedHeader() {
    let file = folder.write("sales.csv", Array("sale,\"sold_on\n1,2\n".utf8))
    let expected =
      "\(file): the header cannot be read. row 1, column 2: the quote that opens in row 1, column 2 is not closed in the rest of the file; "
      + "close it, or write \"\" for a quote that belongs to the text"
    #expect(opening(file) == expected)
  }
}
