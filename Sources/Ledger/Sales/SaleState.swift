/// One producer's part of one batch within a sale; nil for what is unallocated.
struct Pair: Hashable, Sendable {
  let batch: BatchCode?
  let producer: ProducerCode?
}

/// Money in the sale's currency and in the book's.
struct TwoAmounts: Hashable, Sendable {
  var own = Amounts.zero
  var book = Amounts.zero
  var quantity = Quantity.zero
}

/// What the book knows of a sale and of what came back from it.
public struct SaleState: Sendable {
  /// A return as it was recorded, to know it again.
  struct KnownReturn: Hashable, Sendable {
    let returned: SaleReturned
    let date: CalendarDate
  }

  /// The sale, once recorded, and its date.
  public private(set) var recorded: SaleRecorded?
  /// The sale's date.
  public private(set) var soldOn: CalendarDate?
  /// Whether it was taken back as a whole.
  public private(set) var isReversed = false
  /// How much has come back so far.
  public private(set) var returnedQuantity = Quantity.zero
  /// All draws in their order, later allocations included.
  private(set) var draws: [Draw] = []
  /// What each pair was given in all, and what was taken back from it so far.
  private(set) var given: [Pair: TwoAmounts] = [:]
  private(set) var takenBack: [Pair: TwoAmounts] = [:]
  /// Contributions of each pair, for weights.
  private(set) var contributed: [Pair: Quantity] = [:]
  /// What went back to each batch, and what should have gone back in all.
  private(set) var restocked: [BatchCode: Quantity] = [:]
  private(set) var restockedInAll = Quantity.zero
  private(set) var returns: [ReturnCode: KnownReturn] = [:]

  /// Nothing known yet.
  public init() {}

  /// How much is still out.
  public var outstanding: Quantity { (recorded?.quantity ?? .zero) - returnedQuantity }

  /// The batches it drew from, each once.
  public var drawnBatches: [BatchCode] { Set(draws.map(\.batch)).sorted() }

  /// What has no maker yet.
  var unallocated: Quantity { (recorded?.quantity ?? .zero) - draws.reduce(.zero) { $0 + $1.quantity } }

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .saleRecorded(let sale):
      (recorded, soldOn, draws) = (sale, date, sale.draws)
      add(sale.allocations, to: \.given, sign: 1)
    case .saleAllocated(let event):
      draws += event.draws
      add(event.change.allocations, to: \.given, sign: 1)
    case .saleReturned(let event):
      returnedQuantity += event.quantity
      if event.disposition == .restock { restockedInAll += event.quantity }
      returns[event.returned] = KnownReturn(returned: event, date: date)
      takeBack(event.change, event.restocks)
    case .saleReversed(let event):
      isReversed = true
      takeBack(event.change, event.restocks)
    default: break
    }
  }

  private mutating func takeBack(_ change: SaleLinesChange, _ restocks: [Draw]) {
    add(change.allocations, to: \.takenBack, sign: -1)
    for restock in restocks { restocked[restock.batch, default: .zero] += restock.quantity }
  }

  private mutating func add(_ allocations: [Allocation], to totals: WritableKeyPath<SaleState, [Pair: TwoAmounts]>, sign: Int64) {
    for allocation in allocations {
      let pair = Pair(batch: allocation.batch, producer: allocation.producer)
      var total = self[keyPath: totals][pair] ?? TwoAmounts()
      total.own = sign > 0 ? total.own + allocation.amounts : total.own - allocation.amounts
      total.book = sign > 0 ? total.book + allocation.bookAmounts : total.book - allocation.bookAmounts
      total.quantity += Quantity(thousandths: sign * allocation.quantity.thousandths)
      self[keyPath: totals][pair] = total
      contributed[pair] = allocation.contributed
    }
  }

  /// The sale's parts with its weights, in the order that settles ties. A batch drawn twice weighs what was drawn in all.
  func parts() -> [Part] {
    var drawn: [BatchCode: Draw] = [:]
    for draw in draws {
      drawn[draw.batch] = Draw(batch: draw.batch, quantity: (drawn[draw.batch]?.quantity ?? .zero) + draw.quantity, produced: draw.produced)
    }
    var contributions: [BatchCode: [Contribution]] = [:]
    for (pair, quantity) in contributed {
      if let batch = pair.batch, let producer = pair.producer {
        contributions[batch, default: []].append(Contribution(producer: producer, quantity: quantity))
      }
    }
    return orderedParts(drawn.values.map { ($0, contributions[$0.batch] ?? []) }, unallocated: unallocated)
  }

  /// What a restock of that much would put back to which batch: in the reverse order of drawing, what never came from a batch first.
  func restocks(of quantity: Quantity) -> [Draw] {
    let absorbed = restockedInAll - restocked.values.reduce(.zero, +)
    var left = quantity - min(quantity, max(.zero, unallocated - absorbed))
    var room = restocked
    var result: [Draw] = []
    for draw in draws.reversed() where left > .zero {
      let used = min(room[draw.batch] ?? .zero, draw.quantity)
      room[draw.batch] = (room[draw.batch] ?? .zero) - used
      let back = min(left, draw.quantity - used)
      if back > .zero { result.append(Draw(batch: draw.batch, quantity: back, produced: draw.produced)) }
      left -= back
    }
    return result
  }
}
