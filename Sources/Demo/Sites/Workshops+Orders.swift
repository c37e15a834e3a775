import Ledger

extension Workshops {
  /// The first of a task's makers.
  func firstMaker(of task: WorkshopOrders.Task) -> ProducerCode {
    roster.activeMembers(ofTeam: roster.crews[task.crew].teams[task.team], on: task.producedOn)[0].producer
  }

  /// The batches that the workshops make for a year's orders: each is left for the brand committee to look at, or passed by its makers.
  mutating func make(_ task: WorkshopOrders.Task, of product: DemoProduct) -> (batch: MadeBatch, inspection: DemoStep?) {
    let crew = roster.crews[task.crew]
    let team = roster.activeMembers(ofTeam: crew.teams[task.team], on: task.producedOn)
    let code = nextCode(task.producedOn.components.year)
    var chance = SplitMix64(.workshops, Int(task.pieces) * 1000 + task.product)
    let isLookedAt = chance.happens(percent: 20)
    let rejected = isLookedAt ? max(1, task.pieces * Int64(chance.within(1...3)) / 100) : 0
    let shares = largestRemainder(task.pieces + rejected - Int64(team.count), by: team.map { _ in Int64(chance.within(97...103)) })
    let contributions = zip(team, shares).map { Contribution(producer: $0.producer, quantity: Quantity(units: $1 + 1)) }
    let recorded = task.producedOn.adding(days: chance.within(0...2))
    let recipe = Recipes.recipe(of: product, on: task.producedOn)
    let command = RecordBatch(
      batch: code, product: product.product, kind: .order, site: crew.workshop.site.text, producedOn: task.producedOn, contributions: contributions,
      isInspected: !isLookedAt, inputs: Recipes.inputs(for: task.pieces + rejected, by: recipe, on: task.producedOn), recipe: recipe?.version)
    let batch = MadeBatch(DatedCommand(recordedAt: recorded, command: .recordBatch(command)), command, accepted: task.pieces * 1000)
    guard isLookedAt else { return (batch, nil) }
    let inspectedOn = recorded.adding(days: chance.within(1...3))
    let inspection = InspectBatch(
      batch: code, date: inspectedOn, accepted: Quantity(units: task.pieces), rejected: Quantity(units: rejected), by: .committee,
      inspector: Committee.name(product.oblast),
      reasons: [Reject(reason: chance.choose(["uneven felt", "wrong size", "stains"]), quantity: Quantity(units: rejected))])
    return (batch, DemoStep(on: inspectedOn, .inspect(inspection)))
  }
}
