extension MoneyHistory {
  static let people = ["Aizada", "Bolot", "Cholpon"]

  mutating func producerMoney() {
    switch chance.number(1...100) {
    case ...12: advance()
    case ...18: rule()
    case ...34: prepare()
    case ...48: sign()
    case ...58: instruct()
    case ...80: settle()
    case ...90: sendBack()
    default: adjust()
    }
  }

  func runs(_ status: ModelRun.Status) -> [String] { model.runs.keys.sorted().filter { model.runs[$0]?.status == status } }

  private mutating func advance() {
    ask(
      .advance(
        AdvanceStep(
          advance: fresh("ADV"), producer: chance.pick(Self.makers), amount: chance.number(1...60_000), isMaterial: chance.happens(40), day: today)))
  }

  private mutating func rule() {
    let kind = chance.pick(Kept.allCases)
    ask(
      .rule(
        RuleStep(
          rule: "\(kind.rawValue) \(chance.pick(["A", "B"]))", kind: kind, points: chance.pick([0, 100, 333, 1_000, chance.number(0...6_000)]),
          from: today + chance.number(-3...10))))
  }

  private mutating func prepare() {
    let cutOff = chance.happens(70) ? today : max(Self.firstDay, today - chance.number(1...12))
    guard !model.payments(through: cutOff).isEmpty || chance.happens(15) else { return }
    ask(.prepare(run: fresh("RUN"), cutOff: cutOff, by: chance.pick(Self.people), day: today))
  }

  private mutating func sign() {
    guard let code = chance.perhaps(runs(.prepared)), let run = model.runs[code] else { return }
    let others = Self.people.filter { $0 != run.by }
    if chance.happens(25) {
      ask(.reject(run: code, by: chance.pick(Self.people), reason: "wait for the fair", day: today))
    } else {
      ask(.approve(run: code, by: chance.pick(others), day: today))
    }
  }

  private mutating func instruct() {
    guard let code = chance.perhaps(runs(.approved)) else { return }
    ask(.instruct(run: code, by: chance.pick(Self.people), day: today))
  }

  /// Payments of a run that the bank has not confirmed yet.
  func waiting(_ code: String) -> [String] {
    (model.runs[code]?.payments ?? [:]).filter { !$0.value.isPaid && $0.value.sentBack == nil }.keys.sorted()
  }

  private mutating func settle() {
    guard let code = chance.perhaps(runs(.instructed).filter { !waiting($0).isEmpty }) else { return }
    if chance.happens(20) {
      ask(.settleRun(run: code, reference: "list \(code)", day: today))
      return
    }
    for producer in waiting(code) where chance.happens(60) {
      let net = model.runs[code]?.payments[producer]?.net
      ask(
        .settle(SettleStep(run: code, producer: producer, amount: chance.happens(60) ? net : nil, reference: "bank \(code) \(producer)", day: today)))
    }
  }

  private mutating func sendBack() {
    guard let code = chance.perhaps(runs(.instructed)), let run = model.runs[code] else { return }
    let there = run.payments.filter { $0.value.sentBack == nil && $0.value.net > 0 }.keys.sorted()
    guard let producer = chance.perhaps(there) else { return }
    ask(.sendBack(run: code, producer: producer, reason: "the wallet is closed", day: today))
  }

  private mutating func adjust() {
    let amount = chance.number(1...20_000)
    let producer = chance.pick(Self.makers)
    let lines: [AdjustLine] =
      switch chance.number(1...5) {
      case 1: [AdjustLine(account: "5200", producer: nil, amount: amount), AdjustLine(account: "2100", producer: producer, amount: -amount)]
      case 2: [AdjustLine(account: "2100", producer: producer, amount: amount), AdjustLine(account: "4000", producer: nil, amount: -amount)]
      case 3: [AdjustLine(account: "1010", producer: nil, amount: amount), AdjustLine(account: "4900", producer: nil, amount: -amount)]
      case 4:
        [
          AdjustLine(account: "2200", producer: nil, amount: amount), AdjustLine(account: "2300", producer: nil, amount: amount / 2),
          AdjustLine(account: "1010", producer: nil, amount: -amount - amount / 2),
        ].filter { $0.amount != 0 }
      default: [AdjustLine(account: "1300", producer: nil, amount: amount), AdjustLine(account: "5000", producer: nil, amount: -amount)]
      }
    ask(.adjust(AdjustStep(adjustment: fresh("ADJ"), reason: "counted again", by: chance.pick(Self.people), day: today, lines: lines)))
  }

  // MARK: Months

  mutating func monthEnd() {
    let month = MoneyModel.month(of: today)
    if let closed = model.closedThrough, chance.happens(30) {
      ask(.reopen(month: closed, asked: "Aizada", agreed: chance.happens(80) ? "Bolot" : "Aizada", day: today))
    } else {
      let next = (model.closedThrough ?? month - 2) + 1
      ask(.close(month: chance.happens(75) ? min(next, month - 1) : chance.number(month - 2...month + 1), by: "Aizada", day: today))
    }
  }
}
