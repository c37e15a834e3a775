import EventLog
import Ledger
import TestSupport

/// Random events of a small programme, and what they come to.
struct History {
  private(set) var events: [NewEvent] = []
  /// Net sales of all channels after each event; index 0 is before the first.
  private(set) var netSales: [Int64] = [0]

  private var random: SplitMix64
  private static let channels = ["muji", "karakol", "online", "fair"]
  private static let products = ["slippers", "honey", "carpet"]

  init(seed: UInt64, count: Int) {
    random = SplitMix64(seed: seed)
    while events.count < count { step() }
  }

  private mutating func step() {
    netSales.append(netSales.last ?? 0)
    switch Int.random(in: 0..<20, using: &random) {
    case 0: registry()
    case 1: member()
    case 2...4: goods()
    default: sale()
    }
  }

  private mutating func day() -> CalendarDate {
    // Not in order: facts are learned late.
    CalendarDate(daysSince1970: 18_993 + Int32.random(in: 0..<1_000, using: &random))
  }

  private mutating func add(_ event: NewEvent) { events.append(event) }

  private mutating func add(_ lines: [[(name: String, value: String)]]) {
    let day = day()
    add(Lines(lines: lines).event("thing/\(events.count)", on: day))
  }

  private mutating func pick(_ values: [String]) -> String { values[Int.random(in: 0..<values.count, using: &random)] }

  private mutating func registry() {
    let (channel, product, number) = (pick(Self.channels), pick(Self.products), events.count)
    let day = day().daysSince1970
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      let kind = pick(["export_retailer", "brand_shop", "fair"])
      let payload = "{\"channel\":\"\(channel)\",\"country\":\"KG\",\"kind\":\"\(kind)\",\"name\":\"\(channel) \(number)\"}"
      add(NewEvent(stream: "thing/\(number)", type: "ChannelOpened", schema: 1, occurredOn: day, payload: payload))
    case 1:
      let payload = "{\"name\":\"\(product) \(number)\",\"product\":\"\(product)\"}"
      add(NewEvent(stream: "thing/\(number)", type: "ProductRenamed", schema: 1, occurredOn: day, payload: payload))
    case 2:
      let payload = "{\"community\":\"\(pick(["c1", "c2", "c3"]))\",\"name\":\"Village \(number)\",\"oblast\":\"Naryn\"}"
      add(NewEvent(stream: "thing/\(number)", type: "CommunityEnrolled", schema: 1, occurredOn: day, payload: payload))
    case 3: add([[("kind", "developed"), ("product", product), ("category", "felt"), ("oblast", pick(["Naryn", "Chui"]))]])
    default: add([[("kind", pick(["enrolled", "formed"])), ("community", pick(["c1", "c2", "c3"]))]])
    }
  }

  private mutating func member() {
    let leaves = Int.random(in: 0..<4, using: &random) == 0
    var line = [
      ("kind", leaves ? "deactivated" : "registered"), ("producer", producer()), ("community", pick(["c1", "c2"])),
      ("quantity", leaves ? "-1000" : "1000"),
    ]
    if Bool.random(using: &random) { line.append(("sex", pick(["f", "m"]))) }
    add([line.map { (name: $0.0, value: $0.1) }])
  }

  private mutating func producer() -> String { "p\(Int.random(in: 1...7, using: &random))" }

  private mutating func goods() {
    let batch = pick(["b1", "b2", "b3", "b4"])
    let kind = pick(["produced", "accepted", "rejected", "drawn", "restocked"])
    add([
      [
        ("kind", kind), ("product", "slippers"), ("batch", batch), ("place", "hub"), ("unit", "H87"),
        ("quantity", "\(Int.random(in: 1...9, using: &random) * 1000)"),
      ]
    ])
  }

  private mutating func sale() {
    let kind = pick(["sold", "sold", "sold", "sold", "returned", "reversed", "allocated"])
    let sign: Int64 = kind == "returned" || kind == "reversed" ? -1 : 1
    let (channel, country, product) = (pick(Self.channels), pick(["KG", "KG", "JP", "DE"]), pick(Self.products))
    var lines: [[(name: String, value: String)]] = []
    var (gross, discount): (Int64, Int64) = (0, 0)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let part = Int64.random(in: 0...100_000, using: &random)
      let off = part / 20
      var line: [(name: String, value: String)] = [
        ("kind", kind), ("sale", "s\(events.count)"), ("channel", channel), ("country", country), ("product", product), ("unit", "H87"),
        ("quantity", "\(sign * 1000)"), ("gross", "\(sign * part)"), ("discount", "\(sign * off)"), ("commission", "\(sign * (part / 10))"),
        ("fee", "\(sign * (part / 8))"),
      ]
      if Int.random(in: 0..<5, using: &random) > 0 { line.append(("producer", producer())) }
      // No customs code on half of them: keys may be NULL.
      if Bool.random(using: &random) { line.append(("hs_code", "6307909100")) }
      lines.append(line)
      (gross, discount) = (gross + sign * part, discount + sign * off)
    }
    if kind == "allocated" {
      // What leaves the unallocated line arrives at the producers: together nothing.
      lines.append([
        ("kind", kind), ("channel", channel), ("country", country), ("product", product), ("unit", "H87"), ("quantity", "\(-1000 * lines.count)"),
        ("gross", "\(-gross)"), ("discount", "\(-discount)"),
      ])
      (gross, discount) = (0, 0)
    }
    add(lines)
    netSales[netSales.count - 1] += gross - discount
  }
}
