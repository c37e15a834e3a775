public import EventLog
public import Ledger

/// How far a batch has got: who made it, where it lies, and every sale it went into.
///
/// Found through the batch's own stream and those of its sales, by index: what it costs depends on the batch and not on how large the book is.
public struct BatchReach: Sendable {
  /// Goods of the batch that went into one sale.
  public struct Sold: Sendable {
    /// The sale and its day.
    public let sale: SaleCode, soldOn: CalendarDate
    /// Where it was sold.
    public let channel: ChannelCode, outlet: OutletCode?, country: String
    /// What the sale took of the batch, and what of that was put back into stock.
    public let quantity: Quantity, restocked: Quantity
    /// What may still be out there: not put back, and not more than the sale's goods that did not come back. Goods that came back and were scrapped are not
    /// told apart by batch, so of a sale from several batches it is the most there can be.
    public let stillOut: Quantity
  }

  /// Its making, as recorded.
  public let produced: BatchProduced
  /// All the book knows of it.
  public let state: BatchState
  /// By date, then number.
  public let sales: [Sold]
  /// How far the log was read.
  public let position: Int64

  /// What may still be out there in all.
  public var stillOut: Quantity { sales.reduce(.zero) { $0 + $1.stillOut } }

  /// How many sales' streams are read at once.
  private static let salesAtOnce = 1_000

  /// Reads it from the log.
  /// - Throws: `OfficeProblem.unknown` for a batch that the book does not know.
  public init(of batch: BatchCode, in log: some WritableLog) async throws {
    position = try await log.headPosition()
    var state = BatchState()
    var taken: [SaleCode: (drawn: Quantity, back: Quantity)] = [:]
    for read in try await log.ledgerEvents(of: .batch(batch)) {
      state.evolve(read.event, on: read.date)
      switch read.event {
      case .batchDrawn(let event): taken[event.movement.sale, default: (.zero, .zero)].drawn += event.movement.quantity
      case .batchRestocked(let event): taken[event.movement.sale, default: (.zero, .zero)].back += event.movement.quantity
      default: break
      }
    }
    guard let produced = state.produced else { throw OfficeProblem.unknown(Refusal.unknown(.batch, batch.text).message) }
    (self.produced, self.state) = (produced, state)
    var sales: [Sold] = []
    var rest = taken.keys.sorted()[...]
    while !rest.isEmpty {
      let some = rest.prefix(Self.salesAtOnce)
      var states: [SaleCode: SaleState] = [:]
      for read in try await log.ledgerEvents(ofAll: some.map { .sale($0) }) {
        guard let code = StreamName(read.stream).flatMap({ SaleCode(checking: $0.code) }) else { continue }
        states[code, default: SaleState()].evolve(read.event, on: read.date)
      }
      for code in some {
        guard let state = states[code], let amounts = taken[code] else { continue }
        if let sold = Sold(code, state, drawn: amounts.drawn, back: amounts.back) { sales.append(sold) }
      }
      rest = rest.dropFirst(some.count)
    }
    self.sales = sales.sorted { ($0.soldOn, $0.sale) < ($1.soldOn, $1.sale) }
  }
}

extension BatchReach.Sold {
  fileprivate init?(_ code: SaleCode, _ state: SaleState, drawn: Quantity, back: Quantity) {
    guard let recorded = state.recorded, let soldOn = state.soldOn else { return nil }
    (sale, self.soldOn, quantity, restocked) = (code, soldOn, drawn, back)
    (channel, outlet, country) = (recorded.place.channel, recorded.place.outlet, recorded.place.country)
    stillOut = state.isReversed ? .zero : min(drawn - back, state.outstanding)
  }
}
