import Ledger
import Testing

@Suite("Random histories of statements and payouts")
struct RandomSettlementTests {
  /// Whatever is asked, sensible or not: much of it is refused.
  private func history(seed: Int) throws -> TestBook {
    var random = SplitMix64(seed: seed)
    let currency = random.chance(50) ? Currency.kgs : currency("JPY")
    var book = try TestBook.settling(in: currency, fxRisk: random.pick([.association, .producers]))
    for number in 1...5 where random.chance(40) {
      let back = goods("R\(number)", of: "S\(number)", random.pick([300, 500, 1000]), on: "2024-02-2\(number)")
      try book.perform(.returnGoods(back))
    }
    try book.settle(tolerate(random.pick([0, 50, 1000]), in: currency))
    var date = day("2024-03-01")
    for step in 0..<60 {
      if random.chance(30) { date = date.adding(days: 1) }
      let command = next(&random, step, book, in: currency, on: date.description)
      // With no more sales at hand than are asked for, the answer is the same.
      let full = book.context(of: command)
      var needed = Set(full.settlement.salesNeeded(for: command, book: .kgs))
      if case .match(let match) = command { needed.formUnion(match.targets.map(\.sale)) }
      let least = SettlementContext(
        settlement: full.settlement, channel: full.channel, bank: full.bank, payables: full.payables,
        sales: full.sales.filter { needed.contains($0.key) }, rates: full.rates, book: .kgs)
      let refusedAtLeast = refusal { () throws(Refusal) in
        let decision = try Ledger.decide(command, given: least)
        #expect(try decision == Ledger.decide(command, given: full))
        return decision
      }
      #expect(refusedAtLeast == refusal { () throws(Refusal) in try book.perform(.settlement(command)) })
    }
    return book
  }

  private func next(_ random: inout SplitMix64, _ step: Int, _ book: TestBook, in currency: Currency, on date: String) -> SettlementCommand {
    let known = book.settlements[.init("SHOP")]?.orderedStatements ?? []
    guard let state = known.isEmpty ? nil : random.pick(known), !(known.count < 4 && random.chance(12)) else {
      return receive("ST\(known.count)", randomLines(&random), in: currency, on: date)
    }
    let statement = state.received.statement.text
    let aLine = random.pick(state.unmatchedLines.isEmpty || random.chance(15) ? state.received.lines : state.unmatchedLines)
    let number = random.pick(state.received.lines).line.text
    switch random.number(0...99) {
    case 0..<55:
      let sale = random.number(1...5)
      let names = aLine.type == .sale ? ["S\(sale)"] : aLine.type == .return ? ["R\(sale) of S\(sale)"] : []
      return match(aLine.line.text, names, of: statement, on: date, dispute: random.chance(70) ? "not ours" : nil)
    case 55..<62: return unmatch(number, of: statement, on: date)
    case 62..<68:
      return dispute(random.number(1...4000), random.chance(50) ? number : nil, of: statement, on: date)
    case 68..<80:
      let open = state.disputes.last { $0.resolution == nil }
      return resolve(random.pick([.recovered, .writtenOff]), open?.line?.text, of: statement, on: date)
    case 80..<94:
      let amount = random.chance(60) ? max(1, state.open.own) : random.number(1...9000)
      let applied = random.chance(60) ? [(statement, random.chance(80) ? amount : random.number(-500...amount))] : []
      let credited: Int64? = currency == .kgs || random.chance(60) ? nil : random.number(1...900_000)
      return receipt(
        "PO\(step)", amount, for: applied, fee: random.pick([0, 3]), credited: credited,
        channel: random.chance(80) || !applied.isEmpty ? "SHOP" : nil, in: currency, on: date)
    default:
      let payout = book.receipts.keys.sorted().randomElement(using: &random)?.text ?? "PO0"
      return apply(payout, random.chance(30) ? random.number(1...4000) : nil, to: statement, on: date)
    }
  }

  private func randomLines(_ random: inout SplitMix64) -> [StatementLine] {
    (0..<random.number(1...4)).map { number in
      switch random.number(0...9) {
      case 0...5: line("\(number)", .sale, random.pick([10_000, 9_990, 7_000]))
      case 6: line("\(number)", .return, random.pick([-10_000, -5000, -3000]))
      case 7: line("\(number)", .commission, random.pick([-2000, -1000]))
      case 8: line("\(number)", .fee, -random.number(1...500))
      default: line("\(number)", .adjustment, random.number(-300...300))
      }
    }
  }

