import Ledger
import Office
import ReadModels
import Web

/// The journal: what was booked, document by document; of one account, one channel, some days.
enum JournalPage {
  private static let columns = [
    "position", "occurred_on", "type", "document", "account", "name", "channel", "debit", "credit", "currency", "amount",
  ]

  /// The journal of one account, for the time that is looked at.
  static func path(_ request: PageRequest, account: String) -> String {
    let kept = ["from", "to", "channel"].compactMap { name in request.query(name).map { (name, $0) } }
    return PathText.with("/journal", [("account", account)] + kept + request.timeValues)
  }

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let title = words("accountant.journal.title")
    var parameters = request.reportParameters()
    if let from = parameters.from, let to = parameters.to, to < from {
      let form = try await filter(request, mistake: words("accountant.days_order"))
      return .mistaken(Page(title, area: .accountant, lead: words("accountant.journal.lead"), hasTime: true, [.form(form)]))
    }
    parameters.channel = parameters.channel?.uppercased()
    let (answer, table) = try await request.paged(
      "journal", caption: title, only: columns, parameters: parameters,
      links: { column, row in
        switch column {
        case "position": if case .int64(let position) = row[0], request.identity?.may(.readLog) == true { "/log/\(position)" } else { nil }
        case "account", "name": if case .text(let account) = row[5] { path(request, account: account) } else { nil }
        default: nil
        }
      })
    var blocks: [Block] = [.form(try await filter(request))]
    if let account = parameters.account.flatMap(Account.init) { blocks.append(.figures([try await balance(request, account, parameters)])) }
    blocks.append(.table(table))
    return .page(
      Page(
        title, area: .accountant, lead: words("accountant.journal.lead"), asOf: answer.asOfPosition, hasTime: true,
        trail: parameters.account == nil ? [] : [Link(words("accountant.trial.title"), request.link("/trial-balance"))], blocks))
  }

  /// What stands on the account at the end of the days asked for.
  private static func balance(_ request: PageRequest, _ account: Account, _ journal: ReportParameters) async throws -> Figure {
    var parameters = journal
    (parameters.from, parameters.channel, parameters.account) = (nil, nil, nil)
    let rows = try await request.desk.reporter.run("trial-balance", parameters: parameters).reportRows
    let balance = rows.first { $0.text("account") == account.rawValue }?.number("balance") ?? 0
    return Figure(
      name(request, account), request.money(balance), note: request.words("accountant.journal.balance"),
      href: request.explainPath("trial-balance", [("account", account.rawValue)], parameters))
  }

  private static func name(_ request: PageRequest, _ account: Account) -> String {
    "\(account.rawValue) · " + (request.words.member(of: "account", account.rawValue) ?? account.name)
  }

  /// What to show: days, an account, a channel.
  private static func filter(_ request: PageRequest, mistake: String? = nil) async throws -> Form {
    let words = request.words
    let accounts =
      [(value: "", text: words("accountant.journal.all_accounts"))] + Account.allCases.map { (value: $0.rawValue, text: name(request, $0)) }
    var channel = Field("channel", words("accountant.channel"), value: request.query("channel") ?? "")
    channel.suggestions = try await request.channels().map { (value: $0.key, text: $0.value.name) }.sorted { $0.value < $1.value }
    return Form(
      .get, "/journal",
      fields: [
        Field("account", words("accountant.journal.account"), .select(accounts), value: request.query("account") ?? ""), channel,
        Field("from", words("accountant.from"), .date, value: request.query("from") ?? ""),
        Field("to", words("accountant.to"), .date, value: request.query("to") ?? "", error: mistake),
      ], submit: words("accountant.show"))
  }
}
