import Ledger
import Office
import Web

/// What the book has of a dispatch: what was sent, and what of it arrived.
enum RecordedDispatch {
  @Sendable static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let asked = request.parameters["code"] ?? ""
    guard let code = DispatchCode(checking: asked) else { return .notFound(words("refusal.unknown.dispatch", ["code": asked])) }
    var (state, position) = (DispatchState(), Int64(0))
    for read in try await request.desk.log.ledgerEvents(of: .dispatch(code)) {
      state.evolve(read.event, on: read.date)
      position = read.position
    }
    guard let sent = state.dispatched else { return .notFound(words("refusal.unknown.dispatch", ["code": asked])) }
    func name(_ field: String) -> String { words(family: "clerk.field", field) }
    var facts: [(name: String, value: [Inline])] = [
      (name("from"), [Inline(words(family: "clerk.place", sent.from.text))]), (name("to"), [Inline(words(family: "clerk.place", sent.to.text))]),
      (words("clerk.sent_on"), [Inline(state.dispatchedOn.map { request.day($0.description) } ?? "")]),
    ]
    if let on = state.receivedOn { facts.append((words("clerk.received_on"), [Inline(request.day(on.description))])) }
    facts.append((words("clerk.position"), [Inline(words.numbers.whole(position))]))
    let came = Dictionary((state.received?.lines ?? []).map { ($0.batch, $0) }) { $1 }
    let table = DataTable(
      words("clerk.recorded.lines"),
      columns: [
        .init(name("batch")), .init(name("product")), .init(words("clerk.sent"), isNumber: true), .init(words("clerk.came"), isNumber: true),
      ],
      rows: sent.lines.map { line in
        let arrived = came[line.batch]
        let differs = arrived.map { $0.received != $0.dispatched } ?? false
        return [
          .init(line.batch.text, href: "/clerk/recorded/batch/" + PathText.segment(line.batch.text)), .init(line.product.text),
          .init(request.quantity(line.quantity.thousandths)),
          .init(arrived.map { request.quantity($0.received.thousandths) } ?? "–", tone: differs ? .warning : .plain),
        ]
      })
    var links = [
      Link(words("clerk.dispatch.again"), PathText.with("/clerk/dispatch", [("to", sent.to.text), ("from", sent.from.text)]), isMain: true)
    ]
    if state.received == nil { links.append(Link(words("clerk.receive.title"), PathText.with("/clerk/receive", [("dispatch", code.text)]))) }
    links.append(Link(words("clerk.done"), "/clerk"))
    return .page(
      Page(
        words("clerk.recorded.dispatch", ["dispatch": code.text]), area: .clerk, asOf: position, trail: [Link(words("clerk.title"), "/clerk")],
        [.facts(facts), .table(table), .links(links)]))
  }
}
