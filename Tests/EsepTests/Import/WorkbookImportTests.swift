import Foundation
import Testing

/// The example's spreadsheets as one Excel workbook with a sheet a table (made by openpyxl, see `ExchangeTests/XLSX/Files/make.py`).
@Suite("Importing an Excel workbook")
struct WorkbookImportTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (file, source) in files { try FileManager.default.copyItem(atPath: Self.tests + "/Example/" + source, toPath: folder.path + "/" + file) }
    return folder
  }

  @Test("A workbook of sheets, in no order, makes the events that the folder of its tables makes, and nothing the second time")
  func sameAsFolder() async throws {
    let (text, sheets) = (try await Desk.fresh(), try await Desk.fresh())
    let files = try folder(["книга 2024.xlsx": "book.xlsx", "book": "book"])
    #expect(try await text.esep("import", files.path + "/book").status == 1)
    let result = try await sheets.esep("import", files.path + "/книга 2024.xlsx")
    #expect(result.status == 1 && result.output.contains("книга 2024.xlsx «Курсы валют»") && result.output.hasSuffix("31 rows, 43 new events.\n"))
    #expect(result.errors.contains("книга 2024.xlsx «Продажи»: row 9, column sold_on: «2024-02-30» is in no calendar: February 2024 has 29 days\n"))
    let (one, other) = (try await text.history(), try await sheets.history())
    #expect(firstDifference(other, one) == nil)
    for name in ["channel-share", "producer-revenue", "producer-balance", "stock"] {
      #expect(try await text.report(name).rows == sheets.report(name).rows, "\(name)")
    }
    let rejects = try files.read("книга 2024.sales.rejects.csv")
    #expect(rejects.contains("9;sold_on;2024-02-30;«2024-02-30» is in no calendar: February 2024 has 29 days"))
    #expect(try await sheets.esep("import", files.path + "/книга 2024.xlsx").output.hasSuffix("31 rows, 0 new events.\n"))
    try await sheets.expectVerified()
  }

  @Test("Of a workbook called as a table the sheet of that name is read, or the one that is asked for; the others are named")
  func oneSheet() async throws {
    let desk = try await Desk.fresh()
    let files = try folder(["communities.xlsx": "book.xlsx", "other.xlsx": "book.xlsx"])
    let taken = try await desk.succeed("import", files.path + "/communities.xlsx")
    #expect(taken.contains("communities.xlsx: sheet «Сообщества» is read; «Партии», «Каналы», ") && taken.contains("2 rows, 2 new events."))
    let wrong = try await desk.esep("import", files.path + "/communities.xlsx", "--sheet", "Каналы")
    #expect(wrong.status == 1 && wrong.errors.contains("the header lacks 2 columns that communities.csv must have"))
    let missing = try await desk.esep("import", files.path + "/communities.xlsx", "--sheet", "Март")
    #expect(missing.errors.contains("communities.xlsx: the workbook has no sheet «Март», only «Партии», «Каналы», "))
    #expect(try await desk.head() == 2)
  }

  @Test("A report is to be had as a workbook, whose numbers are numbers")
  func report() async throws {
    let desk = try await Desk.fresh()
    let files = try folder(["book": "book"])
    _ = try await desk.esep("import", files.path + "/book")
    let path = files.path + "/share.xlsx"
    let command = "'\(Desk.esep)' report channel-share --format xlsx > '\(path)'"
    let made = try await Program.run("/bin/sh", ["-c", command], environment: desk.environment)
    #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
    let read = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml').decode())"
    let sheet = try await Program.run(Program.python, ["-c", read, path]).output
    #expect(sheet.contains("<v>86188.99") && sheet.contains("<v>0.719388</v>"), "\(sheet)")
  }

  @Test("A workbook of 300 000 rows takes no more memory than its rows in CSV")
  func memory() async throws {
    let desk = try await Desk.fresh()
    let files = try TemporaryFolder(["make.py": Self.large])
    let made = try await Program.run(Program.python, [files.path + "/make.py", files.path], environment: ["LANG": "C.UTF-8"])
    #expect(made.status == 0, "\(made.errors)")
    let sheet = try await desk.esep("import", files.path + "/communities.xlsx", isMeasured: true)
    #expect(sheet.status == 0 && sheet.output.contains("000 rows, 1 new event, "), "\(sheet.output)\(sheet.errors)")
    let text = try await desk.esep("import", files.path + "/communities.csv", isMeasured: true)
    #expect(text.output.contains("000 rows, 0 new events, "), "\(text.output)\(text.errors)")
    #expect(sheet.peakKilobytes < text.peakKilobytes + 24 << 10, "\(sheet.peakKilobytes) KiB, and \(text.peakKilobytes) as CSV")
  }

  private static let large = """
    import sys, zipfile
    folder = sys.argv[1]
    rows = [["community", "name", "oblast"]] + [["C-1", "Тамга", "Issyk-Kul"]] * 300000
    open(folder + "/communities.csv", "w").write("".join(",".join(row) + "\\n" for row in rows))
    cell = lambda text: f'<c t="inlineStr"><is><t>{text}</t></is></c>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    with zipfile.ZipFile(folder + "/communities.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
      related = lambda name, target: f'<Relationships><Relationship Id="a" Type="{kind}{name}" Target="{target}"/></Relationships>'
      book.writestr("_rels/.rels", related("officeDocument", "xl/workbook.xml"))
      book.writestr("xl/_rels/workbook.xml.rels", related("worksheet", "sheet.xml"))
      book.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="a"/></sheets></workbook>')
      book.writestr("xl/sheet.xml", "<worksheet>" + "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows) + "</worksheet>")
    """

  @Test("Two files whose rejected rows would lie in one, and a workbook that says nothing, are refused before anything is recorded")
  func refused() async throws {
    let desk = try await Desk.fresh()
    let files = try folder(["book.xlsx": "book.xlsx", "communities.csv": "book/communities.csv"])
    try FileManager.default.copyItem(atPath: files.path + "/book.xlsx", toPath: files.path + "/communities.xlsx")
    let twice = try await desk.esep("import", files.path + "/communities.csv", files.path + "/communities.xlsx")
    #expect(twice.status == 1)
    #expect(
      twice.errors.contains(
        "communities.csv and communities.xlsx would both have their rejected rows in \(files.path)/communities.rejects.csv; import one after the other"
      ))
    let nothing = files.path + "/nothing.xlsx"
    let source = Self.tests + "/ExchangeTests/XLSX/Files/libreoffice.xlsx"
    try FileManager.default.copyItem(atPath: source, toPath: nothing)
    let said = try await desk.esep("import", nothing)
    #expect(
      said.status == 1 && said.errors.contains("\(nothing): the name does not tell what is in it; call it or a sheet of it one of communities.csv, "))
    #expect(try await desk.head() == 0)
  }
}
