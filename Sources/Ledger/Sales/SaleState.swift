/// One producer's part of one batch within a sale; goods of our own have no producer, what is unallocated has neither.
struct Pair: Hashable, Sendable {
  let batch: BatchCode?
  let producer: ProducerCode?

  var isOwn: Bool { batch != nil && producer == nil }
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
  /// Lines that were added after the sale, and lines by which something was taken back. Summed up only when goods come back, which is rare.
  private var allocatedLater: [Allocation] = []
  private var takenBackLines: [Allocation] = []
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
    case .saleRecorded(let sale): (recorded, soldOn, draws) = (sale, date, sale.draws)
    case .saleAllocated(let event):
      draws += event.draws
      allocatedLater += event.change.allocations
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
    takenBackLines += change.allocations
    for restock in restocks { restocked[restock.batch, default: .zero] += restock.quantity }
  }

  /// What each pair was given in all.
  /// - Complexity: O(lines).
  func given() -> [Pair: TwoAmounts] { Self.sums([recorded?.allocations ?? [], allocatedLater], sign: 1) }

  /// What was taken back from each pair so far.
  /// - Complexity: O(lines).
  func takenBack() -> [Pair: TwoAmounts] { Self.sums([takenBackLines], sign: -1) }

  private static func sums(_ lines: [[Allocation]], sign: Int64) -> [Pair: TwoAmounts] {
    var totals: [Pair: TwoAmounts] = [:]
    for allocation in lines.joined() {
      let pair = Pair(batch: allocation.batch, producer: allocation.producer)
      var total = totals[pair] ?? TwoAmounts()
      total.own = sign > 0 ? total.own + allocation.amounts : total.own - allocation.amounts
      total.book = sign > 0 ? total.book + allocation.bookAmounts : total.book - allocation.bookAmounts
      total.quantity += Quantity(thousandths: sign * allocation.quantity.thousandths)
      totals[pair] = total
    }
    return totals
  }

  /// The sale's parts with its weights, in the order that settles ties. A batch drawn twice weighs what was drawn in all.
  func parts() -> [Part] {
    var drawn: [BatchCode: Draw] = [:]
    for draw in draws {
      let quantity = (drawn[draw.batch]?.quantity ?? .zero) + draw.quantity
      drawn[draw.batch] = Draw(batch: draw.batch, place: draw.place, quantity: quantity, produced: draw.produced, cost: draw.cost)
    }
    // A pair's contribution to its batch is the same in all of its lines.
    var contributed: [Pair: Quantity] = [:]
    for line in [recorded?.allocations ?? [], allocatedLater, takenBackLines].joined() where !line.isUnallocated {
      contributed[Pair(batch: line.batch, producer: line.producer)] = line.contributed
    }
    var contributions: [BatchCode: [Contribution]] = [:]
    for (pair, quantity) in contributed {
      if let batch = pair.batch, let producer = pair.producer {
        contributions[batch, default: []].append(Contribution(producer: producer, quantity: quantity))
      }
    }
    return orderedParts(
      drawn.values.map { ($0, (contributions[$0.batch] ?? []).sorted { $0.producer < $1.producer }) }, unallocated: unallocated)
  }

  /// What a restock of that much would put back to which batch, and where it was drawn: in the reverse order of drawing, what never came from a batch
  /// first. Goods of our own take their cost back along.
  func restocks(of quantity: Quantity) -> [Draw] {
    let absorbed = restockedInAll - restocked.values.reduce(.zero, +)
    var left = quantity - min(quantity, max(.zero, unallocated - absorbed))
    var room = restocked
    var result: [Draw] = []
    for draw in draws.reversed() where left > .zero {
      let used = min(room[draw.batch] ?? .zero, draw.quantity)
      room[draw.batch] = (room[draw.batch] ?? .zero) - used
      let back = min(left, draw.quantity - used)
      if back > .zero {
        let cost = draw.costTakenBack(back, before: used)
        result.append(Draw(batch: draw.batch, place: draw.place, quantity: back, produced: draw.produced, cost: cost))
      }
      left -= back
    }
    return result
  }
}
