import Ledger

/// A batch of a history, and the sales from it.
struct SoldBatch {
  let code: String
  private let product: Int
  private let producers: [String]
  private(set) var sold = 0
  private var version: Int32 = 2
  private var onHand: Int64
  private var last: SoldGoods?
  private let produced: Int64

  /// One to six producers, 3.18 on average.
  static let sizes = [1, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5]

  init(number: Int, _ chance: inout Chance) {
    code = padded("B-", number, 7)
    product = number % Registry.products
    // Groups work side by side in a village: neighbours by number.
    let size = Self.sizes[chance.below(Self.sizes.count)]
    let first = chance.below(Registry.producers - 6)
    producers = (first..<first + size).map(Registry.producer)
    // Every producer made as much; enough for forty sales of at most six pieces.
    produced = Int64(size) * Int64(240) * 1_000
    onHand = produced
  }

  private var stream: String { "batch/" + code }

  /// How it came about.
  func made(_ day: Int32) -> [PlannedEvent] {
    let date = CalendarDate(daysSince1970: day).description
    return [
      PlannedEvent("BatchProduced", in: stream) { writer in
        writer.member("batch", code)
        writer.member("contributions", producers) { writer, producer in
          writer.member("producer", producer)
          writer.member("quantity", Int64(240_000))
        }
        writer.member("kind", "regular")
        writer.member("produced_on", date)
        writer.member("product", Registry.product(product))
        writer.member("quantity", produced)
        writer.member("unit", "H87")
      },
      PlannedEvent("BatchInspected", in: stream, version: 2) { writer in
        writer.member("accepted", produced)
        writer.member("batch", code)
        writer.member("by", "self")
        writer.member("on_hand", produced)
        writer.member("product", Registry.product(product))
        writer.member("rejected", Int64(0))
      },
    ]
  }

  /// A sale, and the goods drawn for it. Two in five go to MUJI.
  mutating func sell(_ number: Int, day: Int32, _ chance: inout Chance) -> [PlannedEvent] {
    let channel = max(0, chance.below(20) - 8)
    let goods = SoldGoods(
      sale: "S-\(number)", channel: channel, product: product, batch: code, produced: produced, pieces: Int64(1 + chance.below(6)),
      price: Int64(channel == 0 ? 1_000 + chance.below(4_000) : 50_000 + chance.below(200_000)), producers: producers)
    sold += 1
    version += 1
    onHand -= goods.quantity
    last = goods
    let (version, onHand) = (version, onHand)
    return [
      PlannedEvent("SaleRecorded", in: "sale/" + goods.sale) { goods.write(to: &$0) },
      PlannedEvent("BatchDrawn", in: stream, version: version) { writer in
        writer.member("batch", code)
        writer.member("on_hand", onHand)
        writer.member("product", Registry.product(product))
        writer.member("quantity", goods.quantity)
        writer.member("sale", goods.sale)
      },
    ]
  }

  /// All goods of the sale before come back broken.
  mutating func takeBack(_ number: Int) -> PlannedEvent? {
    guard let goods = last.take() else { return nil }
    sold += 1
    return PlannedEvent("SaleReturned", in: "sale/" + goods.sale, version: 2) { goods.writeReturn("R-\(number)", to: &$0) }
  }
}