  @Test("Every fact reads back as it was written, and the facts read back make the same states", arguments: 0..<150)
  func readBack(seed: Int) throws {
    let book = try history(seed: seed)
    var (state, receipts) = (SettlementState(), [PayoutCode: BankState]())
    for fact in book.facts {
      let read = try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes)
      #expect(read == fact.event, "seed \(seed)")
      if fact.stream == .settlement(.init("SHOP")) { state.evolve(read, on: fact.occurredOn) }
      if fact.stream.kind == .bank { receipts[.init(fact.stream.code), default: .init()].evolve(read, on: fact.occurredOn) }
    }
    let known = book.settlements[.init("SHOP")] ?? .init()
    #expect(state.orderedStatements.map(\.received) == known.orderedStatements.map(\.received))
    for (one, other) in zip(state.orderedStatements, known.orderedStatements) {
      #expect(one.open == other.open && one.released == other.released && one.disputes == other.disputes, "seed \(seed)")
    }
    for (payout, receipt) in receipts { #expect(receipt.left == book.receipts[payout]?.left, "seed \(seed)") }
  }

  @Test("Payout clearing, disputes and suspense hold what the statements and receipts say, and every sale is given once", arguments: 0..<150)
  func conserved(seed: Int) throws {
    let book = try history(seed: seed)
    var (clearing, inDispute, suspense, exchange) = (Valued.zero, Valued.zero, Valued.zero, Int64(0))
    var claimed: Set<ClaimTarget> = []
    var given: [SaleCode: Int64] = [:]
    var passedOn: [StatementCode: Int64] = [:]
    for fact in book.facts {
      switch fact.event {
      case .statementLineMatched(let event):
        clearing += event.match.due
        for claim in event.match.claims {
          #expect(claimed.insert(ClaimTarget(sale: claim.sale, returned: claim.returned)).inserted, "claimed twice, seed \(seed)")
        }
      case .statementLineUnmatched(let event):
        clearing -= event.match.due
        for claim in event.match.claims { claimed.remove(ClaimTarget(sale: claim.sale, returned: claim.returned)) }
      case .statementDisputed(let event): (clearing, inDispute) = (clearing - event.amount, inDispute + event.amount)
      case .statementResolved(let event):
        inDispute -= event.amount
        if event.outcome == .recovered { clearing += event.amount }
      case .bankEntryRecorded(let event): suspense += event.total
      case .bankEntryApplied(let event): suspense -= event.amount
      case .channelPayoutReceived(let event):
        clearing -= Valued(own: event.amount, book: event.carrying)
        exchange += event.exchange
      case .entitlementsReleased(let event):
        if let statement = event.statement {
          passedOn[statement, default: 0] += event.lines.filter { $0.sale == nil }.reduce(0) { $0 + $1.amount }
        }
        for sale in Set(event.lines.compactMap(\.sale)) {
          #expect(given[sale] == nil, "given twice, seed \(seed)")
          given[sale] = event.lines.filter { $0.sale == sale }.reduce(0) { $0 + $1.amount }
        }
      default: break
      }
    }
    let statements = book.settlements[.init("SHOP")]?.orderedStatements ?? []
    #expect(clearing == statements.reduce(.zero) { $0 + $1.open }, "seed \(seed)")
    #expect(inDispute == statements.reduce(.zero) { $0 + $1.disputed }, "seed \(seed)")
    #expect(suspense == book.receipts.values.reduce(.zero) { $0 + $1.left }, "seed \(seed)")
    #expect(exchange == statements.reduce(0) { $0 + $1.exchange }, "seed \(seed)")
    for statement in statements {
      if statement.isSettled { #expect(Set(statement.sales) == statement.released && statement.open == .zero, "seed \(seed)") }
    }
    let isPassedOn = book.channels[.init("SHOP")]?.terms(on: day("2024-02-29"))?.fxRisk == .producers
    for statement in statements where !statement.released.isEmpty {
      #expect(passedOn[statement.received.statement] ?? 0 == (isPassedOn ? statement.exchangeReckoned : 0), "seed \(seed)")
    }
    // Nothing came back after the first payment here, so what is given is what the sale left its producers.
    for (sale, amount) in given {
      let events = book.facts.map(\.event)
      let sold = events.reduce(Int64(0)) { sum, event in
        switch event {
        case .saleRecorded(let recorded) where recorded.sale == sale: sum + recorded.bookAmounts.net
        case .saleReturned(let returned) where returned.change.sale == sale: sum + returned.change.bookAmounts.net
        default: sum
        }
      }
      #expect(amount == sold, "seed \(seed)")
    }
  }

  @Test("The histories reach every kind of fact, and settle statements")
  func reach() throws {
    var types: Set<String> = []
    var settled = 0
    for seed in 0..<60 {
      let book = try history(seed: seed)
      types.formUnion(book.facts.map(\.event.type))
      settled += book.settlements[.init("SHOP")]?.orderedStatements.filter(\.isSettled).count ?? 0
    }
    #expect(
      types.isSuperset(of: [
        "StatementReceived", "StatementLineMatched", "StatementLineUnmatched", "StatementDisputed", "StatementResolved", "ToleranceAgreed",
        "BankEntryRecorded", "BankEntryApplied", "ChannelPayoutReceived", "EntitlementsReleased",
      ]))
    #expect(settled > 20)
  }
}
