import Foundation
import Testing

@Suite("esep export epcis")
struct EPCISExportTests {
  @Test("What the program writes is valid by GS1's schema, of a whole small book and of one batch, by URNs and by addresses")
  func valid() async throws {
    let (desk, _) = try await TinyBook.imported()
    let whole = try await desk.succeed("export", "epcis")
    let one = try await desk.succeed("export", "epcis", "--batch", "KB-2", "--address", "https://ovop.example/t")
    #expect(try await Self.verdicts([whole, one]) == ["valid", "valid"])
    // Two batches made and looked at, three sales that drew once each, one return; an inspection with a reject is two events.
    #expect(whole.components(separatedBy: "\"eventID\":").count - 1 == 12)
    #expect(one.contains("https://ovop.example/t/product/class/HONEY/KB-2") && !one.contains("KB-1"))
    #expect(one.components(separatedBy: "\"eventID\":").count - 1 == 4)
    // People are codes, and who typed it in is nobody's business.
    #expect(!whole.contains("Токтосунова") && whole.contains("\"esep:producer\":\"P-1\""))
    // The same book gives the same bytes.
    #expect(try await desk.succeed("export", "epcis") == whole)
  }

  @Test("Batches of the demo with everything that happened to them are valid, recalled, returned and dispatched ones among them")
  func demo() async throws {
    let desk = try await DemoDesk.shared.value
    let batches = try await desk.query(
      """
      (SELECT DISTINCT ON (type) replace(stream, 'batch/', '') FROM demo.event
       WHERE type LIKE 'Batch%' OR type = 'StockAdjusted' ORDER BY type, position)
      """)
    var documents: [String] = []
    for batch in batches { documents.append(try await desk.succeed("export", "epcis", "--book", "demo", "--batch", batch)) }
    documents.append(try await desk.succeed("export", "epcis", "--book", "demo", "--from", "2024-03-01", "--to", "2024-03-07"))
    #expect(try await Self.verdicts(documents) == documents.map { _ in "valid" })
  }

  @Test("A batch that is not there and an address that names nothing are refused, with what to type")
  func refused() async throws {
    let (desk, _) = try await TinyBook.imported()
    try await desk.refuse("export", "epcis", "--batch", "KB-9", saying: "The book knows no batch KB-9. Type: esep report stock")
    try await desk.refuse(
      "export", "epcis", "--address", "ovop",
      saying: "--address: “ovop” is no address to name things by; write one such as https://ovop.example/trace", status: 2)
  }

  /// What GS1's schema says of documents, by Debian's python3-jsonschema.
  static func verdicts(_ documents: [String]) async throws -> [String] {
    let folder = (#filePath as NSString).deletingLastPathComponent + "/../../ExchangeTests/EPCIS/Schema"
    let lines = documents.map { $0.split(separator: "\n").joined() + "\n" }.joined()
    let input = try TemporaryFolder(["documents": lines])
    let result = try await Program.run(
      Program.python, ["-B", folder + "/validate.py", folder + "/EPCIS-JSON-Schema.json"], input: input.path + "/documents", seconds: 300)
    try #require(result.status == 0, "\(result.errors)")
    return result.output.lines
  }
}
