import Ledger

/// What happens at a desk over some months: mostly sensible, often repeated, sometimes wrong, and in no particular order.
struct PayHistory {
  enum Step {
    case release(sale: String?, parts: [(String, Int64)])
    case withdraw(number: String, sale: String, losses: [(String, Int64)])
    case ask(PayablesCommand)
  }

  static let producers = ["Pa", "Pb", "P10", "P9"]
  private(set) var today = day("2024-01-10")
  private var random: SplitMix64
  private var issued: [PayablesCommand] = []
  private var runs: [String] = []
  private var sales: [(sale: String, parts: [(String, Int64)])] = []
  private var (saleCount, returnCount, runCount, paperCount) = (0, 0, 0, 0)
  /// Amounts of a few coins are where halves and ties live.
  private let isTiny: Bool

  init(seed: Int) {
    random = SplitMix64(seed: seed)
    isTiny = seed % 3 == 0
  }

  mutating func next() -> Step {
    if random.chance(25) { today = today.adding(days: random.number(1...4)) }
    switch random.number(1...100) {
    case ...26: return release()
    case ...34: return withdraw()
    default:
      let command = issued.isEmpty || random.chance(90) ? fresh() : random.pick(issued)
      issued.append(command)
      return .ask(command)
    }
  }

  /// What was recorded steers what is asked next, so that runs come to their end. It decides nothing.
  mutating func note(_ command: PayablesCommand) {
    if case .prepare(let command) = command { runs.append(command.run.text) }
  }

  private mutating func amount() -> Int64 { isTiny ? random.number(1...9) : random.number(1...3000) }

  private mutating func release() -> Step {
    var parts: [(String, Int64)] = []
    for producer in Self.producers where random.chance(45) { parts.append((producer, amount())) }
    if random.chance(12) {
      // An exchange difference, a gain for some and a loss for others.
      return .release(sale: nil, parts: parts.map { ($0.0, random.chance(60) ? -$0.1 : $0.1) })
    }
    if !sales.isEmpty, random.chance(5) {
      let again = random.pick(sales).sale
      sales.append((again, parts))
      return .release(sale: again, parts: parts)
    }
    saleCount += 1
    sales.append(("S\(saleCount)", parts))
    return .release(sale: "S\(saleCount)", parts: parts)
  }

  private mutating func withdraw() -> Step {
    guard !sales.isEmpty else { return release() }
    returnCount += 1
    let (sale, parts) = random.chance(70) ? sales[max(0, sales.count - random.number(1...5))] : random.pick(sales)
    let losses = parts.map { ($0.0, random.chance(8) ? -1 : random.chance(40) ? $0.1 : random.number(Int64(0)...$0.1)) }
    return .withdraw(number: "RT\(returnCount)", sale: sale, losses: losses)
  }

  private mutating func fresh() -> PayablesCommand {
    switch random.number(1...100) {
    case ...9: advance()
    case ...14: rule()
    case ...26: prepare()
    case ...42: .approve(ApprovePayoutRun(run: run(), by: name(), date: date()))
    case ...45: .reject(RejectPayoutRun(run: run(), by: name(), reason: reason(), date: date()))
    case ...59: .instruct(InstructPayoutRun(run: run(), by: name(), date: date()))
    case ...77:
      .settle(
        SettlePayment(
          run: run(), producer: .init(someone()), amount: random.chance(20) ? random.number(-1...2000) : nil,
          reference: random.chance(50) ? random.pick(["B-1", "B-2"]) : nil, date: date()))
    case ...79: .settleRun(SettleRun(run: run(), reference: random.chance(50) ? "B-1" : nil, date: date()))
    case ...90: .sendBack(ReturnPayment(run: run(), producer: .init(someone()), reason: reason(), date: date()))
    default: adjustment()
    }
  }

  private mutating func advance() -> PayablesCommand {
    if random.chance(75) { paperCount += 1 }
    return .payAdvance(
      PayAdvance(
        advance: .init("A\(paperCount)"), producer: .init(someone()), amount: random.chance(95) ? amount() : random.number(-3...0),
        form: random.pick([.cash, .cash, .material]), date: date()))
  }

  private mutating func rule() -> PayablesCommand {
    let (code, kind) = random.pick([("T1", DeductionKind.tax), ("T2", .tax), ("F", .fee), ("G", .reserve)])
    let parts: [Int64] = [0, 50, 1000, 1250, 3333, 5000, 10_000, 10_001, -1]
    return .setRule(
      SetDeductionRule(
        rule: .init(code), kind: random.chance(90) ? kind : random.pick([.tax, .fee, .reserve]),
        basisPoints: random.chance(90) ? random.number(0...2000) : random.pick(parts),
        validFrom: day("2024-01-01").adding(days: 10 * random.number(0...5))))
  }

  private mutating func prepare() -> PayablesCommand {
    if random.chance(85) { runCount += 1 }
    let code = RunCode(random.chance(95) ? "R\(runCount)" : run().text)
    let cutOff = today.adding(days: random.chance(95) ? -random.number(0...6) : 1)
    return .prepare(PreparePayoutRun(run: code, cutOff: cutOff, by: name(), date: today))
  }

  private mutating func adjustment() -> PayablesCommand {
    if random.chance(85) { paperCount += 1 }
    var lines: [AdjustmentLine] = []
    for _ in 0..<random.number(0...3) {
      let account =
        random.chance(70) ? Account.producerPayableAvailable : random.pick(random.chance(90) ? [.bank, .withheldTax, .losses] : Account.allCases)
      let producer = account == .producerPayableAvailable || random.chance(10) ? ProducerCode(someone()) : nil
      lines.append(
        AdjustmentLine(
          account: account, producer: random.chance(98) ? producer : nil, amount: random.chance(98) ? amount() * random.pick([1, -1]) : 0))
    }
    let rest = lines.reduce(0) { $0 + $1.amount } + (random.chance(95) ? 0 : 1)
    if rest != 0 { lines.append(AdjustmentLine(account: .losses, amount: -rest)) }
    return .adjust(
      PostAdjustment(
        adjustment: .init("C\(paperCount)"), corrects: random.chance(30) ? random.number(1...50) : nil, reason: reason(), by: name(), date: date(),
        lines: lines))
  }

  private mutating func run() -> RunCode {
    if runs.isEmpty || random.chance(4) { return RunCode("R\(runCount + 1)") }
    return RunCode(runs[max(0, runs.count - random.number(1...3))])
  }

  private mutating func someone() -> String { random.chance(98) ? random.pick(Self.producers) : "nobody" }
  private mutating func name() -> String { random.chance(97) ? random.pick(["aizada", "bakyt", "cholpon"]) : "" }
  private mutating func reason() -> String { random.chance(96) ? random.pick(["typed twice", "account closed"]) : "" }
  private mutating func date() -> CalendarDate { today.adding(days: random.chance(94) ? 0 : -random.number(1...5)) }
}
