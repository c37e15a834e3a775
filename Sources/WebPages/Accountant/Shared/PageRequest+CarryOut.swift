import Bookkeeping
import Ledger
import Office
import ReadModels
import Web

extension PageRequest {
  /// How many rows a table of the accountant's has.
  static let accountRowsMax = 50

  /// Records one command in the name of who asks, under the form's key: sent twice it is recorded once. Waits until reports show it.
  /// - Returns: nil when the book has it now; else why it is refused, with the field it is about.
  func mistake(carryingOut command: Command) async throws -> FormMistake? {
    guard let verdict = try await desk.record([command], by: identity?.name ?? "", key: form.idempotencyKey).first else { return nil }
    switch verdict {
    case .recorded(let first, let count):
      try? await desk.wait(for: first + Int64(count) - 1, timeoutMilliseconds: 5_000)
      return nil
    case .unchanged: return nil
    case .refused(let refusal): return FormMistake(field: RefusalText(words).field(of: refusal), text: refused(refusal))
    }
  }

  /// The name that stands in the log for what is done.
  var actor: String { identity?.name ?? "" }

  /// A page of a report as a table, with its further pages.
  func paged(
    _ report: String, caption: String, only columns: [String]? = nil, parameters: ReportParameters, withNames: Bool = false,
    links: ((String, [ReadModels.Cell]) -> String?)? = nil
  ) async throws -> (answer: ReportAnswer, table: DataTable) {
    let offset = offset
    var asked = parameters
    (asked.limit, asked.offset) = (Self.accountRowsMax, offset)
    let answer = try await desk.reporter.run(report, parameters: asked)
    let names = withNames ? try await self.names(of: answer.reportRows.map { $0.text("producer") }) : [:]
    var table = table(answer, report: report, caption: caption, only: columns, parameters: parameters, names: names, links: links)
    let kept = query.compactMap { name, values in name == "offset" || name == "lang" ? nil : values.first.map { (name, $0) } }.sorted { $0.0 < $1.0 }
    (table.previous, table.next) = pages(offset: offset, shown: answer.rows.count, hasMore: answer.hasMore, Self.accountRowsMax, values: kept)
    return (answer, table)
  }

  /// A form that is one button: what to do stands in the field `what`.
  func button(_ action: String, _ what: String, _ text: String, _ fields: [Field] = []) -> Block {
    .form(Form(.post, action, fields: [Field("what", "", .hidden, value: what)] + fields, submit: text))
  }

  /// A day in words.
  func day(_ date: CalendarDate) -> String { day(date.description) }
}
