import Ledger

extension BookCache {
  func dispatch(_ code: DispatchCode) -> DispatchState {
    if case .dispatch(let state) = self[.dispatch(code)]?.state { state } else { DispatchState() }
  }
  func count(_ code: CountCode) -> CountState {
    if case .count(let state) = self[.count(code)]?.state { state } else { CountState() }
  }

  /// What a decision about where goods lie depends on.
  func context(of command: MovementCommand, book: Currency) -> MovementContext {
    var (dispatched, counted) = (DispatchState(), CountState())
    switch command {
    case .dispatch(let command): dispatched = dispatch(command.dispatch)
    case .receive(let command): dispatched = dispatch(command.dispatch)
    case .count(let command): counted = count(command.count)
    case .adjust: break
    }
    var batches: [BatchCode: BatchState] = [:]
    for code in command.batches + (dispatched.dispatched?.lines.map(\.batch) ?? []) { batches[code] = batch(code) }
    var channels: [ChannelCode: ChannelState] = [:]
    for code in command.places.compactMap(\.channel) { channels[code] = channel(code) }
    return MovementContext(batches: batches, channels: channels, dispatch: dispatched, count: counted, book: book)
  }
}
