import Web

/// Where a clerk begins: what she records, as large buttons.
enum ClerkStart {
  static func page(_ request: PageRequest) -> Page {
    let words = request.words
    return Page(
      words("clerk.title"), area: .clerk, lead: words("clerk.lead"),
      [
        .links([
          Link(words("clerk.sale.title"), "/clerk/sale", isMain: true), Link(words("clerk.batch.title"), "/clerk/batch", isMain: true),
          Link(words("clerk.return.title"), "/clerk/return", isMain: true), Link(words("clerk.dispatch.title"), "/clerk/dispatch", isMain: true),
          Link(words("clerk.receive.title"), "/clerk/receive", isMain: true), Link(words("clerk.inspect.title"), "/clerk/inspect", isMain: true),
        ]),
        .heading(words("clerk.more"), id: "more"),
        .links([
          Link(words("clerk.import.title"), "/clerk/import"), Link(words("clerk.entries.title"), "/clerk/entries"),
          Link(words("batches.title"), "/batches"), Link(words("clerk.recall.title"), "/clerk/recall"), Link(words("clerk.stock"), "/reports/stock"),
        ]),
      ])
  }
}
