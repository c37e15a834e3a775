import Ledger
import ReadModels
import Testing

@testable import Exchange

@Suite("A report as a workbook")
struct ReportWorkbookTests {
  private static let columns = ColumnKind.allCases.map { ReportColumn(name: "\($0)", kind: $0) } + [ReportColumn(name: "currency", kind: .text)]

  private func written(_ rows: [[Cell]]) throws -> [Line] {
    let folder = TemporaryFolder()
    let path = folder.path + "/report.xlsx"
    let workbook = try ReportWorkbook(
      path: path, name: "a-name-of-more-than-thirty-one-letters", title: "Сатуу", columns: Self.columns, currency: .kgs)
    for row in rows { try workbook.add(row) }
    try workbook.finish()
    let reader = try CSVReader(path: path)
    #expect(reader.header == Self.columns.map(\.name))
    #expect(try Workbook(path: path).sheets == ["a-name-of-more-than-thirty-one-"])
    return try lines(of: reader)
  }

  @Test("Every kind of cell reads back as what CSV says; shares as per cent")
  func kinds() throws {
    let yen: [Cell] = [
      .text("=SUM(A1)"), .text("2024-Q1"), .text("2024-02-29"), .int64(-125_050), .int64(61_500), .int64(7_500), .decimal("0.719400"),
      .decimal("0.442666"), .int64(1_024), .text("JPY"),
    ]
    let som: [Cell] = [
      .text("Төң «кийиз»"), .text("2024"), .text("1899-12-31"), .int64(1), .int64(61_500), .int64(-1), .decimal("1.000000"),
      .decimal("0.12345678901234567"), .int64(0), .text("KGS"),
    ]
    #expect(
      try written([yen, som, Self.columns.map { _ in .null }, yen]) == [
        .row(2, ["=SUM(A1)", "2024-Q1", "2024-02-29", "-1250.5", "61500", "7.5", "71.94", "0.442666", "1024", "JPY"]),
        .row(3, ["Төң «кийиз»", "2024", "1899-12-31", "0.01", "615", "-0.001", "100", "0.12345678901234567", "0", "KGS"]),
        .row(5, ["=SUM(A1)", "2024-Q1", "2024-02-29", "-1250.5", "61500", "7.5", "71.94", "0.442666", "1024", "JPY"]),
      ])
  }

  @Test("Amounts of any size come through to the last digit", arguments: [UInt64.random(in: 0 ... .max)])
  func amounts(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<2_000).map { _ in
      let bits = UInt64.random(in: 1...62, using: &random)
      let minor = Int64.random(in: -(1 << bits)...(1 << bits), using: &random)
      return Self.columns.map { [.money, .amount, .quantity, .count].contains($0.kind) ? Cell.int64(minor) : .text("x") }
    }
    for (line, row) in zip(try written(rows), rows) {
      guard case .row(_, let fields) = line else { return #expect(Bool(false), "\(line), seed \(seed)") }
      for (column, (cell, field)) in zip(Self.columns, zip(row, fields)) where [.money, .amount, .quantity, .count].contains(column.kind) {
        let expected = ReportCSV.plain(column, cell, own: nil, book: .kgs)
        let (one, other) = (try ParsedDecimal(field), try ParsedDecimal(expected))
        #expect(scaled(one) == scaled(other), "seed \(seed): \(field), not \(expected)")
      }
    }
  }

  private func scaled(_ number: ParsedDecimal) -> Int128 { Int128(number.mantissa) * (number.scale..<4).reduce(1) { power, _ in power * 10 } }

  @Test("A sheet that is full, and a folder that is not there, are told")
  func failures() throws {
    let folder = TemporaryFolder()
    let column = [ReportColumn(name: "n", kind: .count)]
    let full = try ReportWorkbook(path: folder.path + "/full.xlsx", name: "full", title: "", columns: column, currency: .kgs)
    for _ in 0..<ReportWorkbook.rowsMax { try full.add([.null]) }
    #expect(
      message { try full.add([.null]) }
        == "\(folder.path)/full.xlsx: a sheet holds 1048575 rows, and the report has more; take it as CSV")
    let lost = try ReportWorkbook(path: "/nowhere/lost.xlsx", name: "lost", title: "", columns: column, currency: .kgs)
    #expect(message { try lost.finish() }.hasPrefix("/nowhere/lost.xlsx: the workbook cannot be written: "))
  }
}
