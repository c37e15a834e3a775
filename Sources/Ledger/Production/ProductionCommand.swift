/// What is asked about a batch that is recorded.
public enum ProductionCommand: Hashable, Sendable {
  /// To write down what was accepted and rejected.
  case inspect(InspectBatch)
  /// To take it from sale, and to let it back.
  case recall(RecallBatch)
  case liftRecall(LiftRecall)
  /// To write goods off.
  case writeOff(WriteOff)
  /// To buy all of it for the association.
  case buy(BuyBatch)

  /// Which batch.
  public var batch: BatchCode {
    switch self {
    case .inspect(let command): command.batch
    case .recall(let command): command.batch
    case .liftRecall(let command): command.batch
    case .writeOff(let command): command.batch
    case .buy(let command): command.batch
    }
  }

  /// Whether deciding needs every event of the batch, and not its first and last alone.
  public var needsWholeBatch: Bool {
    switch self {
    case .inspect, .buy: true
    case .writeOff(let command): command.reference != nil
    case .recall, .liftRecall: false
    }
  }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .inspect(let command): command.write(to: &writer)
    case .recall(let command): command.write(to: &writer)
    case .liftRecall(let command): command.write(to: &writer)
    case .writeOff(let command): command.write(to: &writer)
    case .buy(let command): command.write(to: &writer)
    }
  }
}

/// What something asked about a batch would record.
/// - Parameters:
///   - state: the batch; all of it, when `command.needsWholeBatch`.
///   - payables: what its makers have; looked at only to buy it.
///   - book: the book's currency.
/// - Throws: `Refusal`; nothing is recorded then.
public func decide(_ command: ProductionCommand, given state: BatchState, payables: PayablesState, book: Currency) throws(Refusal) -> Decision {
  switch command {
  case .inspect(let command): try decide(command, given: state, book: book)
  case .recall(let command): try decide(command, given: state)
  case .liftRecall(let command): try decide(command, given: state)
  case .writeOff(let command): try decide(command, given: state, book: book)
  case .buy(let command): try decide(command, given: state, payables: payables, book: book)
  }
}

extension BatchState {
  /// The batch, for a fact of a day.
  /// - Throws: `Refusal.unknown` when there is none, `.before` when it was not made yet.
  func existing(_ code: BatchCode, on date: CalendarDate) throws(Refusal) -> BatchProduced {
    guard let produced else { throw .unknown(.batch, code.text) }
    guard date >= produced.producedOn else { throw .before("the making of batch \(code)", produced.producedOn) }
    return produced
  }

  /// Refuses to take more from a place than lies there.
  func check(_ quantity: Quantity, at place: Place, of batch: BatchCode) throws(Refusal) {
    guard quantity <= stock[place] else { throw .goods(.notThere(place, batch, asked: quantity, available: stock[place])) }
  }

  /// Whether a paper with that number said the same before.
  /// - Throws: `Refusal.differs` when it said something else.
  func knows(_ reference: String?, _ date: CalendarDate, of batch: BatchCode, same: (Event) -> Bool) throws(Refusal) -> Bool {
    guard let reference, let known = papers[reference] else { return false }
    let thing = "paper \(reference) of batch \(batch)"
    guard same(known.event) else { throw .differs(thing, column: "reference", there: known.event.type, here: "something else") }
    try Ledger.same(known.date.description, date.description, "date", of: thing)
    return true
  }
}
