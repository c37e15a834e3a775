import Demo
import Ledger

/// Where goods lie, summed up from the entries alone.
struct GoodsTotals {
  private var onHand: [String: Int64] = [:], transit: [String: Int64] = [:], missing: [String: Int64] = [:]
  /// What sales took of each batch less what they put back, and which batches are recalled.
  private var out: [String: Int64] = [:]
  /// What came back of each batch and was scrapped is not told by the entries; no recalled goods were.
  private(set) var recalled: Set<String> = []
  /// What each batch has at all places together.
  private(set) var batches: [String: Int64] = [:]
  /// Whether anything was ever less than nothing.
  private(set) var wasNegative = false

  mutating func add(_ entry: Entry) {
    guard let place = entry.place, let batch = entry.batch, let quantity = entry.quantity else { return }
    let change: Int64 =
      switch entry.kind {
      case "accepted", "restocked", "adjusted", "arrived", "over", "moved_in": quantity
      case "drawn", "sent", "short", "written_off", "moved_out": -quantity
      default: 0
      }
    onHand[place, default: 0] += change
    batches[batch, default: 0] += change
    switch entry.kind {
    case "dispatched": transit[place, default: 0] += quantity
    case "arrived": transit[place, default: 0] -= quantity
    case "short": missing[place, default: 0] += quantity
    case "drawn": out[batch, default: 0] += quantity
    case "restocked": out[batch, default: 0] -= quantity
    case "moved_in": recalled.insert(batch)
    default: break
    }
    if onHand[place, default: 0] < 0 || transit[place, default: 0] < 0 { wasNegative = true }
  }

  func lying(at place: String) -> Int64 { onHand[place] ?? 0 }
  func inTransit(to place: String) -> Int64 { transit[place] ?? 0 }
  func short(at place: String) -> Int64 { missing[place] ?? 0 }
  /// What of recalled batches is with buyers.
  var stillOut: Int64 { recalled.reduce(0) { $0 + (out[$1] ?? 0) } }
}
