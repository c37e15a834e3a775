import Exchange
import Ledger
import Postgres
import ReadModels
import Synchronization

/// Reports as CSV, each as of one position, with the parameters it has when nobody asks for anything.
struct ReportFiles: Sendable {
  let pool: Pool
  let catalogue: Catalogue
  let position: Int64

  /// What became of one report.
  struct Written: Sendable {
    let rows: Int64
    let sha256: String
  }

  /// Writes a report, row by row.
  func write(_ report: ReportDefinition, to file: HashedFile, _ end: (HashedFile) throws -> String) async throws -> Written {
    var parameters = ReportParameters()
    parameters.atPosition = position
    let csv = ReportCSV(columns: report.columns, currency: parameters.bookCurrency)
    let rows = Counter()
    try file.write(csv.header)
    _ = try await Reporter(pool: pool, catalogue: catalogue).forEachRow(of: report.name, parameters: parameters) { row in
      try file.write(csv.line(row))
      rows.add()
    }
    return Written(rows: rows.value, sha256: try end(file))
  }
}

/// Counts from a closure that may run on another thread.
private final class Counter: Sendable {
  private let count = Mutex<Int64>(0)

  func add() { count.withLock { $0 += 1 } }

  var value: Int64 { count.withLock { $0 } }
}
