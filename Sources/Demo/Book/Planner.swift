import Ledger

/// Plans the history month by month.
struct Planner {
  private let scale: DemoScale
  private let catalogue: Catalogue
  private let certificates: Certificates
  /// Villages, producers, products, channels and rates, by date: the same in both scales.
  private var registry: ArraySlice<DatedCommand>
  private var stockroom = Stockroom()
  private var workshops: Workshops
  private var accountant = Accountant()
  private var agenda = Agenda()
  private var year: YearPlan
  private var month: Month? = .first
  /// Sales of earlier months that the book has not learned of yet.
  private var reportedLater: [PlannedSale] = []
  /// Money of earlier sales that is given back in the month, by channel, in tyiyn.
  private var givenBack: [DemoChannel: Int64] = [:]
  private var numbers: [String: Int] = [:]
  /// What was made for the petrol station that keeps a stock of its own.
  private var outletBatches: [OutletPlan.Lot: BatchCode] = [:]

  init(scale: DemoScale) {
    self.scale = scale
    let roster = Roster()
    catalogue = Catalogue(of: roster)
    certificates = Certificates(catalogue)
    registry = Opening.commands(roster, catalogue, certificates)[...]
    workshops = Workshops(roster, scale: scale)
    year = YearPlan(Month.first.year, catalogue: catalogue)
  }

  /// What is certain to be done once the next month is planned, in the order it is recorded in; nil after the last.
  mutating func nextMonth() -> [DemoStep]? {
    guard let month else { return nil }
    if year.year != month.year { year = YearPlan(month.year, catalogue: catalogue) }
    while let first = registry.first, first.recordedAt <= month.lastDay { agenda.add(registry.removeFirst()) }
    tellStories(of: month)
    let sales = reportedLater + plan(month)
    record(sales.filter { $0.recordedAt <= month.lastDay }, in: month)
    reportedLater = sales.filter { $0.recordedAt > month.lastDay }
    if month > .first { agenda.add(accountant.finish(month.previous)) }
    if month == .last { agenda.add(accountant.finish(month)) }
    self.month = month == .last ? nil : month.next
    return agenda.take(before: month == .last ? nil : earliestBatch(month.next))
  }

  /// Batches for a month's sales may be recorded since that day.
  private func earliestBatch(_ month: Month) -> CalendarDate { max(Month.first.firstDay, month.firstDay.adding(days: -28)) }

  // MARK: Goods beside the sales

  /// What is made, sent and counted by plans of its own, as far as it begins in a month.
  private mutating func tellStories(of month: Month) {
    if month.month == 12, WorkshopOrders.years.contains(month.year + 1) { makeOrders(of: month.year + 1) }
    if month.month == 1 {
      agenda.add(OutletPlan.steps(in: month.year, catalogue, &workshops, batches: &outletBatches))
    }
    if month == Month(of: RecallStory.madeOn) { agenda.add(RecallStory.steps(catalogue, &workshops)) }
    agenda.add(TestBatches.steps(in: month, catalogue, &workshops))
  }

  /// What the workshops make of the next year's orders, beginning at once; before one of its deliveries somebody asks for cash.
  private mutating func makeOrders(of year: Int) {
    let orders = WorkshopOrders(year, crews: workshops.roster.crews, catalogue: catalogue)
    let tasks = orders.tasks { [stockroom] in stockroom.available($0, producedBy: Month.last.lastDay) }
    if let first = tasks.first(where: { $0.delivery == Incidents.deliveryPaidBeforehand }) {
      agenda.add(MoneyIncidents.cash(to: workshops.firstMaker(of: first), on: first.producedOn))
    }
    for task in tasks {
      let (batch, inspection) = workshops.make(task, of: catalogue.products[task.product])
      agenda.add(batch.command)
      if let inspection { agenda.add(inspection) }
      stockroom.receive(task.product, producedOn: batch.producedOn, batch.accepted)
    }
  }

  // MARK: Sales

  private mutating func plan(_ month: Month) -> [PlannedSale] {
    let onSale = catalogue.onSale(in: month)
    let fixed = year.fixed.filter { Month(of: $0.soldOn) == month }
    var sales = fixed
    for channel in DemoChannel.domestic {
      let certain = fixed.reduce(0) { $1.channel == channel ? $0 + $1.netSales : $0 }
      let back = givenBack.removeValue(forKey: channel) ?? 0
      let givenBackLater = fixed.compactMap { $0.channel == channel ? $0.moneyComingBack : nil }.reduce(0, +)
      let left = year.target(channel, month.month) - certain + back
      if left == 0 { continue }
      var sheets = ShopSales(
        channel, month, scale: scale, catalogue: catalogue, onSale: offered(onSale, by: channel, in: month),
        targetOfNextMonth: month.month < 12 ? year.target(channel, month.month + 1) : 0)
      sales += sheets.lines(for: left)
      if sheets.givenBackNextMonth + givenBackLater > 0 { givenBack[channel] = sheets.givenBackNextMonth + givenBackLater }
    }
    return sales
  }

