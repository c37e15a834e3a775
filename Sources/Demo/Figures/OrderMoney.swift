import Ledger

/// MUJI's deliveries as they are paid, in tyiyn: they are the same lines in both scales.
enum OrderMoney {
  struct Delivery {
    let month: Month, paidOn: CalendarDate
    /// What it was worth when it was sold, less what came back before the statement.
    let carried: Int64
    /// What it was worth on the day it was paid, and what the banks kept of that.
    let received: Int64, bankFee: Int64

    var gained: Int64 { received - carried }
    func isOpen(atEndOf year: Int) -> Bool { month.year == year && paidOn.components.year > year }
  }

  static let catalogue = Catalogue(of: Roster())

  static let deliveries: [Delivery] = {
    let orders = YearTotals.years.flatMap { OrdersFromMuji.lines($0, catalogue: catalogue) }
    let back = orders.compactMap { order in order.comingBack.map { (on: Month(of: $0.returnedOn), sold: order, quantity: $0.quantity) } }
    var months = Set(orders.map { Month(of: $0.soldOn) }).sorted()[...]
    var before = Month.first
    var deliveries: [Delivery] = []
    while let month = months.popFirst() {
      let parts: [(yen: Int64, year: Int)] =
        orders.filter { Month(of: $0.soldOn) == month }.map { (yen: $0.netSales, year: month.year) }
        + back.filter { before < $0.on && $0.on <= month }.map {
          (yen: -PlannedSale.gross($0.quantity, $0.sold.price, .yen), year: $0.sold.soldOn.components.year)
        }
      let paidOn = ChannelPayment.paidOn(.muji, month)
      deliveries.append(
        Delivery(
          month: month, paidOn: paidOn, carried: parts.reduce(0) { $0 + inBook($1.yen, $1.year) },
          received: inBook(parts.reduce(0) { $0 + $1.yen }, paidOn.components.year),
          bankFee: inBook(ChannelPayment.bankFee(.muji, month), paidOn.components.year)))
      before = month
    }
    return deliveries
  }()

  /// A rate of one decimal for ten yen is a whole number of tyiyn for one, so nothing is rounded. Payments after the last year have no rate.
  private static func inBook(_ yen: Int64, _ year: Int) -> Int64 {
    Prices.rate(min(year, YearTotals.years.upperBound)).convert(yen, from: .yen, to: .kgs) ?? 0
  }
}
