import Ledger
import Office
import SignIn
import Web

/// By how much lines of each channel's statements may differ from the book without being looked at.
enum TolerancePages {
  static let routes: [PageRoute] = [
    .get(path, .only(.readMoney)) { .page(try await page($0)) }, .post(path, .only(.recordMoney)) { try await agree($0) },
  ]

  private static let path = "/tolerances"

  private static func page(_ request: PageRequest) async throws -> Page {
    let words = request.words
    let channels = try await ClerkSuggestions(request).channels()
    var rows: [[DataTable.Cell]] = []
    for channel in channels {
      guard let code = ChannelCode(checking: channel.value) else { continue }
      for agreed in try await request.desk.standings.standing(of: code).state.tolerances {
        rows.append([
          .init(channel.value, href: "/channels/" + PathText.segment(channel.value)), .init(channel.text),
          .init(request.amount(agreed.amount, agreed.currency.code)), .init(request.day(agreed.validFrom)),
        ])
      }
    }
    var blocks: [Block] = [
      .table(
        DataTable(
          words("accountant.tolerances.title"),
          columns: [
            .init(words("accountant.channel")), .init(words("accountant.tolerances.name")),
            .init(words("accountant.tolerances.amount"), isNumber: true), .init(words("accountant.tolerances.from")),
          ], rows: rows, empty: words("accountant.tolerances.none"), hidesCaption: true))
    ]
    if request.identity?.may(.recordMoney) == true {
      var channel = Field("channel", words("accountant.channel"), isRequired: true)
      channel.suggestions = channels
      blocks += [
        .heading(words("accountant.tolerances.new"), id: "new"),
        .form(
          Form(
            .post, path,
            fields: [
              channel,
              Field("amount", words("accountant.tolerances.amount"), .decimal, hint: words("accountant.tolerances.amount_hint"), isRequired: true),
              Field("date", words("accountant.tolerances.from"), .date, value: CalendarDate.todayHere.description, isRequired: true),
            ], submit: words("accountant.tolerances.agree"))),
      ]
    }
    return Page(
      words("accountant.tolerances.title"), area: .accountant, lead: words("accountant.tolerances.lead"),
      asOf: try await request.desk.log.headPosition(), trail: [Link(words("accountant.statements.title"), "/statements")], blocks)
  }

  private static func agree(_ request: PageRequest) async throws -> PageAnswer {
    do {
      if let refusal = try await request.mistake(carryingOut: .settlement(.agreeTolerance(try await command(request)))) { throw refusal }
      return .seeOther(path, notice: request.words("accountant.done"))
    } catch let mistake as FormMistake {
      var page = try await page(request)
      page.blocks = page.blocks.answering(mistake, to: request)
      return .mistaken(page)
    }
  }

  /// - Throws: `FormMistake` for what cannot be understood, and for a channel without terms on that day.
  private static func command(_ request: PageRequest) async throws -> AgreeTolerance {
    let (words, form) = (request.words, request.form)
    guard let code = ChannelCode(checking: form["channel"]) else {
      throw FormMistake(field: "channel", text: words("accountant.tolerances.channel_missing"))
    }
    guard let from = CalendarDate(form["date"]) else { throw FormMistake(field: "date", text: words("accountant.day_wrong")) }
    guard let terms = try await request.desk.log.channel(code)?.terms(begunBy: from) else {
      throw FormMistake(field: "channel", text: words("accountant.tolerances.no_terms", ["channel": code.text, "day": request.day(from)]))
    }
    guard let amount = request.minor(form["amount"], places: terms.currency.decimals) else {
      throw FormMistake(field: "amount", text: words("accountant.amount_wrong"))
    }
    return AgreeTolerance(channel: code, currency: terms.currency, amount: amount, validFrom: from)
  }
}
