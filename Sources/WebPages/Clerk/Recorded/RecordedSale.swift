import Ledger
import Office
import Web

/// What the book has of a sale: shown after it was recorded, and whenever somebody comes back to it.
enum RecordedSale {
  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let asked = request.parameters["code"] ?? ""
    guard let code = SaleCode(checking: asked) else { return .notFound(words("refusal.unknown.sale", ["code": asked])) }
    var state = SaleState()
    var (position, returns): (Int64, [(SaleReturned, CalendarDate)]) = (0, [])
    for read in try await request.desk.log.ledgerEvents(of: .sale(code)) {
      state.evolve(read.event, on: read.date)
      position = read.position
      if case .saleReturned(let event) = read.event { returns.append((event, read.date)) }
    }
    guard let sale = state.recorded else { return .notFound(words("refusal.unknown.sale", ["code": asked])) }
    var page = Page(
      words("clerk.recorded.sale", ["sale": sale.sale.text]), area: .clerk, asOf: position, trail: [Link(words("clerk.title"), "/clerk")],
      [.facts(facts(request, sale, state, position))])
    if state.isReversed { page.blocks.append(.notice(Notice(.warning, words("clerk.recorded.reversed")))) }
    if let waiting = sale.unallocated {
      let quantity = request.quantity(waiting.quantity.thousandths)
      page.blocks.append(.notice(Notice(.warning, words("clerk.recorded.unallocated", ["quantity": quantity]))))
    }
    page.blocks.append(.table(try await parts(request, sale)))
    if let left = try await left(request, sale) { page.blocks.append(.table(left)) }
    if !returns.isEmpty { page.blocks.append(.table(table(request, returns))) }
    page.blocks.append(.links(links(request, sale)))
    return .page(page)
  }

  private static func facts(_ request: PageRequest, _ sale: SaleRecorded, _ state: SaleState, _ position: Int64) -> [(name: String, value: [Inline])]
  {
    let words = request.words
    func name(_ field: String) -> String { words(family: "clerk.field", field) }
    var facts: [(name: String, value: [Inline])] = [
      (name("product"), [Inline(sale.goods.product.text)]), (name("quantity"), [Inline(request.quantity(sale.quantity.thousandths))]),
      (words("clerk.gross"), [Inline(request.amount(sale.amounts.gross, sale.currency.code))]),
      (name("channel"), [Inline([sale.place.channel.text, sale.place.outlet?.text].compactMap { $0 }.joined(separator: "/"))]),
      (name("sold_on"), [Inline(state.soldOn.map { request.day($0.description) } ?? "")]),
    ]
    if sale.amounts.discount != 0 { facts.append((name("discount"), [Inline(request.amount(sale.amounts.discount, sale.currency.code))])) }
    if let receipt = sale.receipt { facts.append((name("receipt"), [Inline(receipt)])) }
    facts.append((words("clerk.still_out"), [Inline(request.quantity(state.isReversed ? 0 : state.outstanding.thousandths))]))
    facts.append((words("clerk.position"), [Inline(words.numbers.whole(position))]))
    return facts
  }

  /// Whose goods were sold, and what each gets.
  private static func parts(_ request: PageRequest, _ sale: SaleRecorded) async throws -> DataTable {
    let words = request.words
    let names = try await request.names(of: sale.allocations.compactMap { $0.producer?.text })
    return DataTable(
      words("clerk.recorded.parts"),
      columns: [
        .init(words(family: "clerk.field", "producer")), .init(words(family: "clerk.field", "batch")),
        .init(words(family: "clerk.field", "quantity"), isNumber: true), .init(words("clerk.net"), isNumber: true),
      ],
      rows: sale.allocations.map { part in
        let who = part.isUnallocated ? words("clerk.nobody_yet") : part.producer.map { names[$0.text] ?? $0.text } ?? words("clerk.association")
        return [
          .init(who), .init(part.batch?.text ?? "–", href: part.batch.map { "/clerk/recorded/batch/" + PathText.segment($0.text) }),
          .init(request.quantity(part.quantity.thousandths)), .init(request.amount(part.amounts.net, sale.currency.code)),
        ]
      })
  }

  /// What is left of the batches it was taken from.
  private static func left(_ request: PageRequest, _ sale: SaleRecorded) async throws -> DataTable? {
    let batches = Set(sale.draws.map(\.batch)).sorted().prefix(20)
    guard !batches.isEmpty else { return nil }
    var rows: [[DataTable.Cell]] = []
    for batch in batches {
      var state = BatchState()
      for read in try await request.desk.log.ledgerEvents(of: .batch(batch)) { state.evolve(read.event, on: read.date) }
      rows.append([
        .init(batch.text, href: "/clerk/recorded/batch/" + PathText.segment(batch.text)), .init(request.quantity(state.stock.total.thousandths)),
      ])
    }
    let words = request.words
    return DataTable(
      words("clerk.recorded.left"), columns: [.init(words(family: "clerk.field", "batch")), .init(words("clerk.left"), isNumber: true)], rows: rows)
  }

  private static func table(_ request: PageRequest, _ returns: [(SaleReturned, CalendarDate)]) -> DataTable {
    let words = request.words
    return DataTable(
      words("clerk.recorded.returns"),
      columns: [
        .init(words(family: "clerk.field", "return")), .init(words(family: "clerk.field", "returned_on")),
        .init(words(family: "clerk.field", "quantity"), isNumber: true), .init(words(family: "clerk.field", "disposition")),
        .init(words(family: "clerk.field", "cause")),
      ],
      rows: returns.map { event, date in
        [
          .init(event.returned.text), .init(request.day(date.description)), .init(request.quantity(event.quantity.thousandths)),
          .init(words(family: "clerk.disposition", event.disposition.rawValue)), .init(event.cause ?? ""),
        ]
      })
  }

  private static func links(_ request: PageRequest, _ sale: SaleRecorded) -> [Link] {
    let words = request.words
    let alike: [(String, String)] = [
      ("product", sale.goods.product.text), ("unit_price", sale.unitPrice.description), ("channel", sale.place.channel.text),
      ("outlet", sale.place.outlet?.text ?? ""), ("currency", sale.currency.code), ("country", sale.place.country),
    ].filter { !$0.1.isEmpty }
    return [
      Link(words("clerk.sale.again"), PathText.with("/clerk/sale", alike), isMain: true),
      Link(words("clerk.return.title"), PathText.with("/clerk/return", [("sale", sale.sale.text)])), Link(words("clerk.done"), "/clerk"),
    ]
  }
}
