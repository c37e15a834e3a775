import TestSupport

/// What people get wrong.
extension GoodsHistory {
  mutating func folly() {
    switch chance.number(1...5) {
    case 1: makingFolly()
    case 2: inspectionFolly()
    case 3: movingFolly()
    case 4: receiptFolly()
    default: tradeFolly()
    }
  }

  private mutating func anyBatch() -> String { chance.happens(90) ? chance.perhaps(recentBatches) ?? "NONE" : "NONE" }

  /// A sheet that does not add up, is of nobody's, or has a number that was used.
  private mutating func makingFolly() {
    let used = chance.perhaps(recentBatches)
    var sheet = ProduceStep(
      batch: fresh("B"), product: product(), isTest: false, day: today, parts: [Part(producer: "Ayna", quantity: 3_000)], accepted: nil,
      isInspected: true,
      inputs: [])
    switch chance.number(1...8) {
    case 8: sheet.stated = 3_000 + chance.pick([-1, 1])
    case 1: sheet.accepted = chance.pick([3_001, 9_000, -1])
    case 2: sheet.parts.append(Part(producer: "Nobody", quantity: 1_000))
    case 3: sheet.product = "NOTHING"
    case 4: sheet.parts.append(Part(producer: "Begim", quantity: chance.pick([0, -1_000])))
    case 5:
      if let used, case .produce(let known)? = model.documents["batch/\(used)"] {
        sheet = known
        sheet.day += 1
      }
    case 6:
      return ask(.recall(RecallStep(batch: anyBatch(), reason: chance.pick(["", "another reason"]), by: chance.pick(["", "shop"]), day: today)))
    default: return ask(.lift(RecallStep(batch: anyBatch(), reason: "all is well", by: "shop", day: today)))
    }
    ask(.produce(sheet))
  }

  private mutating func inspectionFolly() {
    let code = anyBatch()
    let batch = model.batches[code]
    let waiting = batch?.waiting ?? 0
    var step = InspectStep(
      batch: code, accepted: max(1, waiting), rejected: 0, by: "committee", reasons: [], again: false, place: "hub", day: max(today, batch?.day ?? 0),
      paper: nil)
    switch chance.number(1...8) {
    case 1: step.accepted = waiting + 1
    case 2: step.accepted = -1
    case 3: step.accepted = 0
    case 4: (step.accepted, step.rejected, step.reasons) = (0, max(1, waiting), [Reason(reason: "holes", quantity: 1 + max(1, waiting))])
    case 5: step.day = (batch?.day ?? today) - 1
    case 6: (step.again, step.accepted, step.rejected) = (true, 0, (batch?.there["hub"] ?? 0) + chance.number(1...5_000))
    case 7: (step.again, step.rejected) = (true, 1)
    default:
      // A paper that was there before, saying something else now.
      guard let paper = chance.perhaps(model.documents.keys.filter { $0.hasPrefix("paper/\(code)/") }.sorted()) else { return }
      (step.again, step.accepted, step.rejected) = (true, 0, 1)
      step.paper = String(paper.dropFirst("paper/\(code)/".count))
    }
    ask(.inspect(step))
  }

