import Ledger
import Office
import Web

/// How far a batch has got: who has to be called when it is bad.
enum RecallPage {
  private static let rowsMax = 200

  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    var field = Field("batch", words(family: "clerk.field", "batch"), value: request.query("batch") ?? "", isRequired: true)
    field.suggestions = try await ClerkSuggestions(request).batches()
    var page = Page(
      words("clerk.recall.title"), area: .clerk, lead: words("clerk.recall.lead"), trail: [Link(words("clerk.title"), "/clerk")], [])
    func form() -> Block { .form(Form(.get, "/clerk/recall", fields: [field], submit: words("clerk.recall.find"))) }
    guard let asked = request.query("batch") else {
      page.blocks = [form()]
      return .page(page)
    }
    do {
      guard let code = BatchCode(checking: asked) else { throw OfficeProblem.unknown("") }
      let reach = try await BatchReach(of: code, in: request.desk.log)
      page.asOfPosition = reach.position
      page.blocks = [form()] + (try await blocks(request, reach))
      return .page(page)
    } catch is OfficeProblem {
      field.error = words("refusal.unknown.batch", ["code": asked])
      page.blocks = [form()]
      return .mistaken(page)
    }
  }

  private static func blocks(_ request: PageRequest, _ reach: BatchReach) async throws -> [Block] {
    let words = request.words
    let made = reach.produced
    let standing =
      reach.state.stock.recallReason.map { Notice(.bad, words("clerk.recall.recalled", ["reason": $0])) }
      ?? Notice(.plain, words("clerk.recall.not_recalled"))
    let names = try await request.names(of: made.contributions.prefix(rowsMax).map(\.producer.text))
    func name(_ field: String) -> String { words(family: "clerk.field", field) }
    let facts: [(name: String, value: [Inline])] = [
      (name("batch"), [Inline(made.batch.text, href: "/clerk/recorded/batch/" + PathText.segment(made.batch.text))]),
      (name("product"), [Inline(made.product.text)]), (name("produced_on"), [Inline(request.day(made.producedOn.description))]),
      (name("quantity"), [Inline(request.quantity(made.quantity.thousandths))]),
      (words("clerk.still_out"), [Inline(request.quantity(reach.stillOut.thousandths))]),
    ]
    var sales = DataTable(
      words("clerk.recall.sales"),
      columns: [
        .init(name("sale")), .init(name("sold_on")), .init(name("channel")), .init(name("quantity"), isNumber: true),
        .init(words("clerk.still_out"), isNumber: true),
      ],
      rows: reach.sales.prefix(rowsMax).map { sold in
        [
          .init(sold.sale.text, href: "/clerk/recorded/sale/" + PathText.segment(sold.sale.text)), .init(request.day(sold.soldOn.description)),
          .init([sold.channel.text, sold.outlet?.text].compactMap { $0 }.joined(separator: "/")), .init(request.quantity(sold.quantity.thousandths)),
          .init(request.quantity(sold.stillOut.thousandths)),
        ]
      })
    sales.empty = words("clerk.recall.never_sold")
    var places = DataTable(
      words("clerk.recorded.places"), columns: [.init(name("place")), .init(words("clerk.left"), isNumber: true)],
      rows: reach.state.stock.places.prefix(rowsMax).map {
        [.init(words(family: "clerk.place", $0.place.text)), .init(request.quantity($0.onHand.thousandths))]
      })
    places.empty = words("clerk.recorded.nowhere")
    let makers = DataTable(
      words("clerk.recorded.makers"), columns: [.init(name("producer")), .init(name("quantity"), isNumber: true)],
      rows: made.contributions.prefix(rowsMax).map {
        [.init(names[$0.producer.text] ?? $0.producer.text), .init(request.quantity($0.quantity.thousandths))]
      })
    var blocks: [Block] = [.notice(standing), .facts(facts), .table(sales)]
    if reach.sales.count > rowsMax { blocks.append(.text(words.count("clerk.recall.more_sales", Int64(reach.sales.count - rowsMax)))) }
    return blocks + [.table(places), .table(makers)]
  }
}
