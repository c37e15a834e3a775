import EventLog
import Ledger
import TestSupport

/// A random history of who made what, which of it was accepted, what was sold and who is registered, and what membership and incomes must then be: worked out
/// from the bare facts, in another way than the reports do it.
struct ActiveModel {
  /// One thing that happened.
  enum Deed {
    case made(batch: String, product: String, site: String?, [String])
    case inspected(batch: String, product: String, accepted: Int64, rejected: Int64)
    case sold(producer: String, channel: String, net: Int64)
    case joined(String), left(String)
  }

  private(set) var deeds: [(deed: Deed, day: CalendarDate)] = []
  private var random: SplitMix64
  /// Of batches: the product, the day, what waits and what is accepted.
  private var batches: [(product: String, day: CalendarDate, waiting: Int64, accepted: Int64)] = []
  private var members: Set<String> = []

  init(seed: UInt64, count: Int) {
    random = SplitMix64(seed: seed)
    while deeds.count < count { step() }
  }

  static func isWoman(_ producer: String) -> Bool { producer != "p1" && producer != "p4" }

  private mutating func step() {
    let day = CalendarDate(daysSince1970: 18_993 + Int32.random(in: 0..<900, using: &random))
    let producer = "p\(Int.random(in: 1...7, using: &random))"
    switch Int.random(in: 0..<12, using: &random) {
    case 0:
      let joins = !members.contains(producer)
      if joins { members.insert(producer) } else { members.remove(producer) }
      deeds.append((joins ? .joined(producer) : .left(producer), day))
    case 1...4:
      let makers = Set((0..<Int.random(in: 1...3, using: &random)).map { _ in "p\(Int.random(in: 1...7, using: &random))" }).sorted()
      let (product, site) = (Bool.random(using: &random) ? "felt" : "honey", ["w1", "w2", nil, nil][Int.random(in: 0..<4, using: &random)])
      deeds.append((.made(batch: "b\(batches.count)", product: product, site: site, makers), day))
      batches.append((product, day, Int64(makers.count) * 1000, 0))
    case 5...8:
      guard !batches.isEmpty else { return }
      inspect(Int.random(in: 0..<batches.count, using: &random))
    default:
      deeds.append(
        (
          .sold(producer: producer, channel: Bool.random(using: &random) ? "shop" : "muji", net: Int64.random(in: -2_000...9_000, using: &random)),
          day
        ))
    }
  }

  /// Looks at what waits, or takes back all that had been accepted.
  private mutating func inspect(_ index: Int) {
    let batch = batches[index]
    let day = batch.day.adding(days: Int.random(in: 0..<90, using: &random))
    let changes: (accepted: Int64, rejected: Int64)
    if batch.waiting > 0 {
      let looked = Int64.random(in: 1...batch.waiting, using: &random)
      let accepted = Bool.random(using: &random) ? 0 : Int64.random(in: 0...looked, using: &random)
      changes = (accepted, looked - accepted)
    } else if batch.accepted > 0, Bool.random(using: &random) {
      changes = (-batch.accepted, batch.accepted)
    } else {
      return
    }
    batches[index].waiting -= changes.accepted + changes.rejected
    batches[index].accepted += changes.accepted
    deeds.append((.inspected(batch: "b\(index)", product: batch.product, accepted: changes.accepted, rejected: changes.rejected), day))
  }

  /// The events, one for each deed, at the positions 1, 2, 3 …
  var events: [NewEvent] {
    deeds.enumerated().map { index, done in Lines(lines: Self.lines(done.deed)).event("deed/\(index)", on: done.day) }
  }

  private static func lines(_ deed: Deed) -> [[(name: String, value: String)]] {
    func goods(_ kind: String, _ batch: String, _ product: String, _ quantity: Int64) -> [(name: String, value: String)] {
      [("kind", kind), ("batch", batch), ("product", product), ("place", "hub"), ("unit", "H87"), ("quantity", "\(quantity)")]
    }
    switch deed {
    case .made(let batch, let product, let site, let makers):
      return makers.map { goods("produced", batch, product, 1000) + [("producer", $0)] + (site.map { [("counterparty", $0)] } ?? []) }
    case .inspected(let batch, let product, let accepted, let rejected):
      return [goods("accepted", batch, product, accepted), goods("rejected", batch, product, rejected)]
    case .sold(let producer, let channel, let net):
      return [
        [
          ("kind", net < 0 ? "returned" : "sold"), ("producer", producer), ("channel", channel), ("country", "KG"), ("product", "felt"),
          ("quantity", net < 0 ? "-1000" : "1000"), ("gross", "\(net)"),
        ]
      ]
    case .joined(let producer), .left(let producer):
      let leaves = if case .left = deed { true } else { false }
      return [
        [
          ("kind", leaves ? "deactivated" : "registered"), ("producer", producer), ("community", "c"), ("sex", isWoman(producer) ? "f" : "m"),
          ("quantity", leaves ? "-1000" : "1000"),
        ]
      ]
    }
  }
}
