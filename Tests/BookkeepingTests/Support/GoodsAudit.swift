import EventLog
import Ledger

/// What an auditor finds about goods who adds up the lines of all events and believes nothing else.
struct GoodsAudit {
  /// What is wrong, in sentences; empty when nothing is.
  private(set) var findings: [String] = []
  /// What lies at each place of each batch, as `B1 hub 3`; what is on its way, as `B1 SHOP/A +1`. In thousandths, in order, nothing left out but zeros.
  var stock: [String] {
    sums.flatMap { batch, places in
      places.flatMap { place, sum in
        (sum.onHand == 0 ? [] : ["\(batch) \(place) \(sum.onHand)"]) + (sum.inTransit == 0 ? [] : ["\(batch) \(place) +\(sum.inTransit)"])
      }
    }.sorted()
  }

  private struct Sum {
    var onHand: Int64 = 0, inTransit: Int64 = 0
  }

  private var sums: [String: [String: Sum]] = [:]

  init(_ events: [RecordedEvent]) throws {
    for recorded in events {
      let event = try Event(type: recorded.type, payload: recorded.payload)
      for line in unroll(event) { add(line, recorded.position) }
      check(event, recorded.position)
    }
  }

  private mutating func add(_ line: Entry, _ position: Int64) {
    guard let batch = line.batch, let place = line.place, let quantity = line.quantity else { return }
    var sum = sums[batch]?[place] ?? Sum()
    switch line.kind {
    case "accepted", "restocked", "adjusted", "over", "moved_in": sum.onHand += quantity
    case "arrived": (sum.onHand, sum.inTransit) = (sum.onHand + quantity, sum.inTransit - quantity)
    case "short", "drawn", "sent", "written_off", "moved_out": sum.onHand -= quantity
    case "dispatched": sum.inTransit += quantity
    default: return
    }
    sums[batch, default: [:]][place] = sum
  }

  /// The batch's own word against the sum of its lines.
  private mutating func check(_ event: Event, _ position: Int64) {
    let (batch, stock): (BatchCode, BatchStock)
    switch event {
    case .batchInspected(let event): (batch, stock) = (event.batch, event.stock)
    case .batchDrawn(let event): (batch, stock) = (event.movement.batch, event.movement.stock)
    case .batchRestocked(let event): (batch, stock) = (event.movement.batch, event.movement.stock)
    case .batchRecalled(let event): (batch, stock) = (event.batch, event.stock)
    case .batchRecallLifted(let event): (batch, stock) = (event.batch, event.stock)
    case .batchWrittenOff(let event): (batch, stock) = (event.batch, event.stock)
    case .batchDispatched(let event): (batch, stock) = (event.line.batch, event.stock)
    case .batchReceived(let event): (batch, stock) = (event.line.batch, event.stock)
    case .stockAdjusted(let event): (batch, stock) = (event.batch, event.stock)
    default: return
    }
    for (place, sum) in sums[batch.text] ?? [:] {
      guard let place = Place(place) else { return findings.append("event \(position) has goods at '\(place)', which is no place") }
      if sum.onHand < 0 || sum.inTransit < 0 { findings.append("event \(position) leaves less than nothing of \(batch) at \(place)") }
      if sum.onHand != stock[place].thousandths || sum.inTransit != stock.inTransit(to: place).thousandths {
        findings.append("event \(position) says \(stock[place]) of \(batch) lies at \(place), its movements come to \(sum.onHand)/1000")
      }
    }
    let total = sums[batch.text]?.values.reduce(Int64(0)) { $0 + $1.onHand + $1.inTransit } ?? 0
    if total != stock.total.thousandths {
      findings.append("event \(position) says \(stock.total) is left of \(batch), its movements come to \(total)/1000")
    }
  }
}
