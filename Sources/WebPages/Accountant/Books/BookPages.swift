import Ledger
import Office
import ReadModels
import Web

/// The books proper: trial balance and journal.
enum BookPages {
  static let routes: [PageRoute] = [
    .get("/trial-balance", .only(.readMoney)) { try await trialBalance($0) }, .get("/journal", .only(.readMoney)) { try await journal($0) },
  ]

  private static func trialBalance(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let parameters = request.reportParameters()
    let (answer, table) = try await request.paged(
      "trial-balance", caption: words("accountant.trial.title"), parameters: parameters)
    let (debit, credit) = answer.reportRows.reduce((Int64(0), Int64(0))) { ($0.0 + $1.number("debit"), $0.1 + $1.number("credit")) }
    let isEven = debit == credit
    let note = Notice(
      isEven ? .good : .bad,
      words(isEven ? "accountant.trial.even" : "accountant.trial.uneven", ["debit": request.money(debit), "credit": request.money(credit)]))
    return .page(
      Page(
        words("accountant.trial.title"), area: .accountant, lead: words("accountant.trial.lead"), asOf: answer.asOfPosition, hasTime: true,
        [days(request, "/trial-balance"), .notice(note), .table(table)]))
  }

  private static func journal(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let parameters = request.reportParameters()
    let (answer, table) = try await request.paged(
      "journal", caption: words("accountant.journal.title"),
      only: ["position", "occurred_on", "type", "document", "account", "name", "channel", "debit", "credit", "currency", "amount"],
      parameters: parameters,
      links: { column, row in if column == "position", case .int64(let position) = row[0] { "/log/\(position)" } else { nil } })
    return .page(
      Page(
        words("accountant.journal.title"), area: .accountant, lead: words("accountant.journal.lead"), asOf: answer.asOfPosition, hasTime: true,
        [days(request, "/journal"), .table(table)]))
  }

  /// From when to when.
  private static func days(_ request: PageRequest, _ action: String) -> Block {
    let words = request.words
    let hidden = request.timeValues.map { Field($0.0, "", .hidden, value: $0.1) }
    return .form(
      Form(
        .get, action,
        fields: [
          Field("from", words("accountant.from"), .date, value: request.query("from") ?? ""),
          Field("to", words("accountant.to"), .date, value: request.query("to") ?? ""),
        ] + hidden, submit: words("accountant.show")))
  }
}
