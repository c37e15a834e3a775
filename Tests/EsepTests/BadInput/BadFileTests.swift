import Foundation
import Testing

/// Files that cannot be taken at all, or only just.
@Suite("Bad files", .serialized)
struct BadFileTests {
  private static let lacking = "the header lacks 2 columns that sales.csv must have:\n"

  /// What is in the folder, and what `esep import FOLDER` says of it; `{}` is the folder.
  static let cases: [(name: String, bytes: [UInt8], message: String)] = [
    (
      "sales.csv", Array("sale,sold_on,channel,quantity,unit_price,currencyy\nX,2023-06-01,SHOP,1,1,KGS\n".utf8),
      """
      {}/sales.csv: \(lacking)\
        product (accepted: product, товар, код товара, изделие, код изделия, продукт, артикул, буюм, буюмдун коду, товардын коду, өнүм)
        currency (accepted: currency, валюта, код валюты, валютасы, акча бирдиги)
        currencyy: did you mean currency? The column is not used.
      Rename the columns, or say in columns.csv (file,header,column) what your headers mean.
      Nothing was recorded.
      """
    ),
    ("sales.csv", [], "{}/sales.csv: the file is empty; its first row must name the columns\nNothing was recorded."),
    (
      "sales.csv", [0xFF, 0xFE] + Array("s\0a\0l\0e\0".utf8),
      "{}/sales.csv: the text is UTF-16, which is not read here; in Excel choose «Save as», «CSV UTF-8», and import that file\nNothing was recorded."
    ),
    (
      "sales.csv", Array("PK\u{3}\u{4}".utf8) + [0, 0],
      """
      {}/sales.csv: the workbook cannot be read: Not a zip archive; open it in Excel or LibreOffice and save it again as «Excel Workbook (.xlsx)» or «CSV UTF-8»
      Nothing was recorded.
      """
    ),
    (
      "umsatz.csv", Array("a\n".utf8),
      """
      {}: holds no file that can be imported; a book folder has one or more of communities.csv, producers.csv, products.csv, channels.csv, rates.csv, \
      batches.csv, sales.csv, returns.csv, statements.csv, payouts.csv, advances.csv, deductions.csv, settlements.csv
      """
    ),
  ]

  @Test("A file that cannot be read stops the import before anything is recorded, in words that say what to do", arguments: cases.indices)
  func refused(_ index: Int) async throws {
    let (name, bytes, message) = Self.cases[index]
    let folder = try TemporaryFolder(TinyBook.registry)
    // Good files beside it are not taken either.
    if name != "sales.csv" { for name in TinyBook.registry.keys { try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)") } }
    try folder.write(name, Data(bytes))
    let desk = try await Desk.fresh()
    let result = try await desk.esep("import", folder.path)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors == "esep: " + message.replacingOccurrences(of: "{}", with: folder.path) + "\n")
    #expect(try await desk.head() == 0)
  }

  @Test("A path that leads nowhere, a folder called sales.csv and a name that says nothing are told apart")
  func paths() async throws {
    let folder = try TemporaryFolder(["umsatz.csv": "a\n"])
    try FileManager.default.createDirectory(atPath: folder.path + "/book/sales.csv", withIntermediateDirectories: true)
    let desk = try await Desk.fresh()
    let missing = try await desk.esep("import", folder.path + "/nowhere.csv")
    #expect(missing.errors == "esep: \(folder.path)/nowhere.csv: there is no such file or folder; check its name\n")
    let directory = try await desk.esep("import", folder.path + "/book")
    #expect(
      directory.errors == "esep: \(folder.path)/book/sales.csv: this is a folder, not a file; name a CSV file in it\nNothing was recorded.\n")
    let nameless = try await desk.esep("import", folder.path + "/umsatz.csv")
    #expect(
      nameless.errors == """
        esep: \(folder.path)/umsatz.csv: the name does not tell what is in it; call it one of communities.csv, producers.csv, products.csv, \
        channels.csv, rates.csv, batches.csv, sales.csv, returns.csv, statements.csv, payouts.csv, advances.csv, deductions.csv, settlements.csv

        """)
    for result in [missing, directory, nameless] { #expect(result.status == 1 && result.output == "") }
    #expect(try await desk.head() == 0)
  }

  @Test("Russian headers, semicolons, decimal commas and Windows-1251 are read as they are")
  func russian() async throws {
    let (desk, _) = try await TinyBook.imported()
    let text = "номер продажи;дата продажи;канал;товар;кол-во;цена;валюта\nRU-1;01.06.2023;SHOP;HONEY;1,5;100,50;KGS\n"
    let bytes = try #require(text.data(using: .windowsCP1251))
    let folder = try TemporaryFolder()
    try folder.write("sales.csv", bytes)
    try await desk.succeed("import", folder.path)
    #expect(try await desk.query("SELECT payload->>'gross' FROM main.event WHERE stream = 'sale/RU-1'") == ["15075"])
  }

  @Test("A line of 100 MB is one rejected row, in bounded memory; the rows around it are taken")
  func endlessLine() async throws {
    let folder = try TemporaryFolder(TinyBook.registry.merging(TinyBook.trade) { first, _ in first })
    let sales = try folder.read("sales.csv")
    let plain = try await Desk.fresh()
    let usual = try await plain.esep("import", folder.path, isMeasured: true)
    let endless = Data(repeating: UInt8(ascii: "x"), count: 100 << 20)
    try folder.write("sales.csv", Data(sales.utf8) + endless + Data("\nS-9,2023-05-01,SHOP,HONEY,,1,1,,KGS\n".utf8))
    let desk = try await Desk.fresh()
    let result = try await desk.esep("import", folder.path, isMeasured: true)
    #expect(result.status == 1)
    #expect(try Summary(result.output).counts["sales.csv"] == Summary.Counts(taken: 4, rejected: 1, events: 8), "\(result.output)")
    #expect(result.errors.hasSuffix("sales.csv: row 5: the row is longer than 1 MiB; it was skipped\n"), "\(result.errors)")
    print("A line of 100 MB: \(result.peakKilobytes) KiB resident at most, \(usual.peakKilobytes) KiB without it")
    #expect(usual.peakKilobytes > 0 && result.peakKilobytes - usual.peakKilobytes < 50_000)
  }
}
