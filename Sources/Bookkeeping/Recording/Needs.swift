import Ledger

/// What must be read before a command can be decided.
struct Needs {
  /// Streams that are written or relied on.
  var streams: [StreamName] = []
  /// A product whose open lots are needed.
  var shelf: ProductCode?
  /// A producer whose personal data are compared.
  var person: ProducerCode?
  /// Batches of which first and last events are not enough.
  var whole: [StreamName] = []
  /// Streams that must not change before the commit lands, though it may not write them.
  var reliesOn: [StreamName] = []

  /// What a command needs by what it says; a return needs its sale's batches too, which only the sale tells.
  init(_ command: Command, book: Currency) {
    switch command {
    case .enrolCommunity(let command): streams = [.community(command.community)]
    case .registerProducer(let command):
      streams = [.producer(command.producer), .community(command.membership.community)]
      if let group = command.membership.group { streams.append(.group(group)) }
      reliesOn = [.community(command.membership.community)]
      person = command.producer
    case .changeProducerStatus(let command): streams = [.producer(command.producer)]
    case .developProduct(let command): streams = [.product(command.product)]
    case .product(let command): streams = [.product(command.product)]
    case .certification(let command):
      if let oblast = command.oblast { reliesOn = [.criteria(oblast)] }
      streams = reliesOn + (command.product.map { [.product($0)] } ?? [])
    case .agreeTerms(let command): streams = [.channel(command.channel)]
    case .publishRate(let command): streams = [.rate(command.currency)]
    case .recordBatch(let command):
      reliesOn = [.product(command.product), .calendar] + Set(command.contributions.map(\.producer)).sorted().map { .producer($0) }
      if command.inputs.contains(where: { $0.advance != nil }) { reliesOn.append(.payables) }
      streams = [.batch(command.batch)] + reliesOn
    case .recordSale(let command):
      reliesOn = [.product(command.product), .channel(command.channel), .calendar]
      if command.currency != book { reliesOn.append(.rate(command.currency)) }
      streams = [.sale(command.sale)] + reliesOn
      if let batch = command.batch { streams.append(.batch(batch)) } else { shelf = command.product }
    case .allocateSale(let command): change(command.sale)
    case .returnGoods(let command): change(command.sale)
    case .reverseSale(let command): change(command.sale)
    case .settlement(let command): settle(command, book: book)
    case .payables(let command): pay(command)
    case .control: reliesOn = [.calendar]
    case .production(let command): need(command)
    case .movement(let command): need(command)
    case .programme(let command):
      reliesOn = command.reliesOn
      streams = [command.subject] + reliesOn
    }
    if streams.isEmpty { streams = reliesOn }
  }

  /// A sale that is there already: what was paid of it decides what taking it back means.
  private mutating func change(_ sale: SaleCode) {
    reliesOn = [.payables, .calendar]
    streams = [.sale(sale)] + reliesOn
  }

  /// What becomes known to be needed once the sale itself has been read.
  mutating func add(from cache: BookCache, for command: Command, book: Currency) {
    switch command {
    case .returnGoods(let command): addGoodsAndMoney(of: cache.sale(command.sale))
    case .reverseSale(let command): addGoodsAndMoney(of: cache.sale(command.sale))
    case .allocateSale(let command):
      guard let sale = cache.sale(command.sale).recorded else { return }
      // Goods of a batch that the seller named come from that batch, also afterwards.
      if let batch = sale.namedBatch { streams.append(.batch(batch)) } else { shelf = sale.goods.product }
      rely(on: .settlement(sale.place.channel))
      rely(on: .channel(sale.place.channel))
    case .settlement(let command): addSales(of: command, from: cache, book: book)
    case .movement(.receive(let command)): addGoods(of: cache.dispatch(command.dispatch))
    default: return
    }
  }

  private mutating func addGoodsAndMoney(of sale: SaleState) {
    guard let recorded = sale.recorded else { return }
    streams += sale.drawnBatches.map { .batch($0) }
    rely(on: .settlement(recorded.place.channel))
  }

  /// Relies on a stream that is read for it.
  mutating func rely(on stream: StreamName) {
    streams.append(stream)
    reliesOn.append(stream)
  }
}
