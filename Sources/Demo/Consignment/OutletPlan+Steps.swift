import Ledger

extension OutletPlan {
  /// Positions in the catalogue of what is sold there.
  static func products(_ catalogue: Catalogue) -> [Int] { hsCodes.map(catalogue.neverSold) }

  /// What is sold there in a year.
  static func sales(_ year: Int, catalogue: Catalogue) -> [PlannedSale] {
    let products = products(catalogue)
    return all.sold.filter { $0.on.components.year == year }.map { soldOn, product, pieces in
      var sale = PlannedSale(
        .petrol, outlet: outlet, soldOn: soldOn, recordedAt: soldOn, product: products[product], quantity: pieces * 1000,
        price: catalogue.products[products[product]].price(in: year))
      sale.incident = .inStory
      return sale
    }
  }

  /// What is done with the goods in a year. `batches`: those made so far, by lot.
  static func steps(in year: Int, _ catalogue: Catalogue, _ workshops: inout Workshops, batches: inout [Lot: BatchCode]) -> [DemoStep] {
    let products = products(catalogue)
    var steps: [DemoStep] = []
    for (date, move) in all.moves where date.components.year == year {
      switch move {
      case .made(let lot, let pieces):
        let batch = workshops.makeTogether(catalogue.products[products[lot.product]], steps: pieces, on: date, recordedAt: date.adding(days: 1))
        batches[lot] = batch.batch
        steps.append(DemoStep(on: batch.command.recordedAt, .record(batch.command.command)))
      case .sent(let lines, let arrivesOn, let missing):
        let code = DispatchCode("D-\(date)")
        steps.append(DemoStep(on: date, .dispatch(DispatchGoods(dispatch: code, date: date, to: place, lines: goods(lines, batches)))))
        guard let arrivesOn else { continue }
        let received = lines.enumerated().map { ($1.0, $1.1 - ($0 == 0 ? missing : 0)) }
        let command = ReceiveGoods(dispatch: code, date: arrivesOn, lines: missing > 0 ? goods(received, batches) : nil)
        steps.append(DemoStep(on: arrivesOn, .receive(command)))
      case .counted(let lines):
        steps.append(
          DemoStep(
            on: date,
            .count(CountStock(count: CountCode("CNT-\(date)"), place: place, date: date, lines: goods(lines.map { ($0, $1) }, batches)))))
      case .broughtBack(let lines, let arrivesOn):
        let code = DispatchCode("D-\(date)-B")
        steps += [
          DemoStep(on: date, .dispatch(DispatchGoods(dispatch: code, date: date, from: place, to: .hub, lines: goods(lines, batches)))),
          DemoStep(on: arrivesOn, .receive(ReceiveGoods(dispatch: code, date: arrivesOn))),
        ]
      }
    }
    return steps
  }

  private static func goods(_ lines: [(Lot, Int64)], _ batches: [Lot: BatchCode]) -> [GoodsLine] {
    lines.compactMap { lot, pieces in batches[lot].map { GoodsLine(batch: $0, quantity: Quantity(units: pieces)) } }
  }
}
