import EventLog
import Ledger

/// What an auditor finds who reads the whole log and believes nothing but the events: no state, no cache, no bookkeeper.
struct Audit {
  /// What is wrong, in sentences; empty when nothing is.
  private(set) var findings: [String] = []
  /// What is left of each batch by adding up all its movements, in thousandths.
  private(set) var stock: [String: Int64] = [:]
  /// Sales and returns by number, with how often each was recorded.
  private(set) var sales: [String: Int] = [:]
  private(set) var returns: [String: Int] = [:]

  private var stated: [String: Int64] = [:]

  init(_ events: [RecordedEvent]) throws {
    for event in events { try take(Event(type: event.type, payload: event.payload)) }
    for (batch, left) in stock where stated[batch] != left {
      findings.append("batch \(batch) states \(stated[batch] ?? -1) on hand, its movements come to \(left)")
    }
    for (sale, count) in sales where count != 1 { findings.append("sale \(sale) stands \(count) times in the log") }
    for (number, count) in returns where count != 1 { findings.append("return \(number) stands \(count) times in the log") }
  }

  private mutating func take(_ event: Event) {
    switch event {
    case .batchInspected(let inspected): move(inspected.batch, inspected.accepted, 1, onHand: inspected.onHand)
    case .batchDrawn(let drawn): move(drawn.movement.batch, drawn.movement.quantity, -1, onHand: drawn.movement.onHand)
    case .batchRestocked(let restocked): move(restocked.movement.batch, restocked.movement.quantity, 1, onHand: restocked.movement.onHand)
    case .saleRecorded(let sale): check(sale)
    case .saleReturned(let returned): returns[returned.returned.text, default: 0] += 1
    case .saleAllocated(let allocated):
      if allocated.change.amounts != .zero || allocated.change.bookAmounts != .zero {
        findings.append("allocating \(allocated.change.sale) makes or loses money")
      }
    default: break
    }
  }

  private mutating func move(_ batch: BatchCode, _ quantity: Quantity, _ sign: Int64, onHand: Quantity) {
    stock[batch.text, default: 0] += sign * quantity.thousandths
    stated[batch.text] = onHand.thousandths
    if let left = stock[batch.text], left < 0 { findings.append("batch \(batch) is overdrawn: \(left)") }
  }

  private mutating func check(_ sale: SaleRecorded) {
    sales[sale.sale.text, default: 0] += 1
    if sale.allocations.reduce(.zero, { $0 + $1.amounts }) != sale.amounts { findings.append("the parts of \(sale.sale) do not add up") }
    if sale.allocations.reduce(.zero, { $0 + $1.bookAmounts }) != sale.bookAmounts {
      findings.append("the parts of \(sale.sale) do not add up in book currency")
    }
    if sale.allocations.reduce(.zero, { $0 + $1.quantity }) != sale.quantity { findings.append("the goods of \(sale.sale) do not add up") }
    let drawn = sale.draws.reduce(Quantity.zero) { $0 + $1.quantity }
    if drawn + (sale.unallocated?.quantity ?? .zero) != sale.quantity { findings.append("\(sale.sale) drew other goods than it sold") }
  }
}
