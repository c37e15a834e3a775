import Glibc
import Projections
import ReadModels
import Testing

@Suite("What a file of SQL must say")
struct DefinitionTests {
  @Test("The files built in are the files in the folders")
  func embedsEveryFile() throws {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Projections/"
    for (folder, embedded) in [("Models", Projections.models), ("Reports", Projections.reports), ("Rules", Projections.rules)] {
      let paths = try names(in: root + folder).sorted().map { "\(folder)/\($0)" }
      // Rules stand in the order in which they read each other.
      #expect(embedded.map(\.path).sorted() == paths)
      for file in embedded { #expect(try content(root + file.path) == file.text, "\(file.path)") }
    }
  }

  @Test("Every file built in can be read")
  func readsEveryFile() throws {
    let catalogue = try Catalogue.builtIn()
    #expect(catalogue.models.filter { $0.months == nil }.count == Projections.models.count)
    let yearly = ["export_sales", "making", "producer_account", "sales_by_producer", "sales_by_product"]
    #expect(catalogue.models.compactMap(\.months) == yearly.flatMap { [$0, $0] }, "By year and by quarter.")
    #expect(catalogue.models.filter(\.isGuide).map(\.name) == ["booked", "booked_sorts"])
    #expect(catalogue.reports.count == Projections.reports.count)
    let model = try #require(catalogue.model("stock_moves"))
    #expect(model.keys == ["product", "batch", "place", "month"])
    let sums = [
      "produced", "accepted", "rejected", "sold", "returned", "received", "sent", "in_transit", "adjusted", "written_off", "bought",
    ]
    #expect(model.measures.map(\.name) == sums + ["produced_on", "unit"])
    #expect(model.measures.map(\.rule) == sums.map { _ in .sum } + [.max, .max])
    let report = try #require(catalogue.report("channel-share"))
    #expect(report.columns.map(\.name) == ["period", "channel", "net_sales", "share"])
    #expect(report.title == "Which part of all net sales each channel has")
    #expect(report.explanation?.keys.map(\.expression) == ["period_of(month, by_period)", "channel"])
  }

  @Test(
    "A read model that does not say what it must is refused with file, line and reason",
    arguments: [
      ("", "Models/m.sql:2: After the header stands one SELECT (or WITH … SELECT)."),
      ("SELECT 1", "Models/m.sql:1: The first line is a comment that says which question the file answers."),
      ("-- Why?\nSELECT 1", "Models/m.sql:2: The header lacks a line like “-- key  month, channel”."),
      ("-- Why?\n-- key  a\nSELECT 1", "Models/m.sql:3: The header lacks a measure, a line like “-- sum  gross, net” (or count, min, max, latest)."),
      (
        "-- Why?\n-- key  a\n-- sum  A b\nSELECT 1",
        "Models/m.sql:3: “A b” is not a column name: small letters, digits and underscores, such as net_sales."
      ),
      (
        "-- Why?\n-- key  a\n-- sum  b, a\nSELECT 1",
        "Models/m.sql:3: “a” stands twice; every key and measure has a name of its own, and none is called position."
      ),
      (
        "-- Why?\n-- key  a\n-- avg  b\nSELECT 1",
        "Models/m.sql:3: “avg” is not a word of the header (key, yearly, guide, sum, count, min, max, latest); what the file is about stands above it."
      ),
      (
        "-- Why?\n-- key  a\n-- yearly\n-- sum  b\nSELECT 1",
        "Models/m.sql:3: “yearly” stands alone on its line, in a read model that has the key “month” and a name of at most 40 letters."
      ),
      ("-- Why?\n-- key  a\n-- guide x\n-- sum  b\nSELECT 1", "Models/m.sql:3: “guide” stands alone on its line."),
      ("-- Why?\n-- key  a\n-- sum  b\nDELETE FROM event", "Models/m.sql:4: After the header stands one SELECT (or WITH … SELECT)."),
      (
        "-- Why?\n-- key  a\n-- latest  b\n-- sum  b_at\nSELECT 1",
        "Models/m.sql:5: “b_at” is taken: there the position is kept from which the latest b comes."
      ),
    ])
  func refusesModels(text: String, message: String) {
    let error = #expect(throws: DefinitionError.self) { try Definition(ProjectionFile(path: "Models/m.sql", text: text)) }
    #expect(error?.description == message)
  }

  @Test(
    "A report that does not say what it must is refused with file, line and reason",
    arguments: [
      ("-- Why?\nSELECT 1", "Reports/r.sql:2: The header lacks a line like “-- columns  period period, channel text, net_sales money”."),
      (
        "-- Why?\n-- columns  a float\nSELECT 1",
        "Reports/r.sql:2: “a float” is not a column: a name, then one of text, period, date, money, amount, quantity, share, decimal, count."
      ),
      (
        "-- Why?\n-- columns  a text\n-- explain  m\nSELECT 1",
        "Reports/r.sql:3: explain reads “read_model by column = expression, … cells column, column = expression, …”."
      ),
      (
        "-- Why?\n-- columns  a text\n-- explain  m by a = a cells b\nSELECT 1",
        "Reports/r.sql:3: explain speaks of “b”, which is no column of the report."
      ),
    ])
  func refusesReports(text: String, message: String) {
    let error = #expect(throws: DefinitionError.self) { try ReportDefinition(ProjectionFile(path: "Reports/r.sql", text: text)) }
    #expect(error?.description == message)
  }

  @Test(
    "A table of the book, or a name in capitals, cannot be a read model",
    arguments: ["entry", "event", "Sales", "a__b", "9a", "a_by_period", "a_by_quarter"])
  func refusesNames(name: String) {
    let file = ProjectionFile(path: "Models/\(name).sql", text: "-- Why?\n-- key  a\n-- sum  b\nSELECT 1")
    #expect(throws: DefinitionError.self) { try Definition(file) }
  }

  @Test("The hash is of what the table depends on, not of the prose")
  func hashes() throws {
    func hash(_ text: String) throws -> [UInt8] { try Definition(ProjectionFile(path: "Models/m.sql", text: text)).sha256 }
    let first = try hash("-- Why?\n-- key  a\n-- sum  b\nSELECT 1")
    #expect(try hash("-- Why, then?\n-- Because.\n-- key  a\n-- sum  b\nSELECT 1;\n") == first)
    #expect(try hash("-- Why?\n-- key  a\n-- max  b\nSELECT 1") != first)
    #expect(try hash("-- Why?\n-- key  a\n-- sum  b\nSELECT 2") != first)
  }

  private func names(in folder: String) throws -> [String] {
    let stream = try #require(opendir(folder))
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
    }
    return names.filter { $0.hasSuffix(".sql") }
  }

  private func content(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var (text, buffer): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 4096))
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return String(decoding: text, as: UTF8.self) }
      text += buffer[..<count]
    }
  }
}
