import Exchange
import Ledger

/// Random facts about goods, of all types and with all members that they may have, by a seed. They are well formed and follow from nothing: what is asked of
/// a document is that it loses nothing, whatever the facts.
struct RandomFacts {
  private var random: SplitMix64
  private var position: Int64 = 0
  /// What each product is counted in.
  static let units = ["SHYRDAK": "H87", "HONEY": "KGM", "СОКУР/3": "PR", "a b:c": "LTR"]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// So many facts; each reversal follows the sale that it takes back.
  mutating func facts(_ count: Int) -> [EPCISFact] { (0..<count).flatMap { _ in next() } }

  mutating func next() -> [EPCISFact] {
    let type = EPCISWriter.types[below(EPCISWriter.types.count)]
    guard type == "SaleReversed" else { return [fact(type, payload(type))] }
    let sale = payload("SaleRecorded")
    return [fact("SaleRecorded", sale), fact("SaleReversed", reversal(of: sale))]
  }

  mutating func fact(_ type: String, _ payload: JSONObject) -> EPCISFact {
    position += Int64(1 + below(5))
    let code = payload["batch"]?.text ?? payload["sale"]?.text ?? payload["dispatch"]?.text ?? payload["count"]?.text ?? ""
    let kind =
      type.hasPrefix("Batch") || type == "StockAdjusted" ? "batch" : type.hasPrefix("Sale") ? "sale" : type == "StockCounted" ? "count" : "dispatch"
    return EPCISFact(
      position: position, version: Int32(1 + below(900)), schema: 1, occurredOn: day(), recordedAt: 1_700_000_000_000_000 + Int64(below(1 << 50)),
      stream: "\(kind)/\(code)", type: type, payload: Array(JSONValue.object(payload.sorted).written.utf8))
  }

  var today = CalendarDate(daysSince1970: 19_000)
  mutating func day() -> CalendarDate {
    today = CalendarDate(daysSince1970: Int32(14_600 + below(6_000)))
    return today
  }

  // MARK: Values

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  mutating func code() -> String {
    pick(["KB-7", "A/B", "Партия №1", "100%", "x:y", "product", "class", "ü~._-", "S 1", "sale", "bt"]) + "\(below(9))"
  }
  mutating func words() -> String {
    pick(["torn", "\"quoted\" \\ back", "жыртык\nэки жолу", "tab\t\u{8}\u{c}\u{1}", "\u{10FFFF}😀", "<b>&"])
  }
  mutating func place() -> String { pick(["samples", "quarantine", "MUJI", "SHOP/Bishkek", "ФОРА/А-1", "GAS/9"]) }
  mutating func some() -> Int64 { pick([1, 500, 1000, 12_000, 12_345, 99_999_999_999]) }
  mutating func product() -> String { pick(Self.units.keys.sorted()) }

  mutating func object(_ members: [(String, JSONValue)]) -> JSONObject { JSONObject(members.map { .init($0.0, $0.1) }) }

  /// Members that a fact has or has not.
  mutating func add(_ name: String, _ value: JSONValue, percent: Int = 50, to object: inout JSONObject) {
    if chance(percent) { object[name] = value }
  }

  mutating func stock(_ object: inout JSONObject, mayBeRecalled: Bool = true) {
    object["on_hand"] = .integer(some())
    add("cost_left", .integer(some()), percent: 20, to: &object)
    add(
      "places", .array([.object(self.object([("in_transit", .integer(0)), ("on_hand", .integer(some())), ("place", .text(place()))]))]), to: &object)
    if mayBeRecalled { add("recalled", .text(words()), percent: 20, to: &object) }
  }

  mutating func loss(_ object: inout JSONObject) {
    guard chance(20) else { return }
    (object["book_currency"], object["cost"]) = (.text("KGS"), .integer(some()))
  }
}
