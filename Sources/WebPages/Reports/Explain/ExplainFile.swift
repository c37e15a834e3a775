import Exchange
import Ledger
import Office
import ReadModels
import Web

/// The events behind a figure as CSV: all of them, in pieces, then their total.
enum ExplainFile {
  private static let eventsInPiece = 10_000

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    guard let name = request.parameters["name"], let report = request.desk.catalogue.report(name), request.mayRead(name) else {
      return .notFound(request.words("reports.unknown"))
    }
    let conditions = ExplainPage.conditions(request, report)
    var asked = request.reportParameters()
    let total: ExplainedCell
    let explainer: Explainer
    do {
      explainer = try await ExplainedBy.asked(request, report).explainer
      total = try await explainer.explain(name, where: conditions, parameters: asked, limit: 0)
    } catch let error as ReadModelError where error.isTheReaders { return .notFound(request.told(error)) } catch let problem as OfficeProblem {
      return .notFound(problem.message)
    }
    // All pieces as of one position, however long they take.
    (asked.atPosition, asked.knownAt) = (total.asOfPosition, nil)
    let (pinned, book) = (asked, request.desk.currency)
    let own = request.query("where.currency").flatMap { Currency($0) }
    @Sendable func texts(_ amounts: [Int64]) -> [String] {
      zip(total.columns, amounts).map { ReportCSV.plain($0, .int64($1), own: own, book: book) }
    }
    return .file(name: DownloadFile.name([name, "explained"] + conditions.map(\.value), "csv"), contentType: "text/csv; charset=utf-8") { writer in
      try await writer.write(CSVText.line(["position", "occurred_on", "recorded_at", "type", "stream", "actor"] + total.columns.map(\.name)))
      var after: Int64 = 0
      while true {
        let piece = try await explainer.explain(name, where: conditions, parameters: pinned, after: after, limit: eventsInPiece)
        let lines = piece.contributions.map { event in
          CSVText.line(
            [String(event.position), event.occurredOn.description, TimeText.utc(event.recordedAt), event.type, event.stream, event.actor].map(
              FormulaGuard.guarded) + texts(event.amounts))
        }
        try await writer.write(lines.joined())
        guard piece.contributions.count == eventsInPiece, let last = piece.contributions.last else { break }
        after = last.position
      }
      try await writer.write(CSVText.line(["", "", "", "total of \(total.contributionCount) events", "", ""] + texts(total.total)))
    }
  }
}
