import Testing

@testable import Exchange

@Suite("Memory does not grow with the file")
struct CSVMemoryTests {
  @Test("A line of 100 MB is skipped, and reading goes on behind it", arguments: ["", "\""])
  func longLine(beginning: String) throws {
    let folder = TemporaryFolder()
    let path = folder.write("long.csv", [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20), times: 100, then: Array("\n2,z\n".utf8))
    let file = folder.write("sales.csv", Array("a,b\n1,y\n\(beginning)".utf8))
    folder.append(path, to: file)
    let before = residentBytes()
    let reader = try CSVReader(path: file)
    var (peak, lines) = (0, [Line]())
    while let verdict = try reader.next({ row throws(RowProblem) in Line.row(row.number, row.texts()) }) {
      peak = max(peak, residentBytes())
      if case .good(let line) = verdict { lines.append(line) }
      if case .rejected(let problem) = verdict { lines.append(.rejected("\(problem.value.count) letters, row \(problem.row)")) }
    }
    #expect(lines == [.row(2, ["1", "y"]), .rejected("201 letters, row 3"), .row(4, ["2", "z"])])
    #expect(reader.bytesRead > 100 << 20)
    // Other tests of the process run meanwhile and take some memory too; the line itself would take 100 MiB.
    #expect(peak - before < 40 << 20, "grew by \((peak - before) >> 20) MiB")
  }

  @Test("Many rows take no more memory than few")
  func manyRows() throws {
    let folder = TemporaryFolder()
    let row = Array("S-1,2024-01-31,\"MUJI, Токио\",1 000\n".utf8)
    let body = folder.write("body.csv", (0..<1000).flatMap { _ in row }, times: 200)
    let file = folder.write("sales.csv", Array("sale,sold_on,channel,price\n".utf8))
    folder.append(body, to: file)
    let before = residentBytes()
    let reader = try CSVReader(path: file)
    var count = 0
    while let verdict = try reader.next({ row throws(RowProblem) in row.count }) { if verdict == .good(4) { count += 1 } }
    #expect(count == 200_000)
    #expect(residentBytes() - before < 40 << 20)
  }
}
