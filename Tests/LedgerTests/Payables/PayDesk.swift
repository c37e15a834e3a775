import Ledger

/// The desk where producers are paid, in memory: takes commands to the deciders and their facts into the state, as the service does with a log.
struct PayDesk {
  let book: Currency
  private(set) var state = PayablesState()
  private(set) var facts: [Fact] = []
  private(set) var producers: [ProducerCode: ProducerState] = [:]

  /// A desk that knows these producers.
  init(_ codes: [String] = ["P1", "P2", "P3"], book: Currency = .kgs) throws(Refusal) {
    self.book = book
    let day = day("2024-01-01")
    var community = CommunityState()
    let enrolment = EnrolCommunity(community: .init("TAL"), name: "Талды-Суу", oblast: "Ысык-Көл", date: day)
    for fact in try Ledger.decide(enrolment, given: community).facts { community.evolve(fact.event) }
    for code in codes {
      let membership = Membership(community: .init("TAL"), group: nil, sex: .female, payoutRoute: .bank)
      let command = RegisterProducer(producer: .init(code), details: .init(name: "Айгүл"), membership: membership, date: day)
      try takeProducer(
        .init(code), Ledger.decide(command, person: "of \(code)", given: ProducerState(), community: community, group: GroupState()))
    }
  }

  private mutating func takeProducer(_ code: ProducerCode, _ decision: Decision) {
    for fact in decision.facts { producers[code, default: .init()].evolve(fact.event, on: fact.occurredOn) }
  }

  /// She leaves.
  mutating func deactivate(_ code: String, on date: String) throws(Refusal) {
    let command = ChangeProducerStatus(producer: .init(code), change: .deactivate(reason: "moved"), date: day(date))
    takeProducer(.init(code), try Ledger.decide(command, given: producers[.init(code)] ?? .init()))
  }

  /// What a command would come to.
  func decide(_ command: PayablesCommand) throws(Refusal) -> Decision {
    // No more than the command asks for, so that it is seen to ask for enough.
    let known = producers.filter { command.namedProducers.contains($0.key) }
    return try Ledger.decide(command, given: state, producers: known, book: book)
  }

  /// Decides and, unless refused, takes the facts in.
  @discardableResult
  mutating func perform(_ command: PayablesCommand) throws(Refusal) -> Decision {
    let decision = try decide(command)
    for fact in decision.facts { take(fact) }
    return decision
  }

  /// Takes a fact in, as read back from the log.
  mutating func take(_ fact: Fact) {
    facts.append(fact)
    state.evolve(fact.event, on: fact.occurredOn)
  }

  /// The description of a refusal; nil when it was not refused.
  func refused(_ command: PayablesCommand) -> String? { refusal { () throws(Refusal) in try decide(command) }?.description }

  // MARK: What channels and returns bring

  /// A channel paid for a sale (or nothing: an exchange difference); each producer gets her part.
  mutating func release(_ sale: String?, _ parts: [(String, Int64)], on date: String = "2024-02-01") {
    let lines = parts.map {
      ReleasedLine(sale: sale.map { SaleCode($0) }, soldOn: sale == nil ? nil : day("2024-01-15"), producer: .init($0.0), amount: $0.1)
    }
    let event = EntitlementsReleased(channel: .init("SHOP"), statement: .init("ST1"), payout: .init("PO1"), bookCurrency: book, lines: lines)
    take(Fact(.entitlementsReleased(event), in: .payables, on: day(date)))
  }

  /// Goods of a released sale came back.
  @discardableResult
  mutating func withdraw(_ number: String, of sale: String, _ losses: [(String, Int64)], on date: String = "2024-03-01") -> [WithdrawnLine] {
    let lines = state.withdrawal(of: losses.map { (ProducerCode($0.0), $0.1) }, sale: .init(sale))
    let event = EntitlementsWithdrawn(
      sale: .init(sale), returned: .init(number), channel: .init("SHOP"), currency: book, bookCurrency: book,
      netSales: Valued(own: 1, book: 1), lines: lines)
    take(Fact(.entitlementsWithdrawn(event), in: .payables, on: day(date)))
    return lines
  }

  // MARK: Reading

  func balance(_ producer: String) -> ProducerBalance { state.balance(of: .init(producer)) }

  /// What is open to her, oldest first: `sale amount`.
  func open(_ producer: String) -> [String] {
    state.openLines(of: .init(producer)).map { "\($0.sale.map(\.text) ?? "–") \($0.amount)" }
  }

  /// The totals of a payment.
  func totals(_ run: String, _ producer: String) -> PaymentTotals? { state.run(.init(run))?.payments[.init(producer)]?.totals }

  func status(_ run: String, _ producer: String) -> PayoutRun.Payment.Status? { state.run(.init(run))?.payments[.init(producer)]?.status }
}

// MARK: Commands in short

func advance(_ code: String, to producer: String, _ amount: Int64, _ form: AdvanceForm = .cash, on date: String = "2024-01-20") -> PayablesCommand {
  .payAdvance(PayAdvance(advance: .init(code), producer: .init(producer), amount: amount, form: form, date: day(date)))
}

func rule(_ code: String, _ kind: DeductionKind, _ basisPoints: Int64, from date: String = "2024-01-01") -> PayablesCommand {
  .setRule(SetDeductionRule(rule: .init(code), kind: kind, basisPoints: basisPoints, validFrom: day(date)))
}

func prepare(_ run: String, by name: String = "aizada", to cutOff: String = "2024-02-29", on date: String = "2024-03-01") -> PayablesCommand {
  .prepare(PreparePayoutRun(run: .init(run), cutOff: day(cutOff), by: name, date: day(date)))
}

func approve(_ run: String, by name: String = "bakyt", on date: String = "2024-03-02") -> PayablesCommand {
  .approve(ApprovePayoutRun(run: .init(run), by: name, date: day(date)))
}

func reject(_ run: String, by name: String = "bakyt", because reason: String = "too early", on date: String = "2024-03-02") -> PayablesCommand {
  .reject(RejectPayoutRun(run: .init(run), by: name, reason: reason, date: day(date)))
}

func instruct(_ run: String, by name: String = "aizada", on date: String = "2024-03-03") -> PayablesCommand {
  .instruct(InstructPayoutRun(run: .init(run), by: name, date: day(date)))
}

func settle(_ run: String, _ producer: String, _ amount: Int64? = nil, _ reference: String? = nil, on date: String = "2024-03-05") -> PayablesCommand
{
  .settle(SettlePayment(run: .init(run), producer: .init(producer), amount: amount, reference: reference, date: day(date)))
}

func settleAll(_ run: String, _ reference: String? = nil, on date: String = "2024-03-05") -> PayablesCommand {
  .settleRun(SettleRun(run: .init(run), reference: reference, date: day(date)))
}

func sendBack(_ run: String, _ producer: String, because reason: String = "account closed", on date: String = "2024-03-08") -> PayablesCommand {
  .sendBack(ReturnPayment(run: .init(run), producer: .init(producer), reason: reason, date: day(date)))
}

func adjust(
  _ code: String, _ lines: [(Account, String?, Int64)], corrects: Int64? = nil, because reason: String = "wrong producer", by name: String = "aizada",
  on date: String = "2024-02-10"
) -> PayablesCommand {
  .adjust(
    PostAdjustment(
      adjustment: .init(code), corrects: corrects, reason: reason, by: name, date: day(date),
      lines: lines.map { AdjustmentLine(account: $0.0, producer: $0.1.map { ProducerCode($0) }, amount: $0.2) }))
}
