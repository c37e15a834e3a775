import Ledger

/// Goods of one sale, as its channel states them.
struct SoldGoods {
  let sale: SaleCode, receipt: String?
  let product: ProductCode, soldOn: CalendarDate
  /// In thousandths of the product's unit.
  let quantity: Int64
  /// In minor units of the channel's currency.
  let netSales: Int64, commission: Int64
  let isStatedTwice: Bool

  /// A planned sale under the number it was recorded with.
  init(_ planned: PlannedSale, _ sale: SaleCode, receipt: String?, of product: ProductCode) {
    (self.sale, self.receipt, self.product, soldOn) = (sale, receipt, product, planned.soldOn)
    (quantity, netSales, commission) = (planned.quantity, planned.netSales, planned.commission)
    isStatedTwice = planned.incident == .statedTwice
  }
}

/// Goods that came back, as their channel states them.
struct GoodsBack {
  let returned: ReturnCode, sale: SaleCode
  /// In thousandths of the product's unit.
  let quantity: Int64
  /// In minor units of the channel's currency, both positive: what the channel gives its buyers back, and its commission on it.
  let netSales: Int64, commission: Int64

  /// What comes back of a planned sale, by the ledger's own arithmetic.
  init(_ back: PlannedReturn, _ returned: ReturnCode, of planned: PlannedSale, _ sale: SaleCode) {
    (self.returned, self.sale, quantity) = (returned, sale, back.quantity)
    netSales = PlannedSale.gross(back.quantity, planned.price, planned.channel.currency)
    commission = Int64(roundedQuotient(Int128(planned.commission) * Int128(back.quantity), by: Int128(planned.quantity)))
  }
}

/// What a channel sold in a month, and what came back to it in that month.
struct ChannelMonth {
  var sold: [SoldGoods] = []
  var returned: [GoodsBack] = []
}
