import Ledger

/// What must be read before a command can be decided.
struct Needs {
  /// Streams that are written or relied on.
  var streams: [StreamName] = []
  /// A product whose open lots are needed.
  var shelf: ProductCode?
  /// A producer whose personal data are compared.
  var person: ProducerCode?
  /// Currency of a rate that is relied on.
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
    case .agreeTerms(let command): streams = [.channel(command.channel)]
    case .publishRate(let command): streams = [.rate(command.currency)]
    case .recordBatch(let command):
      reliesOn = [.product(command.product)] + Set(command.contributions.map(\.producer)).sorted().map { .producer($0) }
      streams = [.batch(command.batch)] + reliesOn
    case .recordSale(let command):
      reliesOn = [.product(command.product), .channel(command.channel)]
      if command.currency != book { reliesOn.append(.rate(command.currency)) }
      streams = [.sale(command.sale)] + reliesOn
      if let batch = command.batch { streams.append(.batch(batch)) } else { shelf = command.product }
    case .allocateSale(let command): streams = [.sale(command.sale)]
    case .returnGoods(let command): streams = [.sale(command.sale)]
    case .reverseSale(let command): streams = [.sale(command.sale)]
    }
  }

  /// What becomes known to be needed once the sale itself has been read.
  mutating func add(from cache: BookCache, for command: Command) {
    let sale: SaleState
    switch command {
    case .returnGoods(let command): sale = cache.sale(command.sale)
    case .reverseSale(let command): sale = cache.sale(command.sale)
    case .allocateSale(let command):
      guard let sale = cache.sale(command.sale).recorded else { return }
      // Goods of a batch that the seller named come from that batch, also afterwards.
      if let batch = sale.namedBatch { streams.append(.batch(batch)) } else { shelf = sale.goods.product }
      return
    default: return
    }
    streams += sale.drawnBatches.map { .batch($0) }
  }
}
