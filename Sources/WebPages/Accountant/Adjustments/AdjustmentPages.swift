import Ledger
import SignIn
import Web

/// Corrections of the books by hand: those that were posted, and a sheet for another one.
enum AdjustmentPages {
  static let routes: [PageRoute] = [
    .get(path, .only(.readLog)) { .page(try await page($0)) }, .post(path, .only(.recordMoney)) { try await post($0) },
  ]

  static let path = "/adjustments"
  private static let rowsMax = 50

  private static func page(_ request: PageRequest) async throws -> Page {
    let words = request.words
    let before = request.query("before").flatMap { Int64($0) } ?? .max
    let (rows, head) = try await request.desk.reader.withSession { session in
      try (
        Corrections.newest([AdjustmentPosted.type], before: before, limit: rowsMax + 1, in: session),
        session.query("SELECT position FROM head").first?.int64(0) ?? 0
      )
    }
    var table = LogTable(request).table(Array(rows.prefix(rowsMax)), caption: words("accountant.adjustments.posted"))
    table.empty = words("accountant.adjustments.none")
    if before != .max { table.previous = Link(words("auditor.log.newest"), path) }
    if rows.count > rowsMax {
      table.next = Link(words("auditor.log.older"), PathText.with(path, [("before", String(rows[rowsMax - 1].position))]))
    }
    var blocks: [Block] = [.table(table)]
    if request.identity?.may(.recordMoney) == true {
      blocks += [.heading(words("accountant.adjustments.new"), id: "new"), .form(AdjustmentForm(request).form())]
    }
    return Page(
      words("accountant.adjustments.title"), area: .accountant, lead: words("accountant.adjustments.lead"), asOf: head, blocks)
  }

  private static func post(_ request: PageRequest) async throws -> PageAnswer {
    do {
      let command = try AdjustmentForm(request).command()
      if let refusal = try await request.mistake(carryingOut: .payables(.adjust(command))) { throw refusal }
      return .seeOther(path, notice: request.words("accountant.done"))
    } catch let mistake as FormMistake {
      var page = try await page(request)
      page.blocks = page.blocks.answering(mistake, to: request)
      return .mistaken(page)
    }
  }
}
