import Ledger

/// How far each product has come on the eleven steps of the OVOP method. Nothing of it is published.
///
/// Of what is on sale the last steps are written down; of what was developed since 2023, and is not, the steps since its recipe.
enum Pipeline {
  /// Since when the steps of unfinished products are written down.
  static let writtenDownSince = CalendarDate(2023, 1, 1)
  private static let note = "the steps before it are in the group's own papers"

  /// All steps, by product and date.
  static func commands(_ catalogue: Catalogue, _ certificates: Certificates) -> [DatedCommand] {
    let tested = Dictionary(uniqueKeysWithValues: TestBatches.planned(catalogue).map { ($0.product.product, $0.on) })
    return catalogue.products.flatMap { product in
      let steps =
        Certificates.timeOnSale(product, in: catalogue).map { onSale(since: $0.lowerBound, certifiedOn: certificates.firstDay(of: product.product)) }
        ?? unfinished(product, testedOn: tested[product.product])
      return steps.map { stage, note, date in
        let day = max(date, product.developedOn, Month.first.firstDay)
        return DatedCommand(
          recordedAt: day, command: .product(.reach(ReachStage(product: product.product, stage: stage, note: note, date: day))))
      }
    }
  }

  private typealias Step = (stage: ProductStage, note: String?, date: CalendarDate)

  private static func onSale(since date: CalendarDate, certifiedOn: CalendarDate?) -> [Step] {
    guard let certifiedOn, certifiedOn <= date else { return [(.brandingAndSales, note, date)] }
    return [(.qualityAndCertification, note, certifiedOn), (.brandingAndSales, nil, date)]
  }

  /// Some wait for trained makers, some for samples, those with a test batch for the committee.
  private static func unfinished(_ product: DemoProduct, testedOn: CalendarDate?) -> [Step] {
    guard product.developedOn >= writtenDownSince else { return testedOn.map { [(.testBatches, note, $0)] } ?? [] }
    var steps: [Step] = [(.recipeAndTechnology, note, product.developedOn)]
    let later: [(ProductStage, days: Int)] = [(.makersTrained, 20 + product.number % 40), (.samples, 70 + product.number % 60)]
    for (stage, days) in later.prefix(product.number % 3) { steps.append((stage, nil, product.developedOn.adding(days: days))) }
    if let testedOn {
      steps = [steps[0], (.testBatches, "samples were shown at once", testedOn)]
    }
    return steps.filter { $0.date <= Month.last.lastDay }
  }
}
