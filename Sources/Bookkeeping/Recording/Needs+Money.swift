import Ledger

/// What must be read before money is decided about. All of it is relied on: a sale that comes back, a rate that is published or a month that is closed
/// meanwhile makes the decision anew.
extension Needs {
  /// All of what deciding about a channel's money needs, once it has been read.
  init(settling command: SettlementCommand, from cache: BookCache, book: Currency) {
    self.init(.settlement(command), book: book)
    addSales(of: command, from: cache, book: book)
  }

  /// What a channel states and pays: its settlement, its terms, the sales that are named, and what producers were given of them.
  mutating func settle(_ command: SettlementCommand, book: Currency) {
    reliesOn = [.calendar]
    if let channel = command.channel { reliesOn += [.settlement(channel), .channel(channel)] }
    switch command {
    case .match(let command):
      reliesOn.append(.payables)
      for sale in Set(command.targets.map(\.sale)).sorted() { reliesOn.append(.sale(sale)) }
    case .unmatch, .resolve: reliesOn.append(.payables)
    case .recordReceipt(let command):
      reliesOn += [.bank(command.payout), .payables]
      if command.currency != book { reliesOn.append(.rate(command.currency)) }
    case .applyReceipt(let command): reliesOn += [.bank(command.payout), .payables]
    case .receive, .dispute, .agreeTolerance: break
    }
    streams = reliesOn
  }

  /// Producers' money: all of it in one stream.
  mutating func pay(_ command: PayablesCommand) {
    reliesOn = [.payables, .calendar] + Set(command.namedProducers).sorted().map { .producer($0) }
    streams = reliesOn
  }

  /// What becomes known to be needed once the statements themselves have been read.
  mutating func addSales(of command: SettlementCommand, from cache: BookCache, book: Currency) {
    guard let channel = command.channel else { return }
    let settlement = cache.settlement(channel)
    var known = Set(reliesOn)
    for statement in command.statements {
      guard let currency = settlement.currency(of: statement), currency != book else { continue }
      if known.insert(.rate(currency)).inserted { rely(on: .rate(currency)) }
    }
    for sale in settlement.salesNeeded(for: command, book: book) where known.insert(.sale(sale)).inserted { rely(on: .sale(sale)) }
  }
}

extension SettlementCommand {
  /// The statements it is about.
  fileprivate var statements: [StatementCode] {
    switch self {
    case .match(let command): [command.statement]
    case .unmatch(let command): [command.statement]
    case .dispute(let command): [command.statement]
    case .resolve(let command): [command.statement]
    case .applyReceipt(let command): [command.statement]
    case .recordReceipt(let command): command.applications.map(\.statement)
    case .receive, .agreeTolerance: []
    }
  }
}
