import Ledger

/// From the tests' words to the program's.
extension Step {
  /// The program's command.
  var command: Command {
    switch self {
    case .village(let day):
      .enrolCommunity(EnrolCommunity(community: .init("TAL"), name: "Талды-Суу", oblast: "Ысык-Көл", date: date(day)))
    case .register(let producer, let day):
      .registerProducer(
        RegisterProducer(
          producer: .init(producer), details: .init(name: "Producer \(producer)"),
          membership: Membership(community: .init("TAL"), group: .init("G1"), sex: .female, payoutRoute: .bank), date: date(day)))
    case .leave(let producer, let day):
      .changeProducerStatus(ChangeProducerStatus(producer: .init(producer), change: .deactivate(reason: "moved"), date: date(day)))
    case .develop(let product, let day):
      .developProduct(DevelopProduct(product: .init(product), name: product, category: "felt", unit: .piece, date: date(day)))
    case .rate(let step):
      .publishRate(
        PublishRate(
          currency: currency(step.currency),
          rate: Rate(date: date(step.day), nominal: Int64(step.nominal), rate: decimal(step.digits, scale: 4))))
    case .terms(let step): .agreeTerms(step.command)
    case .produce(let step):
      .recordBatch(
        RecordBatch(
          batch: .init(step.batch), product: .init(step.product), producedOn: date(step.day),
          contributions: step.parts.map { Contribution(producer: .init($0.producer), quantity: Quantity(units: Int64($0.pieces))) }))
    case .buy(let step): .production(.buy(step.command))
    case .writeOff(let step):
      .production(
        .writeOff(
          WriteOff(batch: .init(step.batch), quantity: Quantity(units: Int64(step.pieces)), reason: "eaten by moths", date: date(step.day))))
    case .sell(let step): .recordSale(step.command)
    case .allocate(let sale, let day): .allocateSale(AllocateSale(sale: .init(sale), date: date(day)))
    case .takeBack(let step):
      .returnGoods(
        ReturnGoods(
          returned: .init(step.number), returnedOn: date(step.day), sale: .init(step.sale), quantity: Quantity(units: Int64(step.pieces)),
          disposition: step.isRestocked ? .restock : .scrap))
    case .reverse(let sale, let day): .reverseSale(ReverseSale(sale: .init(sale), reason: "typed twice", date: date(day)))
    case .receive, .match, .unmatch, .dispute, .resolve, .tolerate, .bank, .apply: .settlement(settlementCommand)
    case .advance, .rule, .prepare, .approve, .reject, .instruct, .settle, .settleRun, .sendBack, .adjust: .payables(payablesCommand)
    case .close(let month, let by, let day):
      .control(
        .close(
          ClosePeriod(
            month: ledgerMonth(month), by: by, today: date(day), asOfPosition: 0, totals: [],
            openItems: OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0))))
    case .reopen(let month, let asked, let agreed, let day):
      .control(
        .reopen(
          ReopenPeriod(month: ledgerMonth(month), reason: "a late invoice", today: date(day), requestedBy: asked, approvedBy: agreed)))
    }
  }

  private var settlementCommand: SettlementCommand {
    switch self {
    case .receive(let step): .receive(step.command)
    case .match(let step):
      .match(
        MatchLine(
          channel: .init(step.channel), statement: .init(step.statement), line: .init(step.line),
          targets: step.targets.map { ClaimTarget(sale: .init($0.sale), returned: $0.returned.map { ReturnCode($0) }) }, method: .person,
          date: date(step.day), dispute: step.dispute))
    case .unmatch(let step):
      .unmatch(
        UnmatchLine(
          channel: .init(step.channel), statement: .init(step.statement), line: .init(step.line ?? "?"), reason: step.reason, date: date(step.day)))
    case .dispute(let step, let amount):
      .dispute(
        DisputeStatement(
          channel: .init(step.channel), statement: .init(step.statement), line: step.line.map { LineCode($0) }, amount: Int64(amount),
          reason: step.reason, date: date(step.day)))
    case .resolve(let step, let isRecovered):
      .resolve(
        ResolveDispute(
          channel: .init(step.channel), statement: .init(step.statement), line: step.line.map { LineCode($0) },
          outcome: isRecovered ? .recovered : .writtenOff, reason: step.reason, date: date(step.day)))
    case .tolerate(let step):
      .agreeTolerance(
        AgreeTolerance(channel: .init(step.channel), currency: currency(step.currency), amount: Int64(step.amount), validFrom: date(step.from)))
    case .bank(let step): .recordReceipt(step.command)
    case .apply(let step):
      .applyReceipt(
        ApplyReceipt(
          payout: .init(step.payout), channel: .init(step.channel), statement: .init(step.statement), amount: step.amount.map { Int64($0) },
          date: date(step.day)))
    default: preconditionFailure("no step of a channel's money")
    }
  }

  private var payablesCommand: PayablesCommand {
    switch self {
    case .advance(let step):
      .payAdvance(
        PayAdvance(
          advance: .init(step.advance), producer: .init(step.producer), amount: Int64(step.amount), form: step.isMaterial ? .material : .cash,
          date: date(step.day)))
    case .rule(let step):
      .setRule(
        SetDeductionRule(rule: .init(step.rule), kind: deductionKind(step.kind), basisPoints: Int64(step.points), validFrom: date(step.from)))
    case .prepare(let run, let cutOff, let by, let day):
      .prepare(PreparePayoutRun(run: .init(run), cutOff: date(cutOff), by: by, date: date(day)))
    case .approve(let run, let by, let day): .approve(ApprovePayoutRun(run: .init(run), by: by, date: date(day)))
    case .reject(let run, let by, let reason, let day): .reject(RejectPayoutRun(run: .init(run), by: by, reason: reason, date: date(day)))
    case .instruct(let run, let by, let day): .instruct(InstructPayoutRun(run: .init(run), by: by, date: date(day)))
    case .settle(let step):
      .settle(
        SettlePayment(
          run: .init(step.run), producer: .init(step.producer), amount: step.amount.map { Int64($0) }, reference: step.reference,
          date: date(step.day)))
    case .settleRun(let run, let reference, let day): .settleRun(SettleRun(run: .init(run), reference: reference, date: date(day)))
    case .sendBack(let run, let producer, let reason, let day):
      .sendBack(ReturnPayment(run: .init(run), producer: .init(producer), reason: reason, date: date(day)))
    case .adjust(let step):
      .adjust(
        PostAdjustment(
          adjustment: .init(step.adjustment), reason: step.reason, by: step.by, date: date(step.day),
          lines: step.lines.map {
            AdjustmentLine(account: account($0.account), producer: $0.producer.map { ProducerCode($0) }, amount: Int64($0.amount))
          }))
    default: preconditionFailure("no step of the producers' money")
    }
  }
}