  private mutating func movingFolly() {
    let code = anyBatch()
    let batch = model.batches[code]
    let there = batch?.there["hub"] ?? 0
    var step = DispatchStep(
      dispatch: fresh("D"), from: "hub", to: chance.pick(Self.keepers), day: max(today, batch?.day ?? 0),
      lines: [BatchLine(batch: code, quantity: max(1, there))])
    switch chance.number(1...12) {
    case 1: step.lines[0].quantity = there + chance.number(1...2_000)
    case 2: step.to = "hub"
    case 3: (step.from, step.to) = chance.happens(50) ? ("quarantine", "hub") : ("hub", "samples")
    case 4: step.to = "NOWHERE/A"
    case 5: step.day = (batch?.day ?? today) - 1
    case 6: step.lines = chance.happens(50) ? [] : [BatchLine(batch: code, quantity: 0)]
    case 7:
      guard let used = chance.perhaps(ordered(model.dispatches.keys)), let known = model.dispatches[used] else { return }
      step = known.step
      if chance.happens(50) { step.lines.append(BatchLine(batch: code, quantity: 1)) } else { step.day += 1 }
    case 8:
      let lines = [BatchLine(batch: code, quantity: 1), BatchLine(batch: code, quantity: 2)]
      return ask(.count(CountStep(count: fresh("C"), place: "hub", day: step.day, lines: chance.happens(70) ? lines : [])))
    case 9:
      // Something turns up where it cannot be.
      let place = chance.pick(["samples", "quarantine", "hub", "SHOP/A", "NOWHERE"])
      return ask(
        .count(CountStep(count: fresh("C"), place: place, day: step.day, lines: [BatchLine(batch: code, quantity: chance.number(0...900_000))])))
    case 10:
      let change = chance.pick([0, 500, -there - 1])
      let place = change < 0 ? "hub" : chance.pick(["hub", "samples", "quarantine", "PUMP", "NOWHERE/B"])
      return ask(.adjust(AdjustStep(batch: code, place: place, change: change, reason: chance.pick(["", "found"]), day: step.day, paper: nil)))
    case 11:
      guard let used = chance.perhaps(ordered(model.documents.keys.filter { $0.hasPrefix("count/") })),
        case .count(var known)? = model.documents[used]
      else { return }
      known.lines[0].quantity += 1
      return ask(.count(known))
    default:
      let place = chance.pick(["hub", "FAIR", "quarantine"])
      let wrong = (batch?.there[place] ?? 0) + 1
      return ask(.writeOff(WriteOffStep(batch: code, place: place, quantity: chance.pick([wrong, 0]), reason: "moths", day: step.day, paper: nil)))
    }
    ask(.dispatch(step))
  }

  private mutating func receiptFolly() {
    guard let code = chance.perhaps(ordered(model.dispatches.keys)), let dispatch = model.dispatches[code] else {
      return ask(.receive(ReceiveStep(dispatch: "NONE", day: today, lines: nil)))
    }
    let all = model.parts(of: dispatch.step).map { BatchLine(batch: $0.batch, quantity: $0.quantity) }
    var step = ReceiveStep(dispatch: code, day: max(today, dispatch.step.day), lines: all)
    switch chance.number(1...6) {
    case 1: step.lines = Array(all.dropFirst())
    case 2: step.lines = all + [BatchLine(batch: anyBatch(), quantity: 1_000)]
    case 3: step.lines = all.map { BatchLine(batch: $0.batch, quantity: -$0.quantity) }
    case 4: step.day = dispatch.step.day - 1
    case 5:
      guard let known = dispatch.received else { return }
      step = known
      if chance.happens(50) { step.day += 1 } else { step.lines = all.map { BatchLine(batch: $0.batch, quantity: $0.quantity + 1) } }
    default: step.dispatch = "NONE"
    }
    ask(.receive(step))
  }

  private mutating func tradeFolly() {
    let code = anyBatch()
    let batch = model.batches[code]
    var step = SellStep(
      sale: fresh("S"), day: max(today, batch?.day ?? 0), channel: chance.pick(Self.channels), outlet: nil, product: batch?.product ?? "RUG",
      batch: code,
      quantity: 1_000, isLenient: chance.happens(30))
    switch chance.number(1...7) {
    case 1: step.product = "HAT"
    case 2: step.channel = "NOBODY"
    case 3: step.quantity = 900_000
    case 4:
      // A batch that must not be sold, by name.
      let forbidden = recentBatches.filter { model.batches[$0]?.recalled != nil || model.batches[$0]?.step.isTest ?? false }
      guard let code = chance.perhaps(forbidden) else { return }
      (step.batch, step.product) = (code, model.batches[code]?.product ?? "RUG")
    case 5:
      guard let used = chance.perhaps(recentSales), let known = model.sales[used] else { return }
      step = known.step
      step.quantity += 1
    case 6:
      guard let sale = chance.perhaps(recentSales), let known = model.sales[sale] else { return }
      return ask(.takeBack(TakeBackStep(number: fresh("R"), sale: sale, quantity: known.step.quantity + 1, isScrap: false, day: known.step.day)))
    default: return ask(.buy(BuyStep(batch: code, price: 7_000, day: max(today, batch?.day ?? 0) - chance.pick([0, 0, 90]), paper: nil)))
    }
    ask(.sell(step))
  }
}
