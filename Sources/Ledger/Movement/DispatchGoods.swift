/// What is to be sent of one batch.
public struct GoodsLine: Hashable, Sendable {
  /// Which batch, and how much.
  public let batch: BatchCode, quantity: Quantity

  /// A line of a delivery note.
  public init(batch: BatchCode, quantity: Quantity) { (self.batch, self.quantity) = (batch, quantity) }

  func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("quantity", asTyped: quantity.thousandths)
  }
}

/// Asks to send goods from one place to another; goods come back from an outlet in the same way.
public struct DispatchGoods: Hashable, Sendable {
  /// The dispatch's number, and the day.
  public let dispatch: DispatchCode, date: CalendarDate
  /// From where to where; the hub, a channel or an outlet.
  public let from: Place, to: Place
  /// What; several lines of one batch are added up.
  public let lines: [GoodsLine]

  /// A delivery note.
  public init(dispatch: DispatchCode, date: CalendarDate, from: Place = .hub, to: Place, lines: [GoodsLine]) {
    (self.dispatch, self.date, self.from, self.to, self.lines) = (dispatch, date, from, to, lines)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("dispatch", dispatch.text)
    writer.member("from", from.text)
    writer.member("lines", lines) { $1.write(to: &$0) }
    writer.member("to", to.text)
  }
}

/// What the book knows of a dispatch.
public struct DispatchState: Sendable {
  /// What was sent and what arrived, once they were.
  public private(set) var dispatched: GoodsDispatched?, received: GoodsReceived?
  /// When.
  public private(set) var dispatchedOn: CalendarDate?, receivedOn: CalendarDate?

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .goodsDispatched(let event): (dispatched, dispatchedOn) = (event, date)
    case .goodsReceived(let event): (received, receivedOn) = (event, date)
    default: break
    }
  }
}

/// What sending goods would record: the document, a fact for each batch, and that the place they go to keeps a stock of its own from now on.
/// - Throws: `GoodsRefusal.notThere` when less lies at the place than is to leave it; nothing is recorded then, of no line.
func decide(_ command: DispatchGoods, given context: MovementContext) throws(Refusal) -> Decision {
  for place in [command.from, command.to] {
    if [.samples, .quarantine].contains(place) { throw .goods(.notForDispatch(place)) }
    if let channel = place.channel, Place.problem(of: channel) != nil { throw .goods(.noPlaceOfItsOwn(channel)) }
    try context.check(place)
  }
  guard command.from != command.to else { throw .goods(.samePlace(command.to)) }
  guard !command.lines.isEmpty else { throw .missing(column: "lines") }
  var quantities: [BatchCode: Quantity] = [:]
  for line in command.lines {
    try checkQuantity(line.quantity)
    quantities[line.batch, default: .zero] += line.quantity
  }
  var lines: [DispatchLine] = []
  for (batch, quantity) in quantities.sorted(by: { $0.key < $1.key }) {
    try checkQuantity(quantity)
    lines.append(DispatchLine(batch: batch, product: try context.batch(batch, on: command.date).produced.product, quantity: quantity))
  }
  let event = GoodsDispatched(dispatch: command.dispatch, from: command.from, to: command.to, lines: lines)
  if let known = context.dispatch.dispatched {
    let thing = "dispatch \(command.dispatch)"
    try same(context.dispatch.dispatchedOn?.description, command.date.description, "date", of: thing)
    try same(known.from.text, command.from.text, "from", of: thing)
    try same(known.to.text, command.to.text, "to", of: thing)
    guard known == event else { throw .differs(thing, column: "lines", there: "other goods", here: "these") }
    return .unchanged
  }
  var facts = trackingFacts(command, context)
  facts.append(Fact(.goodsDispatched(event), in: .dispatch(command.dispatch), on: command.date))
  for line in lines {
    let state = context.batches[line.batch] ?? BatchState()
    if let reason = state.stock.recallReason { throw .goods(.recalled(line.batch, reason: reason)) }
    if state.isTest { throw .goods(.testBatch(line.batch)) }
    try state.check(line.quantity, at: command.from, of: line.batch)
    let sent = BatchDispatched(
      dispatch: command.dispatch, line: line, from: command.from, to: command.to,
      stock: state.stock.sending(line.quantity, from: command.from, to: command.to))
    facts.append(Fact(.batchDispatched(sent), in: .batch(line.batch), on: command.date))
  }
  return .record(facts)
}

/// That an outlet is open, and that the place keeps a stock of its own, where the book does not say so yet for that day.
private func trackingFacts(_ command: DispatchGoods, _ context: MovementContext) -> [Fact] {
  guard let channel = command.to.channel, let state = context.channels[channel] else { return [] }
  var facts: [Fact] = []
  let outlet = command.to.outlet
  if let outlet, !state.outlets.contains(outlet) {
    facts.append(Fact(.outletOpened(OutletOpened(channel: channel, outlet: outlet)), in: .channel(channel), on: command.date))
  }
  if !state.tracked.isTracked(command.to, on: command.date) {
    let tracked = StockTracked(channel: channel, outlet: outlet, since: command.date)
    facts.append(Fact(.stockTracked(tracked), in: .channel(channel), on: command.date))
  }
  return facts
}
