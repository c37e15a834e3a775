import Ledger

/// What must be read before it is decided what becomes of goods and where they lie.
extension Needs {
  /// A batch; all of it, where its first and last events do not tell enough.
  mutating func need(_ command: ProductionCommand) {
    reliesOn = [.calendar]
    // What it is bought for is available to its makers at once.
    if case .buy = command { reliesOn.append(.payables) }
    streams = [.batch(command.batch)] + reliesOn
    if command.needsWholeBatch { whole = [.batch(command.batch)] }
  }

  /// The document, the batches on it, and the channels whose places it names: also who does not write them must not be overtaken.
  mutating func need(_ command: MovementCommand) {
    reliesOn = [.calendar] + Set(command.places.compactMap(\.channel)).sorted().map { .channel($0) }
    let batches = Set(command.batches).sorted().map { StreamName.batch($0) }
    streams = [command.subject] + batches + reliesOn
    if command.needsWholeBatches { whole = batches }
  }

  /// What becomes known to be needed once the dispatch itself has been read.
  mutating func addGoods(of dispatch: DispatchState) {
    let known = Set(streams)
    for line in dispatch.dispatched?.lines ?? [] where !known.contains(.batch(line.batch)) { streams.append(.batch(line.batch)) }
  }
}