  /// What a channel offers of what is on sale: those that ask for certificates leave out what has none.
  private func offered(_ onSale: [Int], by channel: DemoChannel, in month: Month) -> [Int] {
    guard let asked = channel.certificatesAskedFor, asked.since <= month.firstDay else { return onSale }
    return onSale.filter { certificates.isOffered(catalogue.products[$0].product, in: month) }
  }

  /// Writes sales down in the order the book learns of them, each with the batches it needs before it and what comes back after it.
  private mutating func record(_ sales: [PlannedSale], in month: Month) {
    let order = sales.indices.sorted { (sales[$0].recordedAt, $0) < (sales[$1].recordedAt, $1) }
    for sale in order.map({ sales[$0] }) {
      let product = catalogue.products[sale.product]
      switch sale.incident {
      case nil, .noReceipt, .statedTwice: produce(for: sale, in: month)
      case .wrongMaker: bookToSomebodyElse(sale)
      case .tooEarly, .inStory: break
      }
      let code = SaleCode(number("S", of: sale.soldOn, width: 5))
      let receipt = UnreconciledYear.hasReceipts(sale) ? number("K", of: sale.soldOn, width: 5) : nil
      agenda.add(DatedCommand(recordedAt: sale.recordedAt, command: sale.command(code, receipt: receipt, of: product.product)))
      accountant.take(SoldGoods(sale, code, receipt: receipt, of: product.product), through: sale.channel)
      if let back = sale.comingBack {
        let number = ReturnCode(number("R", of: back.returnedOn, width: 4))
        agenda.add(DatedCommand(recordedAt: back.recordedAt, command: back.command(number, of: code)))
        accountant.take(GoodsBack(back, number, of: sale, code), through: sale.channel, on: back.returnedOn)
      }
      if sale.incident == .tooEarly { bookAfterwards(sale, code) }
    }
  }

  private mutating func produce(for sale: PlannedSale, in month: Month) {
    let product = catalogue.products[sale.product]
    let line = scale.ticketMinor * scale.linesInBatch / max(1, PlannedSale.gross(1000, product.price, .kgs)) * 1000
    while true {
      let missing = sale.quantity - stockroom.available(sale.product, producedBy: sale.soldOn)
      if missing <= 0 { break }
      let earliest = max(earliestBatch(month), stockroom.lastSaleRecorded(sale.product))
      let order = ProductionOrder(
        product: sale.product, needed: missing, usual: product.isMadeToOrder ? missing : line, isForOrder: product.isMadeToOrder,
        producedBy: sale.soldOn, recorded: earliest...sale.recordedAt)
      let batch = workshops.make(order, of: product)
      agenda.add(batch.command)
      stockroom.receive(sale.product, producedOn: batch.producedOn, batch.accepted)
    }
    stockroom.take(sale.product, sale.quantity, recordedAt: sale.recordedAt)
  }

  /// The batch sheet of goods that were sold before it came, and the money's way out of suspense.
  private mutating func bookAfterwards(_ sale: PlannedSale, _ code: SaleCode) {
    let order = ProductionOrder(
      product: sale.product, needed: sale.quantity, usual: sale.quantity, isForOrder: false, producedBy: Incidents.madeInFactOn,
      recorded: Incidents.batchSheetCameOn...Incidents.batchSheetCameOn)
    let batch = workshops.make(order, of: catalogue.products[sale.product])
    agenda.add(batch.command)
    let day = Incidents.batchSheetCameOn.adding(days: 1)
    agenda.add(DatedCommand(recordedAt: day, command: .allocateSale(AllocateSale(sale: code, date: day))))
    let holder = workshops.walletHolder(of: batch)
    agenda.add(MoneyIncidents.sentBack(to: holder))
    let other = batch.makers.last { $0 != holder } ?? holder
    agenda.add(MoneyIncidents.wool(to: other))
    agenda.add(OwnGoodsStory.steps(madeBy: other, catalogue, &workshops))
  }

  /// The batch sheet that names somebody who did not make the goods, and its correction when what they brought has long been paid.
  private mutating func bookToSomebodyElse(_ sale: PlannedSale) {
    let date = Incidents.madeBySomebodyElseOn
    let order = ProductionOrder(
      product: sale.product, needed: sale.quantity, usual: sale.quantity, isForOrder: false, producedBy: date,
      recorded: date...date.adding(days: 2))
    let (batch, maker, other) = workshops.makeAlone(order, of: catalogue.products[sale.product])
    agenda.add(batch.command)
    let net = sale.netSales - Int64(roundedQuotient(Int128(sale.netSales) * Int128(sale.channel.feeBasisPoints), by: 10_000))
    agenda.add(MoneyIncidents.correction(of: batch.batch, from: maker, to: other, net))
  }

  /// The next number of its kind and year: `S-2024-00113`.
  private mutating func number(_ letter: String, of date: CalendarDate, width: Int) -> String {
    let prefix = "\(letter)-\(date.components.year)-"
    numbers[prefix, default: 0] += 1
    return prefix + Names.padded(numbers[prefix, default: 0], to: width)
  }
}
