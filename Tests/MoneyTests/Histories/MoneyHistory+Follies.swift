extension MoneyHistory {
  /// Something that somebody in a hurry would ask, and nobody should get.
  mutating func folly() {
    switch chance.number(1...10) {
    case 1, 2: statementFolly()
    case 3, 4: matchFolly()
    case 5, 6: receiptFolly()
    case 7: purchaseFolly()
    default: payFolly()
    }
  }

  private mutating func purchaseFolly() {
    let known = chance.perhaps(model.batches.keys.sorted()) ?? "UNKNOWN"
    let makers = (model.batches[known]?.parts ?? [:]).keys.sorted()
    var step = BuyStep(batch: known, price: .same(700), day: today)
    switch chance.number(1...8) {
    case 1: step.batch = "UNKNOWN"
    case 2: step.price = .same(0)
    case 3: step.price = .each([:])
    case 4: step.price = .each(makers.reduce(into: ["Left": 5]) { $0[$1] = 5 })
    case 5: step.day = Self.firstDay - 1
    case 6:
      ask(.writeOff(WriteOffStep(batch: known, pieces: (model.batches[known]?.left ?? 0) + 1, day: max(today, model.batches[known]?.day ?? 0))))
      return
    case 7:
      // What is left of a batch is written off, and then somebody wants to buy it.
      guard let batch = model.batches[known], batch.left > 0, batch.cost == nil else { return }
      ask(.writeOff(WriteOffStep(batch: known, pieces: batch.left, day: max(today, batch.day))))
      step.day = max(today, batch.day)
    default: break
    }
    ask(.buy(step))
  }

  private var someStatement: ModelStatement? { model.statements[model.statements.keys.sorted().last ?? ""] }

  private mutating func statementFolly() {
    let line = StatedLine(number: "1", type: .sale, reference: "", pieces: 1, amount: 700)
    var step = ReceiveStep(
      statement: fresh("BAD"), channel: "PUMP", from: today - 9, to: today, currency: "KGS", opening: 0, closing: 700, day: today, file: "f",
      lines: [line])
    switch chance.number(1...9) {
    case 1: step.closing = 701
    case 2: step.currency = "JPY"
    case 3: step.channel = "NOWHERE"
    case 4: step.lines = []
    case 5: step.lines = [line, line]
    case 6: (step.lines[0].amount, step.closing) = (-700, -700)
    case 7: (step.lines[0].type, step.lines[0].amount) = (.return, 700)
    case 8: (step.from, step.to) = (today, today - 9)
    default:
      // The number of another statement.
      guard let known = someStatement?.step else { return }
      step = known
      step.file = "another file"
      step.lines[0].amount += 1
      step.closing += 1
    }
    if step.lines == [line, line] { step.closing = 1400 }
    if step.lines.isEmpty { step.closing = 0 }
    ask(.receive(step))
  }

  private mutating func matchFolly() {
    guard let key = chance.perhaps(model.statements.keys.sorted()), let statement = model.statements[key] else { return }
    guard let line = chance.perhaps(statement.lines.filter { [.sale, .return].contains($0.stated.type) }) else { return }
    var step = MatchStep(
      channel: statement.step.channel, statement: statement.step.statement, line: line.stated.number,
      targets: meant["\(key)/\(line.stated.number)"] ?? [], day: today, dispute: "a folly")
    let sales = model.sales.values.sorted { $0.step.sale < $1.step.sale }
    func some(_ wanted: (ModelSale) -> Bool) -> [Target] {
      chance.perhaps(sales.filter(wanted)).map { [Target(sale: $0.step.sale, returned: nil)] } ?? []
    }
    switch chance.number(1...14) {
    case 1: step.statement = "UNKNOWN"
    case 2: step.line = "99"
    case 3: step.targets = [Target(sale: "UNKNOWN", returned: nil)]
    case 4: step.targets = some { model.isClaimed($0.step.sale) }
    case 5: step.targets = some { $0.step.channel != statement.step.channel }
    case 6: step.targets = some { $0.step.currency != statement.step.currency && $0.step.channel == statement.step.channel }
    case 7: step.targets = some { $0.isReversed }
    case 8: step.targets = some { $0.step.day > statement.step.to && $0.step.channel == statement.step.channel }
    case 9: step.targets = [Target(sale: step.targets.first?.sale ?? "S1", returned: "UNKNOWN")]
    case 10: step.targets = []
    case 11: step.dispute = nil
    case 12: ask(.unmatch(LineStep(channel: step.channel, statement: step.statement, line: "99", reason: "a folly", day: today)))
    case 13:
      let whole = LineStep(
        channel: step.channel, statement: chance.happens(50) ? "UNKNOWN" : step.statement, line: nil, reason: "a folly", day: today)
      if statement.disputes[""] == nil { ask(.resolve(whole, isRecovered: true)) } else { ask(.dispute(whole, amount: 1)) }
    default:
      ask(
        .dispute(LineStep(channel: step.channel, statement: step.statement, line: nil, reason: "a folly", day: today), amount: statement.due.own + 1))
    }
    ask(.match(step))
  }

  private mutating func receiptFolly() {
    guard let key = chance.perhaps(model.statements.keys.sorted()), let statement = model.statements[key] else { return }
    let (channel, currency) = (statement.step.channel, statement.step.currency)
    var step = ReceiptStep(
      payout: fresh("NOPAY"), day: today, channel: channel, currency: currency, amount: max(1, statement.due.own), fee: 0, book: nil,
      applications: [Application(statement: statement.step.statement, amount: max(1, statement.due.own))])
    let payout = chance.perhaps(model.receipts.keys.sorted()) ?? "UNKNOWN"
    switch chance.number(1...10) {
    case 1: step.applications[0].amount += 1
    case 2: step.amount = max(1, statement.due.own - 1)
    case 3: step.applications[0].statement = "UNKNOWN"
    case 4: step.currency = currency == "KGS" ? "JPY" : "KGS"
    case 5: if chance.happens(50) { step.amount = 0 } else { step.applications += step.applications }
    case 6: step.channel = "NOWHERE"
    case 7:
      guard let known = model.receipts[payout]?.step else { return }
      step = known
      step.amount += 1
    case 8:
      ask(.apply(ApplyStep(payout: "UNKNOWN", channel: channel, statement: statement.step.statement, amount: nil, day: today)))
      return
    case 9:
      let left = model.receipts[payout]?.left.own ?? 0
      ask(.apply(ApplyStep(payout: payout, channel: channel, statement: statement.step.statement, amount: left + 1, day: today)))
      return
    default:
      ask(.apply(ApplyStep(payout: payout, channel: channel, statement: statement.step.statement, amount: nil, day: today)))
      return
    }
    ask(.bank(step))
  }

  private mutating func payFolly() {
    let code = chance.perhaps(model.runs.keys.sorted()) ?? "UNKNOWN"
    let producer = chance.pick(Self.makers)
    func correction(_ lines: [AdjustLine]) -> Step {
      .adjust(AdjustStep(adjustment: "WRONG", reason: "a folly", by: "Bolot", day: today, lines: lines))
    }
    switch chance.number(1...21) {
    case 1: ask(.approve(run: code, by: model.runs[code]?.by ?? "Aizada", day: today))
    case 2: ask(.approve(run: "UNKNOWN", by: "Aizada", day: today))
    case 3: ask(.reject(run: code, by: "Aizada", reason: "a folly", day: today))
    case 4: ask(.instruct(run: code, by: "Aizada", day: today))
    case 5: ask(.prepare(run: fresh("NORUN"), cutOff: today + 1, by: "Aizada", day: today))
    case 6: ask(.prepare(run: fresh("NORUN"), cutOff: Self.firstDay - 1, by: "Aizada", day: today))
    case 7: ask(.prepare(run: code, cutOff: today - 1, by: "Somebody else", day: today))
    case 8: ask(.settle(SettleStep(run: code, producer: "Left", amount: nil, reference: "x", day: today)))
    case 9: ask(.settle(SettleStep(run: "UNKNOWN", producer: producer, amount: nil, reference: "x", day: today)))
    case 10, 11:
      let net = model.runs[code]?.payments[producer]?.net ?? 5
      ask(.settle(SettleStep(run: code, producer: producer, amount: max(1, net + chance.pick([-1, 1])), reference: "x", day: today)))
    case 12:
      let paid = runs(.instructed).flatMap { run in
        (model.runs[run]?.payments ?? [:]).filter { $0.value.isPaid && $0.value.net > 0 }.keys.sorted().map { (run, $0) }
      }
      let (run, whose) = chance.perhaps(paid) ?? (code, producer)
      ask(.settle(SettleStep(run: run, producer: whose, amount: nil, reference: "a second time", day: today)))
    case 13:
      // Of all payments that came back, or were of nothing.
      let gone = runs(.instructed).flatMap { run in
        (model.runs[run]?.payments ?? [:]).filter { $0.value.sentBack != nil || $0.value.net == 0 }.keys.sorted().map { (run, $0) }
      }
      let (run, whose) = chance.perhaps(gone) ?? (code, producer)
      ask(.sendBack(run: run, producer: whose, reason: "a second time", day: today))
    case 14: ask(correction([AdjustLine(account: "1010", producer: nil, amount: 5), AdjustLine(account: "4000", producer: nil, amount: -6)]))
    case 15: ask(correction([AdjustLine(account: "1200", producer: nil, amount: 5), AdjustLine(account: "4000", producer: nil, amount: -5)]))
    case 16: ask(correction([AdjustLine(account: "2100", producer: nil, amount: 5), AdjustLine(account: "4000", producer: nil, amount: -5)]))
    case 17:
      if model.leftOn["Left"] == nil { ask(.leave(producer: "Left", day: today)) }
      let (whose, amount) = (chance.pick(["Nobody", "Left", "Left", producer]), chance.pick([0, 5, 5]))
      ask(.advance(AdvanceStep(advance: fresh("NOADV"), producer: whose, amount: amount, isMaterial: false, day: today)))
    case 21:
      // In a month that is closed, when one is.
      guard let closed = model.closedThrough else { return }
      var day = today
      while MoneyModel.month(of: day) > closed { day -= 1 }
      ask(.advance(AdvanceStep(advance: fresh("LATE"), producer: producer, amount: 700, isMaterial: false, day: day)))
    case 18:
      guard case .advance(var known)? = model.documents["advance/ADV1"] else { return }
      known.amount += 1
      ask(.advance(known))
    case 19: ask(.rule(RuleStep(rule: "tax C", kind: .tax, points: 10_001, from: today)))
    case 20: ask(.settleRun(run: code, reference: "a folly", day: today))
    default: return
    }
  }
}
