import Ledger

/// Commands about goods as a busy, careless hub would give them, for the book of `TestBook.trading()`: mostly sensible, sometimes wrong.
struct GoodsHistory {
  private var random: SplitMix64
  private var (batches, dispatches, counts, sales, returns) = (0, 0, 0, 0, 0)

  /// Where goods may lie in such a history, and one place that the book does not know.
  static let places: [Place] = [.hub, .samples, .quarantine, .channel(.init("SHOP")), outlet("A"), outlet("B"), .channel(.init("NOBODY"))]

  init(seed: Int) { random = SplitMix64(seed: seed) }

  /// The next command, whatever became of those before it.
  mutating func next() -> Command {
    switch random.number(1...100) {
    case ...14: production()
    case ...22: inspection()
    case ...25: .production(.recall(RecallBatch(batch: someBatch(), reason: random.pick(["moths", "lead"]), by: "office", date: someDay())))
    case ...28: .production(.liftRecall(LiftRecall(batch: someBatch(), reason: "cleaned", by: "office", date: someDay())))
    case ...33: writeOff()
    case ...50: dispatch()
    case ...64: receipt()
    case ...69: count()
    case ...73: adjustment()
    case ...90: sale()
    default: comeback()
    }
  }

  private mutating func production() -> Command {
    batches += 1
    var lines: [Contribution] = []
    for _ in 0..<random.number(1...3) { lines.append(Contribution(producer: .init(random.pick(["P1", "P2", "P3"])), quantity: someQuantity(20))) }
    let isInspected = random.chance(60)
    let inputs = random.chance(20) ? [MaterialInput(material: "wool", quantity: someQuantity(9), unit: .kilogram, cost: 5, currency: .kgs)] : []
    return .recordBatch(
      RecordBatch(
        batch: .init("B\(batches)"), product: .init(random.pick(["SLIPPER", "SLIPPER", "RUG"])),
        kind: random.pick([.regular, .regular, .order, .test]),
        site: random.chance(20) ? "Kochkor" : nil, producedOn: someDay(), contributions: lines,
        accepted: isInspected && random.chance(40) ? someQuantity(10) : nil, isInspected: isInspected, inputs: inputs))
  }

  private mutating func inspection() -> Command {
    let again = random.chance(30)
    let rejected = random.chance(60) ? someQuantity(4) : .zero
    return .production(
      .inspect(
        InspectBatch(
          batch: someBatch(), date: someDay(), accepted: again ? .zero : someQuantity(10), rejected: rejected,
          by: random.pick(Inspection.allCases), inspector: random.chance(30) ? "laboratory 2" : nil,
          reasons: random.chance(50) && rejected > .zero ? [Reject(reason: "stained", quantity: rejected)] : [], again: again,
          place: again && random.chance(50) ? somePlace() : nil, reference: random.chance(20) ? "L-\(random.number(1...9))" : nil)))
  }

  private mutating func writeOff() -> Command {
    .production(
      .writeOff(
        WriteOff(
          batch: someBatch(), place: somePlace(), quantity: someQuantity(3), reason: "burnt", date: someDay(),
          reference: random.chance(20) ? "W-\(random.number(1...9))" : nil)))
  }

  private mutating func dispatch() -> Command {
    if random.chance(95) { dispatches += 1 }
    let toHub = random.chance(20)
    return .movement(
      .dispatch(
        DispatchGoods(
          dispatch: .init("D\(dispatches)"), date: someDay(), from: toHub || random.chance(15) ? somePlace() : .hub,
          to: toHub ? .hub : somePlace(), lines: someLines(8))))
  }

  private mutating func receipt() -> Command {
    .movement(
      .receive(
        ReceiveGoods(
          dispatch: .init("D\(random.number(max(0, dispatches - 4)...max(1, dispatches)))"), date: someDay(),
          lines: random.chance(60) ? nil : someLines(8))))
  }

  private mutating func count() -> Command {
    if random.chance(95) { counts += 1 }
    return .movement(.count(CountStock(count: .init("C\(counts)"), place: somePlace(), date: someDay(), lines: someLines(6))))
  }

  private mutating func adjustment() -> Command {
    .movement(
      .adjust(
        AdjustStock(
          batch: someBatch(), place: somePlace(), change: thousandths(random.number(-3000...3000)), reason: "found", date: someDay(),
          reference: random.chance(20) ? "A-\(random.number(1...9))" : nil)))
  }

  private mutating func sale() -> Command {
    sales += 1
    let command = RecordSale(
      sale: .init("S\(sales)"), soldOn: someDay(), channel: .init("SHOP"), outlet: random.pick([nil, .init("A"), .init("B")]),
      product: .init(random.pick(["SLIPPER", "SLIPPER", "RUG"])), batch: random.chance(30) ? someBatch() : nil, quantity: someQuantity(6),
      unitPrice: decimal("100"), currency: .kgs, allowsUnallocated: random.chance(40))
    return .recordSale(command)
  }

  private mutating func comeback() -> Command {
    let sale = SaleCode("S\(random.number(max(0, sales - 6)...max(1, sales)))")
    if random.chance(20) { return .reverseSale(ReverseSale(sale: sale, reason: "typed twice", date: day("2024-04-30"))) }
    returns += 1
    return .returnGoods(
      ReturnGoods(
        returned: .init("R\(returns)"), returnedOn: day("2024-04-30"), sale: sale, quantity: someQuantity(3),
        disposition: random.chance(80) ? .restock : .scrap))
  }

  private mutating func someLines(_ units: Int64) -> [GoodsLine] {
    (0..<random.number(1...3)).map { _ in GoodsLine(batch: someBatch(), quantity: someQuantity(units)) }
  }

  private mutating func someBatch() -> BatchCode { BatchCode("B\(random.number(max(0, batches - 5)...max(1, batches)))") }
  private mutating func somePlace() -> Place { random.chance(75) ? random.pick([.hub, outlet("A"), outlet("B")]) : random.pick(Self.places) }
  private mutating func someDay() -> CalendarDate { day("2024-01-01").adding(days: random.number(0...60)) }

  private mutating func someQuantity(_ units: Int64) -> Quantity {
    random.chance(2)
      ? thousandths(random.number(-1...0)) : thousandths(random.chance(60) ? 1000 * random.number(1...units) : random.number(1...1000 * units))
  }
}
