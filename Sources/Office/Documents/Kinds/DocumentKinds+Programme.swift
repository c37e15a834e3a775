import Ledger

// Kinds about sites, programmes, trainings, grants, consent and published figures.
extension DocumentKinds {
  static let programme: [DocumentKind] = [
    DocumentKind(
      "open-site",
      [
        .needs("site", .code), .needs("name", .text), .needs("community", .code), .needs("kind", .word(SiteKind.self)), .may("programme", .code),
        .may("funding", .list([.needs("payer", .text), .may("amount", .money), .may("currency", .currency)])), .needs("date", .date),
      ]),
    DocumentKind("close-site", [.needs("site", .code), .needs("reason", .text), .needs("date", .date)]),
    DocumentKind(
      "programme", [.needs("programme", .code), .needs("name", .text), .may("funder", .text), .needs("from", .date), .may("to", .date)]),
    DocumentKind(
      "enrol",
      [
        .needs("programme", .code), .needs("enrolment", .code), .needs("unit", .word(EnrolmentUnit.self)), .may("count", .integer),
        .may("persons", .integer), .may("producer", .code), .may("community", .code), .may("site", .code), .needs("date", .date),
      ]),
    DocumentKind("leave", [.needs("programme", .code), .needs("enrolment", .code), .needs("reason", .text), .needs("date", .date)]),
    DocumentKind(
      "training",
      [
        .needs("training", .code), .needs("topic", .text), .may("hours", .integer), .may("site", .code), .may("programme", .code),
        .may("participants", .values(.code)), .may("others", .integer), .needs("date", .date),
      ]),
    DocumentKind(
      "grant",
      [
        .needs("grant", .code), .needs("payer", .text), .may("use", .text), .may("programme", .code), .may("site", .code),
        .needs("amount", .money), .needs("currency", .currency), .needs("date", .date),
      ]),
    DocumentKind("consent", consent),
    DocumentKind("withdraw-consent", consent),
    DocumentKind(
      "claim",
      [
        .needs("claim", .code), .needs("source", .text), .needs("statement", .text), .needs("figure", .decimal),
        .may("bound", .word(ClaimBound.self)), .needs("unit", .text), .needs("definition", .word(ClaimDefinition.self)),
        .needs("published_on", .date), .may("from", .month), .needs("through", .month), .may("channels", .values(.code)), .may("country", .text),
        .may("hs_code", .text), .may("oblast", .text), .may("payer", .text), .may("programme", .code), .may("site", .code),
        .may("site_kind", .word(SiteKind.self)),
      ]),
    DocumentKind("withdraw-claim", [.needs("claim", .code), .needs("reason", .text), .needs("date", .date)]),
  ]

  private static let consent: [DocumentMember] = [.needs("producer", .code), .needs("purpose", .word(ConsentPurpose.self)), .needs("date", .date)]
}
