import Ledger

/// Bags made from the wool that was given beforehand, bought outright by the association, and sold as its own. The same in both scales.
enum OwnGoodsStory {
  /// The bags: a product of the same oblast as the pairs that were sold too early, of which nothing else is told.
  static func position(_ catalogue: Catalogue) -> Int {
    let oblast = catalogue.products[catalogue.soldTooEarly].oblast
    let found = catalogue.products.firstIndex { product in
      product.onSale == nil && !product.isMadeToOrder && product.oblast == oblast && product.line.hsCode == "4202929800"
        && product.developedOn >= CalendarDate(2021, 1, 1) && product.developedOn < madeOn && product.price(in: madeOn.components.year) > boughtAt
    }
    guard let found else { preconditionFailure("something is made of felt in \(oblast)") }
    return found
  }

  /// When they are on sale.
  static let onSale = CalendarDate(2022, 9, 1)..<CalendarDate(2023, 1, 1)

  /// Made and bought: how many, and for how many som a piece.
  static let madeOn = CalendarDate(2022, 8, 19), boughtOn = CalendarDate(2022, 8, 29)
  static let pieces: Int64 = 6
  static let boughtAt: Int64 = 800
  /// Sold in Bishkek; one is brought back.
  static let soldOn = CalendarDate(2022, 9, 17), broughtBackOn = CalendarDate(2022, 10, 3)
  static let sold: Int64 = 4, broughtBack: Int64 = 1
  /// What those that are left cost, in tyiyn.
  static var costLeft: Int64 { (pieces - sold + broughtBack) * boughtAt * 100 }

  /// Their sale.
  static func sales(_ year: Int, catalogue: Catalogue) -> [PlannedSale] {
    guard year == soldOn.components.year else { return [] }
    let product = position(catalogue)
    var sale = PlannedSale(
      .bishkek, soldOn: soldOn, recordedAt: soldOn.adding(days: 1), product: product, quantity: sold * 1000,
      price: catalogue.products[product].price(in: year))
    sale.incident = .inStory
    sale.comingBack = PlannedReturn(
      returnedOn: broughtBackOn, recordedAt: broughtBackOn.adding(days: 1), quantity: broughtBack * 1000, cause: "changed her mind",
      disposition: .restock)
    return [sale]
  }

  /// The batch and its purchase, once it is known who was given the wool.
  static func steps(madeBy producer: ProducerCode, _ catalogue: Catalogue, _ workshops: inout Workshops) -> [DemoStep] {
    let product = catalogue.products[position(catalogue)]
    let command = RecordBatch(
      batch: workshops.nextCode(madeOn.components.year), product: product.product, producedOn: madeOn,
      contributions: [Contribution(producer: producer, quantity: Quantity(units: pieces))],
      inputs: [
        MaterialInput(
          material: "sheep's wool, washed", quantity: Quantity(units: 3), unit: .kilogram, cost: MoneyIncidents.woolGiven, currency: .kgs,
          advance: MoneyIncidents.woolAdvance)
      ])
    guard let price = DecimalNumber(mantissa: boughtAt, scale: 0) else { preconditionFailure("a price of whole soms is a decimal number") }
    return [
      DemoStep(on: madeOn.adding(days: 1), .record(.recordBatch(command))),
      DemoStep(on: boughtOn, .buy(BuyBatch(batch: command.batch, price: .same(price), date: boughtOn, reference: "purchase 2022-01"))),
    ]
  }
}
