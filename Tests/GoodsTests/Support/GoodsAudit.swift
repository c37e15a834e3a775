import Foundation
import Ledger

/// What an auditor finds who reads the log event by event and believes only what each event's lines and its own payload say.
///
/// The lines of a batch's events are added up place by place, and after each event the sums are held against the stock that the event itself carries, read
/// from its bytes as plain JSON.
struct GoodsAudit {
  /// What lies where, and what is on its way to where, of each batch; nothing that is zero.
  private(set) var there: [String: [String: Int]] = [:]
  private(set) var coming: [String: [String: Int]] = [:]
  private(set) var made: [String: Int] = [:]
  private(set) var accepted: [String: Int] = [:]
  private(set) var rejected: [String: Int] = [:]
  /// What went out with sales and did not come back to stock, was written off or is missing; what was found.
  private(set) var gone: [String: Int] = [:]
  private(set) var found: [String: Int] = [:]
  /// What is wrong, in sentences; empty when nothing is.
  private(set) var findings: [String] = []
  private var count = 0

  /// Takes in the events of a log from its beginning.
  mutating func take(_ event: Event, stream: String) {
    count += 1
    let lines = unroll(event)
    for line in lines { take(line) }
    // Only a batch's own events change it, and each of them but the first says what is left.
    let goods = lines.filter { $0.place != nil && $0.batch != nil }
    if goods.contains(where: { "batch/\($0.batch ?? "")" != stream }) { find("lines about goods stand in \(stream)") }
    guard stream.hasPrefix("batch/"), event.type != "BatchProduced" else { return }
    check(String(stream.dropFirst("batch/".count)), event)
  }

  private mutating func take(_ line: Entry) {
    guard let batch = line.batch, let place = line.place, let quantity = line.quantity.map(Int.init) else { return }
    func add(_ change: Int) { there[batch, default: [:]].add(change, to: place) }
    switch line.kind {
    case "produced": made[batch, default: 0] += quantity
    case "accepted":
      accepted[batch, default: 0] += quantity
      add(quantity)
    case "rejected": rejected[batch, default: 0] += quantity
    case "drawn", "written_off", "short":
      gone[batch, default: 0] += quantity
      add(-quantity)
    case "restocked":
      gone[batch, default: 0] -= quantity
      add(quantity)
    case "adjusted", "over":
      found[batch, default: 0] += quantity
      add(quantity)
    case "sent", "moved_out": add(-quantity)
    case "moved_in": add(quantity)
    case "dispatched": coming[batch, default: [:]].add(quantity, to: place)
    case "arrived":
      coming[batch, default: [:]].add(-quantity, to: place)
      add(quantity)
    case "bought", "cost": break
    default: find("a line of kind \(line.kind) moves goods")
    }
  }

  private mutating func check(_ batch: String, _ event: Event) {
    let (there, coming) = (there[batch] ?? [:], coming[batch] ?? [:])
    for (place, quantity) in there where quantity < 0 { find("\(quantity) of \(batch) at \(place)") }
    for (place, quantity) in coming where quantity < 0 { find("\(quantity) of \(batch) on the way to \(place)") }
    let (made, accepted, rejected) = (made[batch] ?? 0, accepted[batch] ?? 0, rejected[batch] ?? 0)
    if accepted + rejected > made { find("\(accepted) accepted and \(rejected) rejected of \(made) of \(batch)") }
    if accepted < 0 || rejected < 0 { find("\(accepted) accepted and \(rejected) rejected of \(batch)") }
    let all = there.values.reduce(0, +) + coming.values.reduce(0, +)
    let (gone, found) = (gone[batch] ?? 0, found[batch] ?? 0)
    if accepted + found != all + gone { find("\(accepted) accepted of \(batch) and \(found) found, but \(all) here and \(gone) gone") }
    guard let told = ToldStock(event) else { return find("\(event.type) of \(batch) says nothing of its stock") }
    if told.there != there || told.coming != coming {
      find("\(event.type) of \(batch) says \(told.there) and \(told.coming) coming; its lines come to \(there) and \(coming)")
    }
    if told.isRecalled, there.keys.contains(where: { $0 != "quarantine" }) { find("\(batch) is recalled and lies at \(there)") }
  }

  private mutating func find(_ finding: String) { findings.append("event \(count): \(finding)") }
}

/// The stock that an event carries, read from its payload without the program's own types.
struct ToldStock: Equatable {
  private(set) var there: [String: Int] = [:]
  private(set) var coming: [String: Int] = [:]
  private(set) var isRecalled: Bool
  private(set) var costLeft: Int?

  init?(_ event: Event) { self.init(payload: Data(event.payload.canonicalBytes)) }

  init?(payload: Data) {
    guard let members = try? JSONSerialization.jsonObject(with: payload) as? [String: Any], let hub = members["on_hand"] as? Int else { return nil }
    there.add(hub, to: "hub")
    for place in members["places"] as? [[String: Any]] ?? [] {
      guard let name = place["place"] as? String, let onHand = place["on_hand"] as? Int, let inTransit = place["in_transit"] as? Int else {
        return nil
      }
      if onHand == 0, inTransit == 0 { return nil }
      there.add(onHand, to: name)
      coming.add(inTransit, to: name)
    }
    (isRecalled, costLeft) = (members["recalled"] != nil, members["cost_left"] as? Int)
  }
}
