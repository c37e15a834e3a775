import Auditing
import Ledger
import Office
import SignIn
import Web

/// A batch from its producers to the shelf: its making, checks and certificates, where it lies, its sales and what came back, event by event.
enum BatchTracePage {
  /// Rows of each table; what is more is counted.
  static let rowsMax = 200
  /// Sales that are followed to their money; each costs some questions to the log.
  private static let followedMax = 50

  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let code = BatchPages.code(request) else { return BatchPages.unknown(request) }
    let reach: BatchReach
    do { reach = try await BatchReach(of: code, in: request.desk.log) } catch is OfficeProblem { return BatchPages.unknown(request) }
    // Read after the goods, so that what is told of events is never behind them for longer than folding takes.
    let trace = try await GoodsTrace.of(.batch(code), options: request.desk.owner, salesMax: followedMax)
    let name = try await request.productNames([reach.produced.product.text])[reach.produced.product.text]
    var page = Page(
      words("clerk.recorded.batch", ["batch": code.text]), area: .clerk, lead: name, asOf: reach.position,
      trail: [Link(words("batches.title"), "/batches")], [standing(request, reach), .facts(facts(request, reach, name))])
    page.blocks.append(.links(links(request, code)))
    page.blocks.append(.table(try await makers(request, reach)))
    if let trace {
      let details = try await BatchDetails(request, reach.produced, trace)
      page.blocks += BatchSteps(request: request, trace: trace, details: details).blocks
    }
    page.blocks.append(.table(places(request, reach)))
    page.blocks.append(.table(sales(request, reach)))
    if reach.sales.count > rowsMax { page.blocks.append(.text(words.count("clerk.recall.more_sales", Int64(reach.sales.count - rowsMax)))) }
    return .page(page)
  }

  private static func standing(_ request: PageRequest, _ reach: BatchReach) -> Block {
    reach.state.stock.recallReason.map { .notice(Notice(.bad, request.words("clerk.recall.recalled", ["reason": $0]))) }
      ?? .notice(Notice(.plain, request.words("clerk.recall.not_recalled")))
  }

  private static func facts(_ request: PageRequest, _ reach: BatchReach, _ product: String?) -> [(name: String, value: [Inline])] {
    let (words, made, state) = (request.words, reach.produced, reach.state)
    func name(_ field: String) -> String { words(family: "clerk.field", field) }
    func amount(_ quantity: Quantity) -> [Inline] {
      [Inline(request.quantity(quantity.thousandths), href: BatchPages.explanation(made.batch.text, request))]
    }
    var facts: [(name: String, value: [Inline])] = [
      (name("product"), [Inline([product, made.product.text].compactMap { $0 }.joined(separator: " · "))]),
      (name("produced_on"), [Inline(request.day(made.producedOn.description))]),
      (name("kind"), [Inline(words(family: "clerk.kind", made.kind.rawValue))]),
    ]
    if let site = made.site { facts.append((name("site"), [Inline(site)])) }
    return facts + [
      (name("quantity"), amount(made.quantity)), (name("accepted"), amount(state.accepted ?? .zero)), (name("rejected"), amount(state.rejected)),
      (words("clerk.left"), amount(state.stock.total)), (words("clerk.still_out"), amount(reach.stillOut)),
    ]
  }

  private static func links(_ request: PageRequest, _ code: BatchCode) -> [Link] {
    let words = request.words
    var links = [Link(words("batches.label"), BatchPages.path(code.text) + "/label", isMain: true)]
    if let path = BatchPages.explanation(code.text, request) { links.append(Link(words("batches.explain"), path)) }
    if request.identity?.may(.readLog) == true {
      links.append(Link(words("batches.events"), PathText.with("/log", [("stream", "batch/" + code.text)])))
      links.append(Link(words("batches.claims"), "/claims"))
    }
    if request.identity?.may(.recordGoods) == true {
      links.append(Link(words("clerk.recall.title"), PathText.with("/clerk/recall", [("batch", code.text)])))
    }
    return links
  }

  private static func makers(_ request: PageRequest, _ reach: BatchReach) async throws -> DataTable {
    let words = request.words
    let shown = reach.produced.contributions.prefix(rowsMax)
    let names = try await request.names(of: shown.map(\.producer.text))
    let opens = request.identity?.may(.readReports) == true
    return DataTable(
      words("clerk.recorded.makers"),
      columns: [.init(words(family: "clerk.field", "producer")), .init(words(family: "clerk.field", "quantity"), isNumber: true)],
      rows: shown.map { part in
        let code = part.producer.text
        return [
          .init(names[code] ?? code, href: opens ? "/producers/" + PathText.segment(code) : nil),
          .init(request.quantity(part.quantity.thousandths), href: BatchPages.explanation(reach.produced.batch.text, request)),
        ]
      })
  }

  private static func places(_ request: PageRequest, _ reach: BatchReach) -> DataTable {
    let words = request.words
    var table = DataTable(
      words("clerk.recorded.places"), columns: [.init(words(family: "clerk.field", "place")), .init(words("clerk.left"), isNumber: true)],
      rows: reach.state.stock.places.prefix(rowsMax).map {
        [
          .init(words(family: "clerk.place", $0.place.text)),
          .init(request.quantity($0.onHand.thousandths), href: BatchPages.explanation(reach.produced.batch.text, request)),
        ]
      })
    table.empty = words("clerk.recorded.nowhere")
    return table
  }

  private static func sales(_ request: PageRequest, _ reach: BatchReach) -> DataTable {
    let words = request.words
    func name(_ field: String) -> String { words(family: "clerk.field", field) }
    let opens = request.identity?.may(.recordGoods) == true
    var table = DataTable(
      words("clerk.recall.sales"),
      columns: [
        .init(name("sale")), .init(name("sold_on")), .init(name("channel")), .init(name("quantity"), isNumber: true),
        .init(words("batches.restocked"), isNumber: true), .init(words("clerk.still_out"), isNumber: true),
      ],
      rows: reach.sales.prefix(rowsMax).map { sold in
        [
          .init(sold.sale.text, href: opens ? "/clerk/recorded/sale/" + PathText.segment(sold.sale.text) : nil),
          .init(request.day(sold.soldOn.description)), .init([sold.channel.text, sold.outlet?.text].compactMap { $0 }.joined(separator: "/")),
          .init(request.quantity(sold.quantity.thousandths), href: BatchPages.explanation(reach.produced.batch.text, request)),
          .init(request.quantity(sold.restocked.thousandths), href: BatchPages.explanation(reach.produced.batch.text, request)),
          .init(request.quantity(sold.stillOut.thousandths), href: BatchPages.explanation(reach.produced.batch.text, request)),
        ]
      })
    table.empty = words("clerk.recall.never_sold")
    return table
  }
}
