import Ledger

extension Workshops {
  /// One batch by up to four of a group, in the same way in both scales, so much of it: in steps of the product's unit.
  mutating func makeTogether(
    _ product: DemoProduct, steps: Int64, kind: BatchKind = .regular, on date: CalendarDate, recordedAt: CalendarDate, isInspected: Bool = true
  ) -> MadeBatch {
    let groups = groups(of: product.oblast).lazy.filter { $0.formedOn <= date }.map { [roster] in roster.activeMembers(ofGroup: $0.group, on: date) }
    guard let members = groups.first(where: { !$0.isEmpty })?.prefix(Int(min(4, steps))) else {
      preconditionFailure("nobody in \(product.oblast) works on \(date)")
    }
    let shares = largestRemainder(steps, by: members.indices.map { Int64(10 + $0) })
    let recipe = Recipes.recipe(of: product, on: date)
    let command = RecordBatch(
      batch: nextCode(date.components.year), product: product.product, kind: kind, producedOn: date,
      contributions: zip(members, shares).map { Contribution(producer: $0.producer, quantity: Quantity(thousandths: $1 * product.line.step)) },
      isInspected: isInspected, inputs: Recipes.inputs(for: steps, by: recipe, on: date), recipe: recipe?.version)
    return MadeBatch(DatedCommand(recordedAt: recordedAt, command: .recordBatch(command)), command)
  }
}
