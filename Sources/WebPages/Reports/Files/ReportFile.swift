import Exchange
import ReadModels
import Web

/// A report as CSV: all of it, row by row, byte for byte what `esep report --format csv` prints.
enum ReportFile {
  /// Text that is sent at once.
  private static let pieceBytes = 64 * 1024

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    guard let name = request.parameters["name"], let report = request.desk.catalogue.report(name), request.mayRead(name) else {
      return .notFound(request.words("reports.unknown"))
    }
    let (asked, desk) = (request.reportParameters(), request.desk)
    // Asked before the first byte is sent: afterwards no answer but a broken file could tell of a mistake.
    var first = asked
    first.limit = 1
    do { _ = try await desk.reporter.run(name, parameters: first) } catch let error as ReadModelError where error.isTheReaders {
      return .notFound(request.told(error))
    }
    let when = [
      asked.by == .year ? "" : asked.by.rawValue, asked.from?.description ?? "", asked.to?.description ?? "", asked.through?.description ?? "",
    ]
    return .file(name: DownloadFile.name([name] + when, "csv"), contentType: "text/csv; charset=utf-8") { writer in
      try await DownloadFile.write(to: writer) { push in
        let lines = CSVLines(ReportCSV(columns: report.columns, currency: desk.currency), push)
        _ = try await desk.reporter.forEachRow(of: name, parameters: asked) { try lines.add($0) }
        try lines.end()
      }
    }
  }

  /// Gathers lines into pieces worth sending.
  /// `@unchecked`: rows come from one thread, and the end after the last of them.
  private final class CSVLines: @unchecked Sendable {
    private let csv: ReportCSV
    private let push: @Sendable (String) throws -> Void
    private var text: String

    init(_ csv: ReportCSV, _ push: @escaping @Sendable (String) throws -> Void) { (self.csv, self.push, text) = (csv, push, csv.header) }

    func add(_ row: [Cell]) throws {
      text += csv.line(row)
      guard text.utf8.count >= pieceBytes else { return }
      try end()
    }

    func end() throws {
      try push(text)
      text = ""
    }
  }
}
