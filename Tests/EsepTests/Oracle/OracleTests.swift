import Foundation
import Testing

/// Esep against a calculator that somebody else wrote in another language, from DESIGN.md alone.
@Suite("Oracle", .serialized)
struct OracleTests {
  /// The seeds; others by `ESEP_ORACLE_SEEDS=100-150`.
  private static let seeds: [Int] = {
    let asked = ProcessInfo.processInfo.environment["ESEP_ORACLE_SEEDS"]?.split(separator: "-").compactMap { Int($0) } ?? []
    guard let first = asked.first, let last = asked.last, first <= last else { return Array(1...6) }
    return Array(first...last)
  }()

  @Test("Every figure and every rejected row of a random book are those of an independent calculator", arguments: seeds)
  func agrees(_ seed: Int) async throws {
    let sales = 400 + seed % 5 * 100
    let bad = seed.isMultiple(of: 2) ? 0.03 : 0
    let options = seed.isMultiple(of: 3) ? ["--tiny", "0.3"] : []
    print("Oracle: seed \(seed), \(sales) sales, bad \(bad) \(options.joined(separator: " "))")
    let book = try await RandomBook.generate(seed: seed, sales: sales, bad: bad, options: options)
    let desk = try await Desk.fresh()
    let imported = try await desk.esep("import", book.path)
    let wanted = try book.expectedRejects()
    let found = try book.rejects()
    #expect(imported.status == (wanted.isEmpty ? 0 : 1), "seed \(seed): \(imported.output)\(imported.errors)")
    #expect(firstDifference(found.sorted(), wanted.sorted()) == nil, "seed \(seed)")
    for length in ["year", "quarter", "month"] {
      for (report, rows) in try await book.calculated(by: length).sorted(by: { $0.key < $1.key }) {
        guard let columns = rows.first?.keys.sorted() else { throw ProgramProblem(description: "seed \(seed): \(report) of the calculator is empty") }
        let answer = try await desk.report(report, "--by", length)
        let difference = firstDifference(answer.rows.saying(report).lines(columns), rows.saying(report).lines(columns))
        #expect(difference == nil, "seed \(seed), \(report) by \(length)")
      }
    }
    try await desk.expectVerified("seed \(seed)")
  }
}

extension [ReportRow] {
  /// Without rows of a producer who got nothing: where nothing of a small return falls on her, Esep writes no line and the calculator one of zeros.
  fileprivate func saying(_ report: String) -> [ReportRow] {
    guard report == "producer-revenue" else { return self }
    return filter { row in ["gross", "commission", "fee", "net"].contains { row[$0] != 0 } }
  }
}
