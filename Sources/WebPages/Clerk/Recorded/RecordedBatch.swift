import Ledger
import Office
import Web

/// What the book has of a batch: who made it, what was found good, and where it lies.
enum RecordedBatch {
  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let asked = request.parameters["code"] ?? ""
    guard let code = BatchCode(checking: asked) else { return .notFound(words("refusal.unknown.batch", ["code": asked])) }
    var (state, position) = (BatchState(), Int64(0))
    for read in try await request.desk.log.ledgerEvents(of: .batch(code)) {
      state.evolve(read.event, on: read.date)
      position = read.position
    }
    guard let made = state.produced else { return .notFound(words("refusal.unknown.batch", ["code": asked])) }
    var page = Page(
      words("clerk.recorded.batch", ["batch": made.batch.text]), area: .clerk, asOf: position, trail: [Link(words("clerk.title"), "/clerk")],
      [.facts(facts(request, made, state, position))])
    if let reason = state.stock.recallReason {
      page.blocks.insert(.notice(Notice(.bad, words("clerk.recall.recalled", ["reason": reason]))), at: 0)
    }
    if state.waiting > .zero {
      let link = Link(words("clerk.inspect.title"), PathText.with("/clerk/inspect", [("batch", made.batch.text)]))
      page.blocks.append(
        .notice(Notice(.plain, words("clerk.recorded.waits", ["quantity": request.quantity(state.waiting.thousandths)]), link: link)))
    }
    page.blocks.append(.table(try await makers(request, made)))
    page.blocks.append(.table(places(request, state)))
    page.blocks.append(
      .links([
        Link(
          words("clerk.batch.again"),
          PathText.with("/clerk/batch", [("product", made.product.text), ("kind", made.kind.rawValue)] + (made.site.map { [("site", $0)] } ?? [])),
          isMain: true), Link(words("clerk.recall.title"), PathText.with("/clerk/recall", [("batch", made.batch.text)])),
        Link(words("clerk.done"), "/clerk"),
      ]))
    return .page(page)
  }

  private static func facts(_ request: PageRequest, _ made: BatchProduced, _ state: BatchState, _ position: Int64) -> [(
    name: String, value: [Inline]
  )] {
    let words = request.words
    func name(_ field: String) -> String { words(family: "clerk.field", field) }
    return [
      (name("product"), [Inline(made.product.text)]), (name("produced_on"), [Inline(request.day(made.producedOn.description))]),
      (name("kind"), [Inline(words(family: "clerk.kind", made.kind.rawValue))]),
      (name("quantity"), [Inline(request.quantity(made.quantity.thousandths))]),
      (name("accepted"), [Inline(request.quantity((state.accepted ?? .zero).thousandths))]),
      (name("rejected"), [Inline(request.quantity(state.rejected.thousandths))]),
      (words("clerk.left"), [Inline(request.quantity(state.stock.total.thousandths))]),
      (words("clerk.position"), [Inline(words.numbers.whole(position))]),
    ]
  }

  private static func makers(_ request: PageRequest, _ made: BatchProduced) async throws -> DataTable {
    let words = request.words
    let shown = made.contributions.prefix(200)
    let names = try await request.names(of: shown.map(\.producer.text))
    return DataTable(
      words("clerk.recorded.makers"),
      columns: [.init(words(family: "clerk.field", "producer")), .init(words(family: "clerk.field", "quantity"), isNumber: true)],
      rows: shown.map { part in
        [.init(names[part.producer.text] ?? part.producer.text), .init(request.quantity(part.quantity.thousandths))]
      })
  }

  /// Where its goods lie.
  private static func places(_ request: PageRequest, _ state: BatchState) -> DataTable {
    let words = request.words
    var table = DataTable(
      words("clerk.recorded.places"), columns: [.init(words(family: "clerk.field", "place")), .init(words("clerk.left"), isNumber: true)],
      rows: state.stock.places.prefix(100).map {
        [.init(words(family: "clerk.place", $0.place.text)), .init(request.quantity($0.onHand.thousandths))]
      })
    table.empty = words("clerk.recorded.nowhere")
    return table
  }
}
