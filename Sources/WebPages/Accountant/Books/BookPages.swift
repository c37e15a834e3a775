import Ledger
import Office
import ReadModels
import Web

/// The books proper: trial balance and journal.
enum BookPages {
  static let routes: [PageRoute] = [
    .get("/trial-balance", .only(.readMoney)) { try await trialBalance($0) },
    .get("/journal", .only(.readMoney)) { try await JournalPage.answer($0) },
  ]

  private static func trialBalance(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    var parameters = request.reportParameters()
    // What stands on an account is counted from the book's beginning.
    (parameters.from, parameters.account) = (nil, nil)
    let (answer, table) = try await request.paged(
      "trial-balance", caption: words("accountant.trial.title"), parameters: parameters,
      links: { column, row in
        guard column == "account" || column == "name", case .text(let account) = row[0] else { return nil }
        return JournalPage.path(request, account: account)
      })
    let (debit, credit) = answer.reportRows.reduce((Int64(0), Int64(0))) { ($0.0 + $1.number("debit"), $0.1 + $1.number("credit")) }
    let isEven = debit == credit
    let note = Notice(
      isEven ? .good : .bad,
      words(isEven ? "accountant.trial.even" : "accountant.trial.uneven", ["debit": request.money(debit), "credit": request.money(credit)]))
    let form = Form(
      .get, "/trial-balance", fields: [Field("to", words("accountant.to"), .date, value: request.query("to") ?? "")], submit: words("accountant.show")
    )
    return .page(
      Page(
        words("accountant.trial.title"), area: .accountant, lead: words("accountant.trial.lead"), asOf: answer.asOfPosition, hasTime: true,
        [.form(form), .notice(note), .table(table)]))
  }
}
