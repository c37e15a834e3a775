import TestSupport

extension GoodsHistory {
  mutating func making() {
    switch chance.number(1...100) {
    case ...32: production()
    case ...58: inspection()
    case ...70: recall()
    case ...78: lift()
    case ...90: writeOff()
    default: purchase()
    }
  }

  mutating func production() {
    let parts = (0..<chance.number(1...3)).map { _ in Part(producer: chance.pick(Self.makers), quantity: amount(upTo: 9_000)) }
    let made = parts.map(\.quantity).reduce(0, +)
    let isInspected = chance.happens(65)
    let inputs = chance.happens(25) ? [Input(material: "wool", supplier: chance.happens(50) ? "Tian-Shan" : nil, quantity: 1_500)] : []
    ask(
      .produce(
        ProduceStep(
          batch: fresh("B"), product: product(), isTest: chance.happens(10), day: someDay(), parts: parts,
          accepted: isInspected && chance.happens(30) ? chance.number(0...made) : nil, isInspected: isInspected, inputs: inputs,
          stated: chance.happens(20) ? made : nil)))
  }

  private mutating func inspection() {
    if chance.happens(30) { return inspectAgain() }
    guard let code = chance.perhaps(recentBatches.filter { (model.batches[$0]?.waiting ?? 0) > 0 }), let batch = model.batches[code] else { return }
    let looked = some(of: batch.waiting)
    let rejected = chance.happens(50) ? 0 : chance.number(0...looked)
    ask(
      .inspect(
        InspectStep(
          batch: code, accepted: looked - rejected, rejected: rejected, by: chance.pick(["self", "committee", "lab"]), reasons: reasons(rejected),
          again: false, place: "hub", day: max(batch.day, today), paper: paper())))
  }

  /// Goods that had been accepted are looked at again, and some fail.
  private mutating func inspectAgain() {
    guard let there = goods(), let batch = model.batches[there.batch] else { return }
    let rejected = some(of: there.quantity)
    ask(
      .inspect(
        InspectStep(
          batch: there.batch, accepted: 0, rejected: rejected, by: "lab", reasons: reasons(rejected), again: true, place: there.place,
          day: max(batch.day, today), paper: paper())))
  }

  private mutating func reasons(_ rejected: Int) -> [Reason] {
    guard rejected > 0, chance.happens(60) else { return [] }
    guard rejected > 1, chance.happens(50) else { return [Reason(reason: "holes", quantity: rejected)] }
    let some = chance.number(1...rejected - 1)
    return [Reason(reason: "holes", quantity: some), Reason(reason: "colour runs", quantity: rejected - some)]
  }

  private mutating func recall() {
    guard let code = chance.perhaps(recentBatches), let batch = model.batches[code] else { return }
    ask(.recall(RecallStep(batch: code, reason: "dye fails the test", by: "the committee", day: max(batch.day, today))))
  }

  private mutating func lift() {
    let recalled = recentBatches.filter { model.batches[$0]?.recalled != nil }
    guard let code = chance.perhaps(recalled) ?? chance.perhaps(recentBatches), let batch = model.batches[code] else { return }
    ask(.lift(RecallStep(batch: code, reason: "the second test passed", by: "the committee", day: max(batch.day, today))))
  }

  private mutating func writeOff() {
    guard let there = goods(), let batch = model.batches[there.batch] else { return }
    ask(
      .writeOff(
        WriteOffStep(
          batch: there.batch, place: there.place, quantity: some(of: there.quantity), reason: "moths", day: max(batch.day, today),
          paper: paper())))
  }

  private mutating func purchase() {
    let untouched = recentBatches.filter { code in model.batches[code].map { $0.accepted > 0 && $0.all == $0.accepted } ?? false }
    guard let code = chance.perhaps(untouched) ?? chance.perhaps(recentBatches), let batch = model.batches[code] else { return }
    ask(.buy(BuyStep(batch: code, price: chance.number(1...90_000), day: max(batch.day, today), paper: chance.happens(50) ? fresh("I") : nil)))
  }
}
