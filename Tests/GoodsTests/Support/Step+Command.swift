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
    case .develop(let product, let day):
      .developProduct(DevelopProduct(product: .init(product), name: product, category: "felt", unit: .piece, date: date(day)))
    case .terms(let channel, let from):
      .agreeTerms(
        AgreeTerms(
          channel: .init(channel), name: channel, kind: .brandShop, country: "KG",
          terms: Terms(model: .consignment, commissionBasisPoints: 0, feeBasisPoints: 0, currency: .kgs, settleDays: 0, validFrom: date(from))))
    case .produce(let step): .recordBatch(step.command)
    case .inspect, .recall, .lift, .writeOff, .buy: .production(productionCommand)
    case .dispatch, .receive, .count, .adjust: .movement(movementCommand)
    case .sell(let step):
      .recordSale(
        RecordSale(
          sale: .init(step.sale), soldOn: date(step.day), channel: .init(step.channel), outlet: step.outlet.map { OutletCode($0) },
          product: .init(step.product), batch: step.batch.map { BatchCode($0) }, quantity: quantity(step.quantity), unitPrice: whole(100),
          currency: .kgs, allowsUnallocated: step.isLenient))
    case .allocate(let sale, let day): .allocateSale(AllocateSale(sale: .init(sale), date: date(day)))
    case .takeBack(let step):
      .returnGoods(
        ReturnGoods(
          returned: .init(step.number), returnedOn: date(step.day), sale: .init(step.sale), quantity: quantity(step.quantity),
          disposition: step.isScrap ? .scrap : .restock))
    case .reverse(let sale, let day): .reverseSale(ReverseSale(sale: .init(sale), reason: "typed twice", date: date(day)))
    case .close(let month, let by, let day):
      .control(
        .close(
          ClosePeriod(
            month: ledgerMonth(month), by: by, today: date(day), asOfPosition: 0, totals: [],
            openItems: OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0))))
    }
  }

  private var productionCommand: ProductionCommand {
    switch self {
    case .inspect(let step): .inspect(step.command)
    case .recall(let step): .recall(RecallBatch(batch: .init(step.batch), reason: step.reason, by: step.by, date: date(step.day)))
    case .lift(let step): .liftRecall(LiftRecall(batch: .init(step.batch), reason: step.reason, by: step.by, date: date(step.day)))
    case .writeOff(let step):
      .writeOff(
        WriteOff(
          batch: .init(step.batch), place: place(step.place), quantity: quantity(step.quantity), reason: step.reason, date: date(step.day),
          reference: step.paper))
    case .buy(let step):
      .buy(
        BuyBatch(
          batch: .init(step.batch), price: .same(decimal(step.price, scale: 2)), date: date(step.day), reference: step.paper))
    default: preconditionFailure("not about a batch")
    }
  }

  private var movementCommand: MovementCommand {
    switch self {
    case .dispatch(let step):
      .dispatch(
        DispatchGoods(
          dispatch: .init(step.dispatch), date: date(step.day), from: place(step.from), to: place(step.to), lines: step.lines.map(\.line)))
    case .receive(let step):
      .receive(ReceiveGoods(dispatch: .init(step.dispatch), date: date(step.day), lines: step.lines.map { $0.map(\.line) }))
    case .count(let step):
      .count(CountStock(count: .init(step.count), place: place(step.place), date: date(step.day), lines: step.lines.map(\.line)))
    case .adjust(let step):
      .adjust(
        AdjustStock(
          batch: .init(step.batch), place: place(step.place), change: quantity(step.change), reason: step.reason, date: date(step.day),
          reference: step.paper))
    default: preconditionFailure("not about where goods lie")
    }
  }
}

extension ProduceStep {
  fileprivate var command: RecordBatch {
    RecordBatch(
      batch: .init(batch), product: .init(product), kind: isTest ? .test : .regular, producedOn: date(day),
      contributions: parts.map { Contribution(producer: .init($0.producer), quantity: quantity($0.quantity)) }, accepted: accepted.map(quantity),
      isInspected: isInspected,
      inputs: inputs.map { MaterialInput(material: $0.material, supplier: $0.supplier, quantity: quantity($0.quantity), unit: .kilogram) },
      quantity: stated.map(quantity))
  }
}

extension InspectStep {
  fileprivate var command: InspectBatch {
    InspectBatch(
      batch: .init(batch), date: date(day), accepted: quantity(accepted), rejected: quantity(rejected), by: Inspection(rawValue: by) ?? .ownCheck,
      reasons: reasons.map { Reject(reason: $0.reason, quantity: quantity($0.quantity)) }, again: again,
      place: again ? GoodsTests.place(place) : nil, reference: paper)
  }
}

extension BatchLine {
  fileprivate var line: GoodsLine { GoodsLine(batch: .init(batch), quantity: GoodsTests.quantity(quantity)) }
}

func date(_ day: Int) -> CalendarDate { CalendarDate(daysSince1970: Int32(day)) }

private func quantity(_ thousandths: Int) -> Quantity { Quantity(thousandths: Int64(thousandths)) }

private func place(_ text: String) -> Place {
  guard let place = Place(text) else { preconditionFailure("\(text) is no place") }
  return place
}

private func whole(_ units: Int) -> DecimalNumber { decimal(units, scale: 0) }

private func decimal(_ digits: Int, scale: Int) -> DecimalNumber {
  guard let number = DecimalNumber(mantissa: Int64(digits), scale: scale) else { preconditionFailure("too many digits") }
  return number
}

private func ledgerMonth(_ month: Int) -> Month {
  let number = month % 12 + 1
  guard let month = Month("\(month / 12)-\(number < 10 ? "0" : "")\(number)") else { preconditionFailure("\(month) is no month") }
  return month
}
