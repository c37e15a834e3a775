import Foundation
import Testing

@testable import Exchange

/// Workbooks of other programs (`Files/make.py`), and which of their sheets is read.
@Suite("Workbooks as other programs write them")
struct WorkbookTests {
  private func path(_ name: String) throws -> String {
    try #require(Bundle.module.url(forResource: name, withExtension: "xlsx", subdirectory: "Files")).path
  }

  private func reader(_ name: String, sheet: String? = nil, of table: Table? = nil) throws -> CSVReader {
    var options = CSVOptions()
    options.sheet = SheetChoice(sheet)
    return try CSVReader(path: path(name), options: table.map(options.preferring) ?? options)
  }

  private static let header = ["sale", "Дата продажи", "канал", "количество", "цена", "комиссия", "примечание"]
  private static let rows: [Line] = [
    .row(2, ["S-1", "2024-01-15", "SHOP", "12", "1250", "20", "Төң, «кийиз» эки сап"]),
    .row(3, ["S-2", "2024-02-29", "PETROL", "7.5", "520.3", "12.5", ""]),
    .row(5, ["417", "1999-12-31", "TOKYO", "0.001", "1234567.89", "0", "TRUE"]),
  ]

  @Test(
    "openpyxl: days, times, percentages, a flag, a formula without a result, an error; days from 1900 and from 1904",
    arguments: ["openpyxl", "openpyxl-1904"])
  func openpyxl(name: String) throws {
    let reader = try reader(name, sheet: "Продажи")
    #expect(reader.header == Self.header && reader.remarks.isEmpty && reader.delimiter == .semicolon)
    #expect(try lines(of: reader) == Self.rows + [.row(7, ["", "", "", "=", "#REF!", "", ""])])
  }

