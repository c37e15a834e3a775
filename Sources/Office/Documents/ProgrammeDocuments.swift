import Exchange
import Ledger

/// Documents about sites, programmes, trainings, grants, consent and published figures.
enum ProgrammeDocuments {
  /// The kinds there are.
  static let kinds = [
    "claim", "close-site", "consent", "enrol", "grant", "leave", "open-site", "programme", "training", "withdraw-claim", "withdraw-consent",
  ]

  /// What a document asks for; nil for a kind that is not of a programme.
  static func command(_ kind: String, _ members: DocumentMembers) throws -> Command? {
    try (people(kind, members) ?? money(kind, members) ?? claims(kind, members)).map { .programme($0) }
  }

  private static func people(_ kind: String, _ members: DocumentMembers) throws -> ProgrammeCommand? {
    switch kind {
    case "programme":
      return try .openProgramme(
        OpenProgramme(
          programme: members.code("programme"), name: members.text("name"), funder: members.optionalText("funder"), from: members.date("from"),
          to: members.optionalDate("to")))
    case "enrol":
      return try .enrol(
        EnrolInProgramme(
          programme: members.code("programme"), enrolment: members.code("enrolment"), unit: members.choice("unit"),
          count: members.optionalWholeNumber("count") ?? 1, persons: members.optionalWholeNumber("persons"),
          producer: members.optionalCode("producer"), community: members.optionalCode("community"), site: members.optionalCode("site"),
          date: members.date()))
    case "leave":
      return try .leave(
        LeaveProgramme(
          programme: members.code("programme"), enrolment: members.code("enrolment"), reason: members.text("reason"), date: members.date()))
    case "training":
      return try .completeTraining(
        CompleteTraining(
          training: members.code("training"), topic: members.text("topic"), hours: members.optionalWholeNumber("hours"),
          site: members.optionalCode("site"), programme: members.optionalCode("programme"), participants: codes("participants", members),
          others: members.optionalWholeNumber("others") ?? 0, date: members.date()))
    case "consent", "withdraw-consent":
      return try .consent(
        ChangeConsent(
          producer: members.code("producer"), purpose: members.choice("purpose"), isGiven: kind == "consent", date: members.date()))
    default: return nil
    }
  }

  private static func money(_ kind: String, _ members: DocumentMembers) throws -> ProgrammeCommand? {
    switch kind {
    case "open-site":
      return try .openSite(
        OpenSite(
          site: members.code("site"), name: members.text("name"), community: members.code("community"), kind: members.choice("kind"),
          programme: members.optionalCode("programme"), funding: funding(members), date: members.date()))
    case "close-site":
      return try .closeSite(CloseSite(site: members.code("site"), reason: members.text("reason"), date: members.date()))
    case "grant":
      let (programme, site): (ProgrammeCode?, SiteCode?) = (try members.optionalCode("programme"), try members.optionalCode("site"))
      let recipient: GrantRecipient
      switch (programme, site) {
      case (let programme?, nil): recipient = .programme(programme)
      case (nil, let site?): recipient = .site(site)
      default: throw DocumentProblem(of: nil, "a grant is given for a \"programme\" or for a \"site\"; write one of the two")
      }
      let currency = try members.currency()
      return try .recordGrant(
        RecordGrant(
          grant: members.code("grant"), payer: members.text("payer"), use: members.optionalText("use"), recipient: recipient,
          amount: members.amount("amount", currency), currency: currency, date: members.date()))
    default: return nil
    }
  }

  /// Payers, with an amount and its currency where they are known.
  private static func funding(_ members: DocumentMembers) throws -> [Funding] {
    let parts = try members.optionalObjects("funding", of: "payer, and amount and currency where they are known") ?? []
    return try parts.map { part in
      let payer = try part.text("payer")
      var funding = Funding(payer: payer)
      if part.value("amount") != nil {
        let currency = try part.currency()
        funding = Funding(payer: payer, amount: try part.amount("amount", currency), currency: currency)
      }
      try part.checkAllUsed(by: "open-site")
      return funding
    }
  }

  private static func claims(_ kind: String, _ members: DocumentMembers) throws -> ProgrammeCommand? {
    switch kind {
    case "claim":
      let published = try PublishedFigure(
        source: members.text("source"), statement: members.text("statement"), figure: figure(members),
        bound: members.optionalChoice("bound") ?? .exactly,
        unit: members.text("unit"), definition: members.choice("definition"), scope: scope(members))
      return try .recordClaim(RecordClaim(claim: members.code("claim"), published: published, publishedOn: members.date("published_on")))
    case "withdraw-claim":
      return try .withdrawClaim(WithdrawClaim(claim: members.code("claim"), reason: members.text("reason"), date: members.date()))
    default: return nil
    }
  }

  private static func scope(_ members: DocumentMembers) throws -> ClaimScope {
    guard let through = try optionalMonth("through", members) else { throw DocumentProblem(of: "through", "\"through\" is missing or empty") }
    return try ClaimScope(
      from: optionalMonth("from", members), through: through, channels: codes("channels", members), country: members.optionalText("country"),
      hsCode: members.optionalText("hs_code"), oblast: members.optionalText("oblast"), payer: members.optionalText("payer"),
      programme: members.optionalCode("programme"), site: members.optionalCode("site"), siteKind: members.optionalChoice("site_kind"))
  }

  private static func figure(_ members: DocumentMembers) throws -> DecimalNumber {
    let text = try members.text("figure")
    guard let figure = DecimalNumber(text) else {
      throw DocumentProblem(of: "figure", "\"figure\": «\(text)» is no number; write it in whole units with a decimal point, such as 2500000 or 8.05")
    }
    return figure
  }

  private static func optionalMonth(_ name: String, _ members: DocumentMembers) throws -> Month? {
    guard let text = try members.optionalText(name) else { return nil }
    guard let month = Month(text) else { throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is no month; write it like 2024-01") }
    return month
  }

  /// An array of codes; none when it is missing.
  private static func codes<Named>(_ name: String, _ members: DocumentMembers) throws -> [Code<Named>] {
    guard members.value(name) != nil else { return [] }
    return try members.list(name, of: "codes").map { element in
      try DocumentMembers([name: element]).code(name)
    }
  }
}
