/// Asks to record a sale of one product through a channel: a row of `sales.csv`.
public struct RecordSale: Hashable, Sendable {
  /// The sale's number, its date, and the receipt it stands on.
  public let sale: SaleCode, soldOn: CalendarDate, receipt: String?
  /// Through whom, where, and to which country when not the channel's own.
  public let channel: ChannelCode, outlet: OutletCode?, country: String?
  /// What, from which batch if named, how much.
  public let product: ProductCode, batch: BatchCode?, quantity: Quantity
  /// Price of one unit in major units, at most six decimals; discount on the whole in minor units.
  public let unitPrice: DecimalNumber, discount: Int64
  /// What the buyer paid in.
  public let currency: Currency
  /// Whether goods that are not in stock may be sold, their money waiting in suspense.
  public let allowsUnallocated: Bool

  /// A sale as a shop writes it down.
  public init(
    sale: SaleCode, soldOn: CalendarDate, receipt: String? = nil, channel: ChannelCode, outlet: OutletCode? = nil, country: String? = nil,
    product: ProductCode, batch: BatchCode? = nil, quantity: Quantity, unitPrice: DecimalNumber, discount: Int64 = 0, currency: Currency,
    allowsUnallocated: Bool = false
  ) {
    (self.sale, self.soldOn, self.receipt) = (sale, soldOn, receipt)
    (self.channel, self.outlet, self.country) = (channel, outlet, country)
    (self.product, self.batch, self.quantity) = (product, batch, quantity)
    (self.unitPrice, self.discount, self.currency, self.allowsUnallocated) = (unitPrice, discount, currency, allowsUnallocated)
  }
}

/// What must be known to decide a sale.
public struct SaleContext: Sendable {
  /// The sale, its product and channel as the book has them.
  public let sale: SaleState, product: ProductState, channel: ChannelState
  /// Rates of the sale's currency; not looked at when it is the book's.
  public let rates: RateState
  /// The batch the sale names, when it names one.
  public let named: BatchState?
  /// What may be drawn from otherwise, in order: lots of the place that the goods come from (`RecordSale.place`).
  public let lots: ArraySlice<Lot>
  /// The book's currency.
  public let book: Currency

  /// Everything a sale depends on.
  public init(
    sale: SaleState, product: ProductState, channel: ChannelState, rates: RateState, named: BatchState?, lots: ArraySlice<Lot>, book: Currency
  ) {
    (self.sale, self.product, self.channel, self.rates) = (sale, product, channel, rates)
    (self.named, self.lots, self.book) = (named, lots, book)
  }
}

extension RecordSale {
  /// Where its goods come from: the own stock of the outlet, or of the channel, where dispatches to it are tracked; else the hub.
  public func place(in channel: ChannelState) -> Place { channel.trackedPlace(outlet: outlet, on: soldOn) ?? .hub }
}