  @Test("XlsxWriter: texts in their cells, a result of a formula, a text of several fonts, a number that has lost its end")
  func xlsxWriter() throws {
    let reader = try reader("xlsxwriter")
    #expect(reader.header == Self.header)
    #expect(
      try lines(of: reader) == Self.rows + [
        .row(7, ["", "", "", "19.501", "", "", ""]), .row(8, ["S-9 <&>", "", "", "", "1.23456789012346E+19", "", ""]),
      ])
  }

  @Test("LibreOffice: the example's sales, opened as text in Russian and saved")
  func libreOffice() throws {
    let sales = try lines(of: reader("libreoffice"))
    #expect(sales.count == 9)
    #expect(sales[0] == .row(2, ["S-1", "2024-01-15", "SHOP", "SLIPPERS", "", "12", "1250", "", "KGS"]))
    #expect(sales[6] == .row(8, ["S-7", "2024-03-08", "SHOP", "HONEY", "", "11.333", "540", "", "KGS"]))
    // A day that is in no calendar stayed a text.
    #expect(sales[7] == .row(9, ["S-8", "2024-02-30", "SHOP", "HONEY", "", "2", "540", "", "KGS"]))
  }

  @Test("The sheet of the table's name is read, in any of three languages, else the first; the others are named; hidden ones never are")
  func choice() throws {
    let ofSales = try reader("openpyxl", of: SaleColumn.table)
    #expect(ofSales.remarks.map(\.text) == ["sheet «Продажи» is read; «Обложка» is not"] && ofSales.header == Self.header)
    let ofRates = try reader("openpyxl", of: RateColumn.table)
    #expect(ofRates.remarks.map(\.text) == ["sheet «Обложка» is read; «Продажи» is not"] && ofRates.header == ["", "Союз"])
    #expect(try reader("xlsxwriter", of: RateColumn.table).remarks.isEmpty)
    #expect(try Workbook(path: path("openpyxl")).sheets == ["Обложка", "Продажи"])
    #expect(Table.named(sheet: " САТУУЛАР ")?.name == "sales" && Table.named(sheet: "Sales.csv")?.name == "sales")
    #expect(Table.named(sheet: "Обложка") == nil)
    #expect(Table.named("2024/Sales.XLSX")?.name == "sales" && Table.named("~$sales.xlsx") == nil)
  }

  @Test("A sheet that is not there is told from those that are; a hidden one can be asked for")
  func noSheet() throws {
    let path = try path("openpyxl")
    #expect(message { _ = try reader("openpyxl", sheet: "Март") } == "\(path): the workbook has no sheet «Март», only «Обложка», «Продажи»")
    #expect(try reader("openpyxl", sheet: "Черновик").header == ["секрет"])
  }

  @Test("The same workbook from memory reads alike")
  func fromMemory() throws {
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path("xlsxwriter"))))
    #expect(try read(bytes: bytes) == lines(of: reader("xlsxwriter")))
  }

  @Test("A damaged archive, one that is none of a workbook, one with a document type, one without sheets")
  func damaged() throws {
    let folder = TemporaryFolder()
    let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path("xlsxwriter"))))
    func said(_ path: String) -> String {
      message { _ = try lines(of: CSVReader(path: path)) }.replacing(path + ": ", with: "").replacing(
        "; open it in Excel or LibreOffice and save it again as «Excel Workbook (.xlsx)» or «CSV UTF-8»", with: "")
    }
    #expect(said(folder.write("cut.xlsx", Array(whole.prefix(whole.count / 2)))) == "the workbook cannot be read: Not a zip archive")
    var other = MadeWorkbook(sheet: "")
    other.parts["_rels/.rels"] = nil
    #expect(said(other.write("a.xlsx", in: folder)) == "the workbook cannot be read: it lacks the part _rels/.rels")
    other = MadeWorkbook(sheet: "")
    other.parts["xl/worksheets/sheet1.xml"] = #"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>"#
    #expect(said(other.write("b.xlsx", in: folder)) == "the workbook cannot be read: it has a document type, which is not read (line 1 of a part)")
    other = MadeWorkbook(sheet: "")
    other.parts["xl/workbook.xml"] = "<workbook><sheets/></workbook>"
    #expect(said(other.write("c.xlsx", in: folder)) == "the file is empty; its first row must name the columns")
    #expect(said(MadeWorkbook(sheet: "").write("d.xlsx", in: folder)) == "the file is empty; its first row must name the columns")
  }

  @Test("A bit that was changed is noticed, or makes no difference", arguments: [UInt64.random(in: 0 ... .max)])
  func flipped(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path("xlsxwriter"))))
    let rows = try read(bytes: whole)
    var noticed = 0
    for _ in 0..<400 {
      var bytes = whole
      bytes[Int.random(in: 4..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      do throws(CSVFileError) {
        let reader = try CSVReader(bytes: bytes, name: "flipped.xlsx")
        var (found, seen): ([Line], Bool) = ([], true)
        while seen {
          let verdict = try reader.next { row throws(RowProblem) in Line.row(row.number, row.texts()) }
          if case .good(let line) = verdict { found.append(line) }
          seen = verdict != nil
        }
        #expect(found == rows, "seed \(seed)")
      } catch {
        #expect(error.code == .workbook || error.code == .empty, "seed \(seed): \(error)")
        noticed += 1
      }
    }
    #expect(noticed > 50)
  }

  @Test("Of a million rows it is known how far they are read")
  func large() throws {
    let row = #"<row><c t="inlineStr"><is><t>Төң кийиз</t></is></c><c><v>12.5</v></c></row>"#
    let folder = TemporaryFolder()
    let path = MadeWorkbook(sheet: String(repeating: row, count: 1_000_000)).write(in: folder)
    let size = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    let reader = try CSVReader(path: path)
    var (count, half) = (0, 0)
    while let verdict = try reader.next({ row throws(RowProblem) in row.text(at: 1) }) {
      #expect(verdict == .good("12.5"))
      count += 1
      if count == 500_000 { half = reader.bytesRead }
    }
    #expect(count == 999_999 && reader.bytesRead == size && (size * 4 / 10..<size * 6 / 10).contains(half))
  }
}
