import Ledger

/// The year that is left for people: its statements are in the book and nobody has matched them, its money waits in suspense.
///
/// Channels write their statements each in its own way then, and some of them make mistakes (`Incidents.slips`).
enum UnreconciledYear {
  static let year = 2025

  /// Whether a month is left for people.
  static func isMeant(_ month: Month) -> Bool { month.year == year }

  /// The shop in Karakol writes the numbers of its receipts then, or should.
  static func hasReceipts(_ sale: PlannedSale) -> Bool {
    sale.channel == .karakol && sale.soldOn.components.year == year && sale.incident != .noReceipt
  }

  /// A month's lines as the channel writes them.
  static func lines(_ channel: DemoChannel, _ month: Month, _ sold: [SoldGoods]) -> [StatedLine] {
    var lines: [StatedLine] =
      switch channel {
      case .muji, .bishkek, .fairs: ChannelStatement.byProduct(sold)
      case .petrol: byProductAndDay(sold)
      case .karakol: sold.map { StatedLine($0.receipt ?? $0.product.text, [$0]) }
      case .online, .exhibitions: (sold + sold.filter(\.isStatedTwice)).map { StatedLine($0.sale.text, [$0]) }
      }
    for slip in Incidents.slips where slip.channel == channel && slip.month == month { make(slip.slip, in: &lines) }
    return lines
  }

  private static func byProductAndDay(_ sold: [SoldGoods]) -> [StatedLine] {
    let days = Dictionary(grouping: sold, by: \.soldOn).sorted { $0.key < $1.key }
    return days.flatMap { ChannelStatement.byProduct($0.value) }
  }

  private static func make(_ slip: Slip, in lines: inout [StatedLine]) {
    switch slip {
    case .wrongAmount(let difference):
      let line = lines[0]
      lines[0] = StatedLine(.sale, line.reference, quantity: line.quantity, amount: line.amount + difference, targets: line.targets, line.method)
    case .unknownSale(let reference, let amount): lines.append(StatedLine(.sale, reference, quantity: 1000, amount: amount, .reference))
    }
  }

  /// A mistake in a channel's statement; amounts in its currency's minor units.
  enum Slip {
    /// The first line is off by so much.
    case wrongAmount(Int64)
    /// A line for a sale that nobody made.
    case unknownSale(String, Int64)
  }
}
