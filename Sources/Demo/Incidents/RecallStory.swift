import Ledger

/// A jam whose certificate is taken back and whose batch is recalled: from the hub, from a petrol station, and from whoever bought it.
///
/// Nothing else is told of that jam, so all of it can be found again. The same in both scales.
enum RecallStory {
  /// Its customs code, and the product.
  static let hsCode = "2007993500"
  static func product(_ catalogue: Catalogue) -> DemoProduct { catalogue.products[position(catalogue)] }
  static func position(_ catalogue: Catalogue) -> Int { catalogue.neverSold(hsCode) }

  /// When it is on sale.
  static let onSale = CalendarDate(2023, 7, 10)..<CalendarDate(2024, 1, 1)

  /// Jars made, and those a laboratory did not pass at first.
  static let madeOn = CalendarDate(2023, 7, 20), inspectedOn = CalendarDate(2023, 7, 26)
  static let jars: Int64 = 60, rejected: Int64 = 2
  /// Jars sent to the petrol station.
  static let sentOn = CalendarDate(2023, 8, 3), arrivedOn = CalendarDate(2023, 8, 4)
  static let sent: Int64 = 20

  /// Jars sold: where, when, how many; of those sold in Bishkek some are brought back when the shop has put up a notice.
  static let sold: [(channel: DemoChannel, on: CalendarDate, jars: Int64)] = [
    (.bishkek, CalendarDate(2023, 8, 12), 12), (.petrol, CalendarDate(2023, 8, 19), 6), (.fairs, CalendarDate(2023, 8, 26), 8),
  ]
  static let broughtBack: Int64 = 4
  static let broughtBackOn = CalendarDate(2023, 9, 20)

  /// The day the laboratory's finding comes, and what it is.
  static let recalledOn = CalendarDate(2023, 9, 12)
  static let reason = "mould found by the laboratory in a jar of the batch"
  /// What lies in quarantine by then is destroyed.
  static let destroyedOn = CalendarDate(2023, 10, 30)
  /// Jars in quarantine before they are destroyed: all but those sold, and those brought back.
  static var inQuarantine: Int64 { jars - sold.reduce(0) { $0 + $1.jars } + broughtBack }

  /// Its sales.
  static func sales(_ year: Int, catalogue: Catalogue) -> [PlannedSale] {
    guard year == recalledOn.components.year else { return [] }
    let product = position(catalogue)
    return sold.map { channel, soldOn, jars in
      var sale = PlannedSale(
        channel, outlet: channel == .petrol ? OutletPlan.outlet : nil, soldOn: soldOn, recordedAt: soldOn.adding(days: 3), product: product,
        quantity: jars * 1000, price: catalogue.products[product].price(in: year))
      sale.incident = .inStory
      if channel == .bishkek {
        sale.comingBack = PlannedReturn(
          returnedOn: broughtBackOn, recordedAt: broughtBackOn.adding(days: 1), quantity: broughtBack * 1000, cause: "recalled: brought back",
          disposition: .restock)
      }
      return sale
    }
  }

  /// All that happens to the batch besides its sales.
  static func steps(_ catalogue: Catalogue, _ workshops: inout Workshops) -> [DemoStep] {
    let product = product(catalogue)
    let sheet = workshops.makeTogether(
      product, steps: jars + rejected, on: madeOn, recordedAt: madeOn.adding(days: 1), isInspected: false)
    let batch = sheet.batch
    let (dispatch, outlet) = (DispatchCode("D-2023-08-J"), OutletPlan.place)
    return [
      DemoStep(on: sheet.command.recordedAt, .record(sheet.command.command)),
      DemoStep(
        on: inspectedOn,
        .inspect(
          InspectBatch(
            batch: batch, date: inspectedOn, accepted: Quantity(units: jars), rejected: Quantity(units: rejected), by: .laboratory,
            inspector: "Laboratory 01 (example)", reasons: [Reject(reason: "lids do not close", quantity: Quantity(units: rejected))]))),
      DemoStep(
        on: sentOn,
        .dispatch(
          DispatchGoods(dispatch: dispatch, date: sentOn, to: outlet, lines: [GoodsLine(batch: batch, quantity: Quantity(units: sent))]))),
      DemoStep(on: arrivedOn, .receive(ReceiveGoods(dispatch: dispatch, date: arrivedOn))),
      DemoStep(on: recalledOn, .recall(RecallBatch(batch: batch, reason: reason, by: "Laboratory 01 (example)", date: recalledOn))),
      DemoStep(
        on: destroyedOn,
        .writeOff(
          WriteOff(batch: batch, place: .quarantine, quantity: Quantity(units: inQuarantine), reason: "destroyed after the recall", date: destroyedOn)
        )),
    ]
  }
}
