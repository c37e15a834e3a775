import Demo
import Ledger

extension BookInMemory {
  func decision(_ command: SettlementCommand) throws(Refusal) -> Decision {
    let settlement = command.channel.flatMap { settlements[$0] } ?? SettlementState()
    var (bank, currency) = (BankState(), Currency.kgs)
    switch command {
    case .recordReceipt(let command): (bank, currency) = (receipts[command.payout] ?? BankState(), command.currency)
    case .applyReceipt(let command):
      (bank, currency) = (receipts[command.payout] ?? BankState(), settlement.currency(of: command.statement) ?? .kgs)
    case .match(let command): currency = settlement.currency(of: command.statement) ?? .kgs
    default: break
    }
    let context = SettlementContext(
      settlement: settlement, channel: command.channel.flatMap { channels[$0] } ?? ChannelState(), bank: bank, payables: payables, sales: sales,
      rates: rates[currency] ?? RateState(), book: .kgs)
    return try decide(command, given: context)
  }
}
