import Exchange
import Ledger
import ReadModels
import Web

/// What changed in a report as CSV: a line a figure that differs; empty where there was no row.
enum ChangesFile {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let name = request.parameters["name"], let report = request.desk.catalogue.report(name), request.mayRead(name) else {
      return .notFound(words("reports.unknown"))
    }
    let comparison: ReportComparison
    do {
      switch try await ChangesPage.compare(request, report, events: 0) {
      case .compared(let found, _): comparison = found
      case .refused(let why): return .notFound(why)
      }
    } catch let error as ReadModelError where error.isTheReaders { return .notFound(request.told(error)) }
    let book = request.desk.currency
    let currencyAt = (comparison.keys + comparison.figures).firstIndex { $0.name == "currency" }
    return .file(name: DownloadFile.name([name, "changes", "\(comparison.from)", "\(comparison.to)"], "csv"), contentType: "text/csv; charset=utf-8")
    { writer in
      try await writer.write(CSVText.line(comparison.keys.map(\.name) + ["figure", "then", "now"]))
      for change in comparison.changes {
        let row = change.key + (change.after ?? change.before ?? [])
        let own = currencyAt.flatMap { Currency(row[$0].plainText) }
        func plain(_ column: ReportColumn, _ cell: ReadModels.Cell) -> String {
          FormulaGuard.guarded(ReportCSV.plain(column, cell, own: own, book: book))
        }
        let key = zip(comparison.keys, change.key).map { plain($0, $1) }
        let lines = comparison.figures.enumerated().filter { change.before?[$0.offset] != change.after?[$0.offset] }.map { place, column in
          CSVText.line(key + [column.name] + [change.before, change.after].map { cells in cells.map { plain(column, $0[place]) } ?? "" })
        }
        try await writer.write(lines.joined())
      }
    }
  }
}
