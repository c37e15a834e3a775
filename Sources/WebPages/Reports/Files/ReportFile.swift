import Exchange
import Foundation
import ReadModels
import Web

/// A report as a file, all of it: byte for byte what `esep report --format csv` prints, or a workbook.
enum ReportFile {
  /// Text that is sent at once.
  private static let pieceBytes = 64 * 1024

  static func csv(_ request: PageRequest) async throws -> PageAnswer {
    try await asked(request) { report, asked in
      let desk = request.desk
      return .file(name: name(report, asked, "csv"), contentType: "text/csv; charset=utf-8") { writer in
        try await DownloadFile.write(to: writer) { push in
          let lines = CSVLines(ReportCSV(columns: report.columns, currency: desk.currency), push)
          _ = try await desk.reporter.forEachRow(of: report.name, parameters: asked) { try lines.add($0) }
          try lines.end()
        }
      }
    }
  }

  /// The same as a workbook. It is made before the first byte is sent, since a workbook's parts are ended when its last row is known.
  static func workbook(_ request: PageRequest) async throws -> PageAnswer {
    try await asked(request) { report, asked in
      let path = FileManager.default.temporaryDirectory.path + "/esep-report-\(UUID().uuidString)\(Workbook.suffix)"
      // Once it is open it needs no name: it goes when the last of it is sent, or nobody waits for it any more.
      defer { try? FileManager.default.removeItem(atPath: path) }
      let made = try ReportWorkbook(path: path, name: report.name, title: report.title, columns: report.columns, currency: request.desk.currency)
      do {
        _ = try await request.desk.reporter.forEachRow(of: report.name, parameters: asked) { try made.add($0) }
        try made.finish()
      } catch let error as CSVFileError where error.code == .tooManyRows { return .notFound(request.words("reports.no_workbook")) }
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      return .file(name: name(report, asked, "xlsx"), contentType: Workbook.mediaType) { writer in
        defer { try? file.close() }
        while let piece = try file.read(upToCount: pieceBytes), !piece.isEmpty { try await writer.write(Array(piece)) }
      }
    }
  }

  /// Asks for a row before the first byte is sent: afterwards no answer but a broken file could tell of a mistake.
  private static func asked(
    _ request: PageRequest, _ make: (ReportDefinition, ReportParameters) async throws -> PageAnswer
  ) async throws -> PageAnswer {
    guard let name = request.parameters["name"], let report = request.desk.catalogue.report(name), request.mayRead(name) else {
      return .notFound(request.words("reports.unknown"))
    }
    let asked = request.reportParameters()
    var first = asked
    first.limit = 1
    do { _ = try await request.desk.reporter.run(name, parameters: first) } catch let error as ReadModelError where error.isTheReaders {
      return .notFound(request.told(error))
    }
    return try await make(report, asked)
  }

  private static func name(_ report: ReportDefinition, _ asked: ReportParameters, _ ending: String) -> String {
    let when = [
      asked.by == .year ? "" : asked.by.rawValue, asked.from?.description ?? "", asked.to?.description ?? "", asked.through?.description ?? "",
    ]
    return DownloadFile.name([report.name] + when, ending)
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
