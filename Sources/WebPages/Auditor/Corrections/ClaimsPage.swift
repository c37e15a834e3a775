import ReadModels
import Web

/// What was published about the programme, beside what the book says.
enum ClaimsPage {
  private static let rowsMax = 50

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    var asked = request.reportParameters()
    (asked.limit, asked.offset) = (rowsMax, request.offset)
    var page = Page(words("auditor.claims.title"), area: .auditor, lead: words("auditor.claims.lead"), hasTime: true, [])
    do {
      let answer = try await request.desk.reporter.run("claims", parameters: asked)
      page.asOfPosition = answer.asOfPosition
      let columns = [
        "claim", "published_on", "source", "statement", "published", "bound", "unit", "book", "difference", "difference_percent", "definition",
      ]
      var table = request.table(answer, report: "claims", caption: words("auditor.claims.title"), only: columns, parameters: asked)
      table.hidesCaption = true
      let names = answer.columns.map(\.name)
      mark(&table, answer, differenceAt: columns.firstIndex(of: "difference"), percentAt: names.firstIndex(of: "difference_percent"))
      (table.previous, table.next) = request.pages(
        offset: asked.offset, shown: answer.rows.count, hasMore: answer.hasMore, rowsMax, values: request.values(of: asked))
      page.blocks = [.table(table), .text(words("auditor.claims.reads"))]
    } catch let error as ReadModelError where error.isTheReaders {
      page.blocks = [.notice(Notice(.warning, request.told(error)))]
      return .mistaken(page)
    }
    return .page(page)
  }

  /// A published figure that is off by more than a tenth stands out.
  private static func mark(_ table: inout DataTable, _ answer: ReportAnswer, differenceAt: Int?, percentAt: Int?) {
    guard let differenceAt, let percentAt else { return }
    for (index, row) in answer.rows.enumerated() {
      guard case .decimal(let text) = row[percentAt], let tenths = DecimalText.units(text, places: 1), tenths.magnitude > 100 else { continue }
      let cell = table.rows[index][differenceAt]
      table.rows[index][differenceAt] = DataTable.Cell(cell.text, href: cell.href, tone: .warning)
    }
  }
}
