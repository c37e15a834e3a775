import Demo
import Ledger

/// What commands alone come to, computed without the deciders: net sales per month and channel, and how much of each kind there is.
struct CommandTotals {
  private struct Sold {
    let channel: String
    let quantity: Int64
    /// In tyiyn.
    let gross: Int64, discount: Int64
  }

  private(set) var netSales: [EntryTotals.Cell: Int64] = [:]
  /// Batches, returns, and commands that have nothing to do with goods.
  private(set) var batches = 0, returns = 0, others = 0
  private var sales: [SaleCode: Sold] = [:]
  private var rates: [Currency: RateState] = [:]

  /// What channels state and pay, in their own currency, and when.
  struct Stated: Equatable {
    let channel: ChannelCode, receivedOn: CalendarDate?
    let closing: Int64

    init(_ command: ReceiveStatement) { (channel, receivedOn, closing) = (command.channel, command.receivedOn, command.closing ?? 0) }
  }
  struct Received: Equatable {
    let channel: ChannelCode?, receivedOn: CalendarDate
    let amount: Int64

    init(_ command: RecordReceipt) { (channel, receivedOn, amount) = (command.channel, command.receivedOn, command.amount) }
  }
  private(set) var statements: [StatementCode: Stated] = [:], receipts: [PayoutCode: Received] = [:]

  var salesCount: Int { sales.count }

  mutating func add(_ command: Command) throws {
    switch command {
    case .publishRate(let command):
      others += 1
      let known = rates[command.currency] ?? RateState()
      if case .record(let facts) = try decide(command, given: known, book: .kgs) {
        for fact in facts { rates[command.currency, default: RateState()].evolve(fact.event) }
      }
    case .recordSale(let sale):
      let minor: Int128 = sale.currency == .kgs ? 100 : 1
      var gross = Int64(roundedQuotient(Int128(sale.quantity.thousandths) * Int128(sale.unitPrice.mantissa) * minor, by: 1000))
      var discount = sale.discount
      if sale.currency != .kgs, let rate = rates[sale.currency]?.rate(on: sale.soldOn) {
        gross = rate.convert(gross, from: sale.currency, to: .kgs) ?? 0
        discount = rate.convert(discount, from: sale.currency, to: .kgs) ?? 0
      }
      sales[sale.sale] = Sold(channel: sale.channel.text, quantity: sale.quantity.thousandths, gross: gross, discount: discount)
      add(gross - discount, sale.channel.text, sale.soldOn)
    case .returnGoods(let back):
      guard let sale = sales[back.sale] else { return }
      returns += 1
      let part = [sale.gross, sale.discount].map { roundedQuotient(Int128($0) * Int128(back.quantity.thousandths), by: Int128(sale.quantity)) }
      add(Int64(part[1] - part[0]), sale.channel, back.returnedOn)
    case .recordBatch: batches += 1
    case .settlement(.receive(let command)): statements[command.statement] = Stated(command)
    case .settlement(.recordReceipt(let command)): receipts[command.payout] = Received(command)
    case .settlement, .payables, .control, .production, .movement: break
    default: others += 1
    }
  }

  private mutating func add(_ minor: Int64, _ channel: String, _ date: CalendarDate) {
    let (year, month, _) = date.components
    netSales[EntryTotals.Cell(year: year, month: month, channel: channel), default: 0] += minor
  }
}
