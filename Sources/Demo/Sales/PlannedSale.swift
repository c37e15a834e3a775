import Ledger

/// A sale before it is written down: what, when, for how much.
struct PlannedSale {
  let channel: DemoChannel
  let outlet: OutletCode?
  /// Where the goods went, when not the channel's own country.
  let country: String?
  let soldOn: CalendarDate, recordedAt: CalendarDate
  /// Position in the catalogue.
  let product: Int
  /// In thousandths of the product's unit.
  let quantity: Int64
  /// Price of one unit in whole soms or yen, and the discount in minor units.
  let price: Int64, discount: Int64
  /// What comes back of it, if anything.
  var comingBack: PlannedReturn?
  /// What goes wrong with it, if anything.
  var incident: SaleIncident?

  init(
    _ channel: DemoChannel, outlet: OutletCode? = nil, country: String? = nil, soldOn: CalendarDate, recordedAt: CalendarDate, product: Int,
    quantity: Int64, price: Int64, discount: Int64 = 0
  ) {
    (self.channel, self.outlet, self.country) = (channel, outlet, country)
    (self.soldOn, self.recordedAt, self.product) = (soldOn, recordedAt, product)
    (self.quantity, self.price, self.discount) = (quantity, price, discount)
  }

  /// Net sales in minor units of the channel's currency, by the ledger's own arithmetic.
  var netSales: Int64 { Self.gross(quantity, price, channel.currency) - discount }

  /// Money given back for what comes back of it, in minor units of the channel's currency; nil when nothing does.
  var moneyComingBack: Int64? { comingBack.map { Self.gross($0.quantity, price, channel.currency) } }

  /// What the channel keeps of it, by the ledger's own arithmetic.
  var commission: Int64 { Int64(roundedQuotient(Int128(netSales) * Int128(channel.commissionBasisPoints), by: 10_000)) }

  /// Quantity × price, rounded to the minor unit.
  static func gross(_ thousandths: Int64, _ price: Int64, _ currency: Currency) -> Int64 {
    let minorPerMajor: Int128 = currency.decimals == 0 ? 1 : 100
    return Int64(roundedQuotient(Int128(thousandths) * Int128(price) * minorPerMajor, by: 1000))
  }

  /// The sale as it is asked for, under its number and the number of its receipt where the shop writes one.
  func command(_ code: SaleCode, receipt: String?, of product: ProductCode) -> Command {
    guard let unitPrice = DecimalNumber(mantissa: price, scale: 0) else { preconditionFailure("a price of whole soms is a decimal number") }
    return .recordSale(
      RecordSale(
        sale: code, soldOn: soldOn, receipt: receipt, channel: channel.code, outlet: outlet, country: country, product: product,
        quantity: Quantity(thousandths: quantity), unitPrice: unitPrice, discount: discount, currency: channel.currency,
        allowsUnallocated: incident == .tooEarly))
  }
}

/// What goes wrong with a sale's goods.
enum SaleIncident {
  /// They were sold before they were booked as produced.
  case tooEarly
  /// They are booked to somebody who did not make them.
  case wrongMaker
  /// The shop wrote no receipt, and another sale is just like it.
  case noReceipt
  /// The channel states it twice.
  case statedTwice
  /// Its goods are those of a story of their own, made and sent where they are sold by what the story tells.
  case inStory
}

/// Goods that come back against a sale without a discount, so that what is given back is exactly quantity × price.
struct PlannedReturn {
  let returnedOn: CalendarDate, recordedAt: CalendarDate
  /// In thousandths of the product's unit.
  let quantity: Int64
  let cause: String, disposition: Disposition

  /// The return as it is asked for, under its number.
  func command(_ code: ReturnCode, of sale: SaleCode) -> Command {
    .returnGoods(
      ReturnGoods(
        returned: code, returnedOn: returnedOn, sale: sale, quantity: Quantity(thousandths: quantity), cause: cause, disposition: disposition))
  }
}