extension TermsStep {
  fileprivate var command: AgreeTerms {
    let terms = Terms(
      model: .consignment, commissionBasisPoints: Int64(commission), feeBasisPoints: Int64(fee), currency: MoneyTests.currency(currency),
      settleDays: 30, validFrom: date(from), fxRisk: producersBearRisk ? .producers : .association)
    return AgreeTerms(channel: .init(channel), name: channel, kind: .brandShop, country: "KG", terms: terms)
  }
}

extension BuyStep {
  fileprivate var command: BuyBatch {
    func price(_ minor: Int) -> DecimalNumber { decimal(minor, scale: 2) }
    let asked: PurchasePrice =
      switch self.price {
      case .same(let minor): .same(price(minor))
      case .each(let each): .each(Dictionary(uniqueKeysWithValues: each.map { (ProducerCode($0.key), price($0.value)) }))
      }
    return BuyBatch(batch: .init(batch), price: asked, date: date(day))
  }
}

extension SellStep {
  fileprivate var command: RecordSale {
    RecordSale(
      sale: .init(sale), soldOn: date(day), channel: .init(channel), product: .init(product), quantity: Quantity(units: Int64(pieces)),
      unitPrice: decimal(price, scale: MoneyModel.decimals[currency] ?? 0), discount: Int64(discount), currency: MoneyTests.currency(currency),
      allowsUnallocated: true)
  }
}

extension ReceiveStep {
  fileprivate var command: ReceiveStatement {
    ReceiveStatement(
      statement: .init(statement), channel: .init(channel), periodFrom: date(from), periodTo: date(to), currency: MoneyTests.currency(currency),
      opening: Int64(opening), closing: Int64(closing), receivedOn: date(day), fileSHA256: file,
      lines: lines.map { line in
        StatementLine(
          line: .init(line.number), type: lineType(line.type), reference: line.reference, quantity: Quantity(units: Int64(line.pieces)),
          amount: Int64(line.amount))
      })
  }
}

extension ReceiptStep {
  fileprivate var command: RecordReceipt {
    RecordReceipt(
      payout: .init(payout), receivedOn: date(day), channel: channel.map { ChannelCode($0) }, currency: MoneyTests.currency(currency),
      amount: Int64(amount), bankFee: Int64(fee), bookAmount: book.map { Int64($0) }, reference: "bank \(payout)",
      applications: applications.map { ReceiptApplication(statement: .init($0.statement), amount: Int64($0.amount)) })
  }
}

// MARK: Words

func date(_ day: Int) -> CalendarDate { CalendarDate(daysSince1970: Int32(day)) }

func currency(_ code: String) -> Currency {
  guard let currency = Currency(code) else { preconditionFailure("\(code) is no currency") }
  return currency
}

private func decimal(_ digits: Int, scale: Int) -> DecimalNumber {
  guard let number = DecimalNumber(mantissa: Int64(digits), scale: scale) else { preconditionFailure("\(digits) is too long") }
  return number
}

private func ledgerMonth(_ month: Int) -> Month {
  let number = month % 12 + 1
  guard let month = Month("\(month / 12)-\(number < 10 ? "0" : "")\(number)") else { preconditionFailure("\(month) is no month") }
  return month
}

private func account(_ code: String) -> Account {
  guard let account = Account(rawValue: code) else { preconditionFailure("\(code) is no account") }
  return account
}

private func deductionKind(_ kind: Kept) -> DeductionKind {
  switch kind {
  case .tax: .tax
  case .fee: .fee
  case .reserve: .reserve
  }
}

private func lineType(_ type: LineType) -> StatementLineType {
  switch type {
  case .sale: .sale
  case .return: .return
  case .commission: .commission
  case .fee: .fee
  case .tax: .tax
  case .adjustment: .adjustment
  }
}
