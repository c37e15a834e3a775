import Ledger

/// Test batches of products that are still being developed: they lie with the samples and are never sold. The same in both scales.
enum TestBatches {
  /// The products of the last years that are not on sale yet, every tenth of them, and the day their test batch is made.
  static func planned(_ catalogue: Catalogue) -> [(product: DemoProduct, on: CalendarDate)] {
    catalogue.products.compactMap { product in
      guard product.onSale == nil, !product.isMadeToOrder, product.number % 10 == 7, catalogue.timeInStories(product) == nil else { return nil }
      let date = product.developedOn.adding(days: 45)
      return date >= CalendarDate(2022, 3, 1) && date <= CalendarDate(2025, 11, 30) ? (product, date) : nil
    }
  }

  /// Those of a month. Samples of a batch that nobody liked are thrown away.
  static func steps(in month: Month, _ catalogue: Catalogue, _ workshops: inout Workshops) -> [DemoStep] {
    planned(catalogue).filter { Month(of: $0.on) == month }.flatMap { product, date in
      let pieces = Int64(4 + product.number % 5)
      let batch = workshops.makeTogether(product, steps: pieces, kind: .test, on: date, recordedAt: date.adding(days: 1))
      var steps = [DemoStep(on: batch.command.recordedAt, .record(batch.command.command))]
      if product.number % 30 == 7 {
        let thrownAwayOn = date.adding(days: 20)
        let quantity = Quantity(thousandths: product.line.step * 2)
        let command = WriteOff(batch: batch.batch, place: .samples, quantity: quantity, reason: "samples worn out in showing", date: thrownAwayOn)
        steps.append(DemoStep(on: thrownAwayOn, .writeOff(command)))
      }
      return steps
    }
  }
}
