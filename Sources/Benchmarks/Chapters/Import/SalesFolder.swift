import Foundation
import Ledger

/// A book folder as an organisation would hand it in: registry, batches of one to six producers, and many sales, two in five of them in yen.
///
/// The same number of sales gives the same files everywhere.
struct SalesFolder {
  static let salesPerBatch = 40
  /// What a batch holds: more than its forty sales of one to six pieces take, and divisible by one to six.
  private static let piecesPerBatch = 180
  private static let days = 3_285

  /// Everything but the sales.
  let registry: String
  /// The sales.
  let sales: String

  /// Writes the files unless they are there.
  init(sales count: Int, in directory: String) throws {
    registry = "\(directory)/registry-\(count)"
    sales = "\(directory)/sales-\(count)/sales.csv"
    guard !FileManager.default.fileExists(atPath: sales) else { return }
    for folder in [registry, "\(directory)/sales-\(count)"] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try writeRegistry()
    try write("\(registry)/batches.csv", "batch,product,produced_on,kind,producer,quantity", Self.batches(count))
    try write(sales, "sale,sold_on,channel,product,quantity,unit_price,currency", (0..<count).lazy.map { Self.sale($0, of: count) })
  }

  private func writeRegistry() throws {
    typealias R = Registry
    try write(
      "\(registry)/communities.csv", "community,name,oblast", (0..<R.communities).map { "\(R.community($0)),Village \($0),Issyk-Kul" })
    try write(
      "\(registry)/producers.csv", "producer,name,community,sex",
      (0..<R.producers).map { "\(R.producer($0)),Person \($0),\(R.community($0 % R.communities)),f" })
    try write(
      "\(registry)/products.csv", "product,name,category,unit,hs_code",
      (0..<R.products).map { "\(R.product($0)),Product \($0),felt,H87,\(R.hsCode($0))" })
    try write(
      "\(registry)/channels.csv", "channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from",
      (0..<R.channels).map { number in
        let (country, currency) = R.isAbroad(number) ? ("JP", "JPY") : ("KG", "KGS")
        let percent = "\(R.commissionBasisPoints(number) / 100)"
        return "\(R.channel(number)),Channel \(number),brand_shop,\(country),\(currency),consignment,\(percent),10,30,2016-01-01"
      })
    try write(
      "\(registry)/rates.csv", "date,currency,nominal,rate",
      (0..<108).map { month in
        "\(2016 + month / 12)-\(padded("", month % 12 + 1, 2))-01,JPY,10,\(padded("5.8", month * 37 % 1_000, 3))"
      })
  }

  private static func batches(_ sales: Int) -> some Sequence<String> {
    var chance = Chance(seed: 0x5361_6C65)
    return (0..<(sales + salesPerBatch - 1) / salesPerBatch).lazy.flatMap { number -> [String] in
      let size = SoldBatch.sizes[chance.below(SoldBatch.sizes.count)]
      let first = chance.below(Registry.producers - 6)
      return (first..<first + size).map { producer in
        let day = day(number * salesPerBatch, of: sales)
        return "\(code(number)),\(product(number)),\(day),regular,\(Registry.producer(producer)),\(piecesPerBatch / size)"
      }
    }
  }

  private static func sale(_ number: Int, of count: Int) -> String {
    let channel = max(0, (number &* 7_919) % 20 - 8)
    let price = Registry.isAbroad(channel) ? "\(1_000 + number * 31 % 4_000)" : "\(500 + number * 31 % 2_000).\(padded("", number % 100, 2))"
    let fields = [
      padded("S-", number, 8), day(number, of: count), Registry.channel(channel), product(number / salesPerBatch), "\(1 + number % 6)", price,
      Registry.isAbroad(channel) ? "JPY" : "KGS",
    ]
    return fields.joined(separator: ",")
  }

  private static func code(_ batch: Int) -> String { padded("B-", batch, 7) }
  private static func product(_ batch: Int) -> String { Registry.product(batch % Registry.products) }
  private static func day(_ sale: Int, of count: Int) -> String {
    CalendarDate(daysSince1970: History.firstDay + Int32(sale * days / max(1, count))).description
  }

  private func write(_ path: String, _ header: String, _ rows: some Sequence<String>) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
      throw BenchError("\(path) cannot be written.")
    }
    defer { try? file.close() }
    var text = header + "\n"
    for row in rows {
      text += row
      text += "\n"
      guard text.utf8.count > 1 << 20 else { continue }
      try file.write(contentsOf: Data(text.utf8))
      text = ""
    }
    try file.write(contentsOf: Data(text.utf8))
  }
}
