import Ledger

/// One line of a statement, and what it is about.
struct StatedLine {
  let type: StatementLineType
  let reference: String?
  /// In thousandths of the product's unit.
  let quantity: Int64?
  /// What the channel owes for it, in minor units of its currency; negative when it keeps something.
  let amount: Int64
  /// The sales or the return behind it, and how an accountant finds them.
  let targets: [ClaimTarget], method: MatchMethod

  /// The line of a few sales at once.
  init(_ reference: String, _ sold: [SoldGoods]) {
    self.init(
      .sale, reference, quantity: sold.reduce(0) { $0 + $1.quantity }, amount: sold.reduce(0) { $0 + $1.netSales },
      targets: sold.map { ClaimTarget(sale: $0.sale) }, sold.count == 1 ? .attributes : .subset)
  }

  /// The line of a return.
  init(_ back: GoodsBack) {
    self.init(
      .return, back.returned.text, quantity: back.quantity, amount: -back.netSales, targets: [ClaimTarget(sale: back.sale, returned: back.returned)],
      .reference)
  }

  init(_ type: StatementLineType, _ reference: String?, quantity: Int64?, amount: Int64, targets: [ClaimTarget] = [], _ method: MatchMethod) {
    (self.type, self.reference, self.quantity, self.amount) = (type, reference, quantity, amount)
    (self.targets, self.method) = (targets, method)
  }
}

/// What a channel states of a month.
struct ChannelStatement {
  let channel: DemoChannel
  let month: Month
  let receivedOn: CalendarDate
  let lines: [StatedLine]

  /// Its number: `STM-KARAKOL-2019-05`.
  var number: StatementCode { Self.number(channel, month) }
  /// What the channel owes by it, in minor units of its currency.
  var due: Int64 { lines.reduce(0) { $0 + $1.amount } }

  static func number(_ channel: DemoChannel, _ month: Month) -> StatementCode { StatementCode("STM-\(channel.code)-\(month)") }

  /// The statement of a month in which something was sold: a line for every product, for every return and for the commission.
  init(_ channel: DemoChannel, _ month: Month, sold: [SoldGoods], returned: [GoodsBack]) {
    (self.channel, self.month) = (channel, month)
    receivedOn = Self.receivedOn(channel, month)
    let sales = UnreconciledYear.isMeant(month) ? UnreconciledYear.lines(channel, month, sold) : Self.byProduct(sold)
    let commission = sold.reduce(0) { $0 + $1.commission } - returned.reduce(0) { $0 + $1.commission }
    let kept = commission == 0 ? [] : [StatedLine(.commission, nil, quantity: nil, amount: -commission, .terms)]
    lines = sales + returned.map(StatedLine.init) + kept
  }

  /// A line a product, by its code.
  static func byProduct(_ sold: [SoldGoods]) -> [StatedLine] {
    Dictionary(grouping: sold, by: \.product).sorted { $0.key < $1.key }.map { StatedLine($0.key.text, $0.value) }
  }

  /// The day it comes, the same in both scales: when the last sale of the month has been reported, and a day or four more.
  static func receivedOn(_ channel: DemoChannel, _ month: Month) -> CalendarDate {
    var chance = SplitMix64(.money, (month.year * 100 + month.month) * 10 + channel.rawValue)
    return min(month.lastDay.adding(days: channel.longestDelay + chance.within(1...4)), Month.last.lastDay)
  }

  /// How it is put into the book: once, or again by mistake.
  var receiving: SettlementCommand {
    .receive(
      ReceiveStatement(
        statement: number, channel: channel.code, periodFrom: month.firstDay, periodTo: month.lastDay, currency: channel.currency, opening: 0,
        closing: due, receivedOn: receivedOn,
        lines: lines.enumerated().map { index, line in
          StatementLine(
            line: LineCode("\(index + 1)"), type: line.type, reference: line.reference, quantity: line.quantity.map(Quantity.init(thousandths:)),
            amount: line.amount)
        }))
  }

  /// How its lines are matched on a day.
  func matching(on date: CalendarDate) -> [SettlementCommand] {
    lines.enumerated().map { index, line in
      .match(
        MatchLine(
          channel: channel.code, statement: number, line: LineCode("\(index + 1)"), targets: line.targets, method: line.method, date: date))
    }
  }
}
