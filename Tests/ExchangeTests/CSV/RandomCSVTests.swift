import Testing

@testable import Exchange

@Suite("Random CSV")
struct RandomCSVTests {
  private static let letters: [Character] = [
    "a", "B", "7", ",", ";", "\t", "\"", "\n", "\r", "\r\n", " ", "ң", "ө", "ү", "Ң", "ж", "\u{A0}", "猫", "🐑", "'", ".",
  ]

  /// Options under which even a short text comes in chunks: four bytes are looked at beforehand, enough for a byte order mark.
  private func options(_ delimiter: CSVDelimiter, chunk: Int, rowBytesMax: Int = 1 << 20) -> CSVOptions {
    var options = CSVOptions(delimiter: delimiter, encoding: .utf8, chunkBytes: chunk, rowBytesMax: rowBytesMax)
    options.sampleBytes = 4
    return options
  }

  @Test("What is written is read back, whatever the content and the chunks", arguments: 1...40 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let delimiter = CSVDelimiter.allCases.randomElement(using: &random) ?? .comma
    let columns = Int.random(in: 2...6, using: &random)
    var bytes: [UInt8] = Bool.random(using: &random) ? [0xEF, 0xBB, 0xBF] : []
    CSVText.append((1...columns).map { "c\($0)" }, delimiter: delimiter, to: &bytes)
    var expected: [Line] = []
    for number in 0..<Int.random(in: 0...30, using: &random) {
      let cells = (0..<columns).map { index in
        index == 0 ? "r" : String((0..<Int.random(in: 0...8, using: &random)).compactMap { _ in Self.letters.randomElement(using: &random) })
      }
      CSVText.append(cells, delimiter: delimiter, to: &bytes)
      expected.append(.row(number + 2, cells.map(NaiveCSV.trimmed)))
    }
    for chunk in [1, 2, 7, 4096] {
      let found = try read(bytes: bytes, options: options(delimiter, chunk: chunk))
      #expect(found == expected, "seed \(seed), chunk \(chunk)")
    }
  }

  @Test("Garbage gets the same verdicts as from a naive parser that sees the whole text", arguments: 1...400 as ClosedRange<UInt64>)
  func garbage(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let alphabet: [[UInt8]] =
      [",", ",", ",", "\"", "\"", "\n", "\n", "\r", "\r\n", " ", "a", "1", "ң", "\u{A0}", "\0", ";", "\"\"", "\",\"", "a,b,c\n"].map {
        Array($0.utf8)
      }
      + [[0xFF], [0xD2]]
    var bytes = Array("a,b,c\n".utf8)
    for _ in 0..<Int.random(in: 0...120, using: &random) { bytes += alphabet.randomElement(using: &random) ?? [] }
    let rowBytesMax = [12, 30, 1 << 20].randomElement(using: &random) ?? 12
    let expected = NaiveCSV(bytes, rowBytesMax: rowBytesMax).verdicts
    for chunk in [1, 2, 7, 4096] {
      let reader = try CSVReader(bytes: bytes, name: "t.csv", options: options(.comma, chunk: chunk, rowBytesMax: rowBytesMax))
      var found: [NaiveCSV.Verdict] = []
      while let verdict = try reader.next({ row throws(RowProblem) in NaiveCSV.Verdict(row: row.number, line: row.line, fields: row.texts()) }) {
        switch verdict {
        case .good(let row): found.append(row)
        case .rejected(let problem): found.append(NaiveCSV.Verdict(row: problem.row, line: problem.line, fields: nil))
        }
      }
      #expect(found == expected, "seed \(seed), chunk \(chunk), rows up to \(rowBytesMax)")
    }
  }

  @Test("Verdicts, messages included, do not depend on the chunks", arguments: 1...100 as ClosedRange<UInt64>)
  func chunks(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let bytes = Array("a,b\n".utf8) + (0..<200).map { _ in Array("\",\n\r a\u{0}ж".utf8).randomElement(using: &random) ?? 0 }
    let readings = try [1, 2, 7, 4096].map { try read(bytes: bytes, options: options(.comma, chunk: $0, rowBytesMax: 50)) }
    #expect(readings.allSatisfy { $0 == readings[0] }, "seed \(seed)")
  }
}
