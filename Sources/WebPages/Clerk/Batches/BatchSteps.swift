import Auditing
import Ledger
import SignIn
import Web

/// The events of a trace: the goods' own, what became of them in sales, and for who may see money what was paid.
struct BatchSteps {
  let request: PageRequest
  let trace: GoodsTrace
  let details: BatchDetails

  private static let goods: Set<TraceStep.Role> = [
    .input, .made, .contributed, .inspected, .certified, .revoked, .recalled, .recallLifted, .writtenOff, .bought, .dispatched, .received, .adjusted,
  ]
  private static let evidence: Set<TraceStep.Role> = [.inspected, .certified, .revoked, .recalled, .recallLifted]
  private static let sales: Set<TraceStep.Role> = [.sold, .allocated, .returned, .reversed]

  var blocks: [Block] {
    let words = request.words
    var blocks: [Block] = [
      .table(table(words("batches.history"), Self.goods.subtracting(Self.evidence))),
      .table(table(words("batches.evidence"), Self.evidence, empty: words("batches.no_evidence"))),
      .table(table(words("batches.sold"), Self.sales, empty: words("clerk.recall.never_sold"))),
    ]
    if showsMoney {
      let rest = Set(TraceStep.Role.allCases).subtracting(Self.goods).subtracting(Self.sales)
      blocks.append(.table(table(words("batches.money"), rest, empty: words("batches.no_money"))))
    }
    let left = trace.sales - trace.followed
    if left > 0 { blocks.append(.text(words.count("batches.not_followed", Int64(left)))) }
    return blocks
  }

  private var showsMoney: Bool { request.identity?.may(.readMoney) == true }

  private func table(_ caption: String, _ roles: Set<TraceStep.Role>, empty: String? = nil) -> DataTable {
    let words = request.words
    let steps = trace.steps.filter { roles.contains($0.role) }
    var columns: [DataTable.Column] = [
      .init(words("clerk.entries.day")), .init(words("clerk.entries.what")), .init(words("clerk.entries.which")),
      .init(words("batches.details")), .init(words(family: "clerk.field", "quantity"), isNumber: true),
    ]
    if showsMoney { columns.append(.init(words("batches.amount"), isNumber: true)) }
    columns.append(.init(words("batches.event"), isNumber: true))
    var table = DataTable(caption, columns: columns, rows: steps.prefix(BatchTracePage.rowsMax).map(row))
    table.empty = empty
    return table
  }

  private func row(_ step: TraceStep) -> [DataTable.Cell] {
    var cells: [DataTable.Cell] = [
      .init(request.day(step.date)), .init(request.words(family: "trace", step.role.rawValue.replacing(" ", with: "_"))), .init(step.document),
      .init(details(step)), .init(step.thousandths.map(request.quantity) ?? "", href: source(step)),
    ]
    if showsMoney { cells.append(.init(step.minor.map { request.amount($0, step.currency) } ?? "", href: source(step))) }
    cells.append(
      .init(request.words.numbers.whole(step.position), href: request.identity?.may(.readLog) == true ? "/log/\(step.position)" : nil))
    return cells
  }

  /// Where a figure of a step comes from: its event, or for who may not see it what is said of the whole batch.
  private func source(_ step: TraceStep) -> String? {
    request.identity?.may(.readLog) == true ? "/log/\(step.position)" : BatchPages.explanation(trace.subject.code, request)
  }
}
