/// What is asked about where goods lie.
public enum MovementCommand: Hashable, Sendable {
  /// To send goods, and to receive them.
  case dispatch(DispatchGoods)
  case receive(ReceiveGoods)
  /// To count what lies at a place, and to put the book right.
  case count(CountStock)
  case adjust(AdjustStock)

  /// The stream that holds it: a document's own, or the batch's.
  public var subject: StreamName {
    switch self {
    case .dispatch(let command): .dispatch(command.dispatch)
    case .receive(let command): .dispatch(command.dispatch)
    case .count(let command): .count(command.count)
    case .adjust(let command): .batch(command.batch)
    }
  }

  /// The batches it names; of a receipt without lines the dispatch tells them.
  public var batches: [BatchCode] {
    switch self {
    case .dispatch(let command): command.lines.map(\.batch)
    case .receive(let command): command.lines?.map(\.batch) ?? []
    case .count(let command): command.lines.map(\.batch)
    case .adjust(let command): [command.batch]
    }
  }

  /// The places it names.
  public var places: [Place] {
    switch self {
    case .dispatch(let command): [command.from, command.to]
    case .receive: []
    case .count(let command): [command.place]
    case .adjust(let command): [command.place]
    }
  }

  /// Whether deciding needs every event of the batches, and not their first and last alone.
  public var needsWholeBatches: Bool {
    if case .adjust(let command) = self { command.reference != nil } else { false }
  }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .dispatch(let command): command.write(to: &writer)
    case .receive(let command): command.write(to: &writer)
    case .count(let command): command.write(to: &writer)
    case .adjust(let command): command.write(to: &writer)
    }
  }
}

/// What must be known to decide where goods lie.
public struct MovementContext: Sendable {
  /// The batches that are named, by the command or by the dispatch it is about; those the book does not know may be left out.
  public let batches: [BatchCode: BatchState]
  /// The channels whose places are named.
  public let channels: [ChannelCode: ChannelState]
  /// The dispatch or count it is about.
  public let dispatch: DispatchState, count: CountState
  /// The book's currency.
  public let book: Currency

  /// Everything a movement depends on.
  public init(
    batches: [BatchCode: BatchState], channels: [ChannelCode: ChannelState] = [:], dispatch: DispatchState = DispatchState(),
    count: CountState = CountState(), book: Currency
  ) {
    (self.batches, self.channels, self.dispatch, self.count, self.book) = (batches, channels, dispatch, count, book)
  }

  /// A batch, for a fact of a day.
  /// - Throws: `Refusal.unknown` when there is none, `.before` when it was not made yet.
  func batch(_ code: BatchCode, on date: CalendarDate) throws(Refusal) -> (state: BatchState, produced: BatchProduced) {
    let state = batches[code] ?? BatchState()
    return (state, try state.existing(code, on: date))
  }

  /// Refuses a place of a channel that the book does not know.
  func check(_ place: Place) throws(Refusal) {
    guard let channel = place.channel else { return }
    guard channels[channel]?.opened != nil else { throw .unknown(.channel, channel.text) }
  }
}

/// What something asked about where goods lie would record.
/// - Throws: `Refusal`; nothing is recorded then.
public func decide(_ command: MovementCommand, given context: MovementContext) throws(Refusal) -> Decision {
  switch command {
  case .dispatch(let command): try decide(command, given: context)
  case .receive(let command): try decide(command, given: context)
  case .count(let command): try decide(command, given: context)
  case .adjust(let command): try decide(command, given: context)
  }
}

/// Goods that may not lie at a place: test batches lie with the samples, recalled ones in quarantine, and nothing else does.
func check(_ batch: BatchCode, _ state: BatchState, mayLieAt place: Place) throws(Refusal) {
  if let reason = state.stock.recallReason, place != .quarantine { throw .goods(.recalled(batch, reason: reason)) }
  if state.isTest, place != .samples, place != .quarantine { throw .goods(.testBatch(batch)) }
  if !state.isTest, place == .samples { throw .malformed(column: "place", "only test batches lie with the samples; \(batch) is none") }
  if !state.isRecalled, place == .quarantine { throw .goods(.notRecalled(batch)) }
}
