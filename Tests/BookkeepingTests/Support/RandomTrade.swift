import Ledger
import TestSupport

/// Commands as busy, careless shops would give them: mostly sensible, often repeated, sometimes wrong.
struct RandomTrade {
  private var random: SplitMix64
  /// Goes before all numbers, so that two shops may use different ones.
  private let prefix: String
  private var issued: [Command] = []
  private var saleCount = 0
  private var batchCount = 0
  private var returnCount = 0
  private var (dispatchCount, countCount) = (0, 0)

  init(seed: UInt64, prefix: String = "") { (random, self.prefix) = (SplitMix64(seed: seed), prefix) }

  /// Trade with the village's goods: batches, sales, returns, and now and then a repetition.
  mutating func trade(_ count: Int) -> [Command] { (0..<count).map { _ in next(trade: true) } }

  /// All kinds of commands.
  mutating func history(_ count: Int) -> [Command] { (0..<count).map { _ in next(trade: false) } }

  private mutating func next(trade: Bool) -> Command {
    let command = !issued.isEmpty && chance(8) ? issued[number(0...issued.count - 1)] : trade || chance(85) ? goods() : other()
    issued.append(command)
    return command
  }

  private mutating func goods() -> Command {
    switch number(1...100) {
    case ...18: return production()
    case ...65: return aSale()
    case ...88:
      returnCount += 1
      let number = chance(95) ? "\(prefix)R\(returnCount)" : "\(prefix)R\(number(1...returnCount))"
      return .returnGoods(
        ReturnGoods(
          returned: .init(number), returnedOn: someDay(30), sale: someSale(), quantity: quantity(4), disposition: chance(75) ? .restock : .scrap))
    case ...94: return .reverseSale(ReverseSale(sale: someSale(), reason: "typed twice", date: someDay(60)))
    default: return .allocateSale(AllocateSale(sale: someSale(), date: someDay(60)))
    }
  }

  private mutating func other() -> Command {
    if chance(50) { return movement() }
    switch number(1...5) {
    case 1: return rate(pick(["USD", "JPY"]), "\(number(1...200)).5", on: someDay().description)
    case 2: return terms(pick(["SHOP", "FAIR"]), Int64(number(0...40)) * 100, 500, from: someDay().description)
    case 3: return product(pick(["RUG", "HAT", "BAG"]), name: pick(["Килем", "Шырдак"]))
    case 4: return producer(pick(["P1", "P2", "P3"]), name: pick(["Айгүл", "Нурбек"]), group: pick(["G1", "G2"]))
    default:
      let change: ChangeProducerStatus.Change = pick([.deactivate(reason: "moved"), .reactivate, .reactivate])
      return status(pick(["P1", "P2"]), change, on: someDay().description)
    }
  }

  /// What becomes of goods, and where they go.
  private mutating func movement() -> Command {
    let batch = "\(prefix)B\(number(max(0, batchCount - 4)...batchCount))"
    switch number(1...9) {
    case 1: return waitingBatch("\(prefix)W\(number(1...6))", Int64(number(5...9)), of: pick(["RUG", "HAT"]))
    case 2: return inspect("\(prefix)W\(number(1...6))", accepted: Int64(number(1...4)), rejected: Int64(number(0...1)))
    case 3: return inspect(batch, rejected: 1, again: true, pick([nil, "L \(number(1...5))"]))
    case 4, 5:
      dispatchCount += 1
      return dispatch("\(prefix)D\(dispatchCount)", [(batch, Int64(number(1...3)))], to: outlet("O\(number(1...3))"), on: someDay(20).description)
    case 6, 7:
      let lines: [(String, Int64)]? = chance(70) ? nil : [(batch, Int64(number(0...4)))]
      return receive("\(prefix)D\(number(max(0, dispatchCount - 2)...dispatchCount))", lines, on: "2024-04-01")
    case 8: return pick([recall(batch), liftRecall(batch), writeOff(batch, 1, pick([nil, "W \(number(1...5))"]))])
    default:
      countCount += 1
      return pick([count("\(prefix)C\(countCount)", [(batch, Int64(number(0...5)))]), adjust(batch, by: Int64(number(-2...2)), "A \(number(1...5))")])
    }
  }

  private mutating func production() -> Command {
    if chance(92) { batchCount += 1 }
    let makers = chance(97) ? ["P1", "P2"].prefix(number(1...2)) : ["NOBODY"]
    return .recordBatch(
      RecordBatch(
        batch: .init("\(prefix)B\(batchCount)"), product: .init(pick(["RUG", "RUG", "HAT"])), producedOn: someDay(),
        contributions: makers.map { Contribution(producer: .init($0), quantity: quantity(12)) }))
  }

  private mutating func aSale() -> Command {
    if chance(94) { saleCount += 1 }
    return .recordSale(
      RecordSale(
        sale: .init("\(prefix)S\(saleCount)"), soldOn: someDay(20), channel: .init(chance(97) ? "SHOP" : "FAIR"),
        outlet: chance(10) ? .init("O\(number(1...3))") : nil, product: .init(pick(["RUG", "RUG", "HAT"])),
        batch: chance(20) ? .init("\(prefix)B\(number(0...batchCount))") : nil, quantity: quantity(9),
        unitPrice: DecimalNumber(mantissa: Int64(number(1...200_000)), scale: number(0...3)) ?? decimal("1"),
        currency: chance(80) ? .kgs : currency(pick(["USD", "JPY"])), allowsUnallocated: chance(60)))
  }

  private mutating func someSale() -> SaleCode { SaleCode("\(prefix)S\(number(max(0, saleCount - 8)...max(1, saleCount)))") }
  private mutating func someDay(_ later: Int = 0) -> CalendarDate { day("2024-01-01").adding(days: number(0...60) + number(0...later)) }
  private mutating func quantity(_ units: Int) -> Quantity {
    chance(60) ? Quantity(units: Int64(number(1...units))) : Quantity(thousandths: Int64(number(1...1000 * units)))
  }
  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func pick<T>(_ values: [T]) -> T { values[number(0...values.count - 1)] }
}
