import EventLog
import Exchange
import Ledger

/// What the works are done on: a small book, a sale decided in it, and its commit.
struct Sales {
  let table = SaleColumn.table
  let defaults = ImportDefaults(today: day(1))
  /// A file of as many sales as works are done.
  let file: [UInt8]
  let command: RecordSale
  let context: SaleContext
  let event: Event
  let payload: [UInt8]
  let sold: SaleState
  let returning: ReturnGoods
  let commits: [Commit]

  init() throws {
    let header = "sale,sold_on,channel,product,quantity,unit_price,currency\n"
    let rows = (0..<Instructions.times).map {
      "S-\(10_000_000 + $0),2024-03-0\($0 % 9 + 1),CH-01,T-007,\($0 % 6 + 1),\($0 + 100).\($0 % 90 + 10),JPY\n"
    }
    file = Array((header + rows.joined()).utf8)
    guard let price = DecimalNumber("1499.5"), let yen = Currency("JPY") else { throw Broken() }
    command = RecordSale(
      sale: SaleCode("S-10000000"), soldOn: day(60), channel: ChannelCode("CH-01"), product: ProductCode("T-007"), quantity: Quantity(units: 5),
      unitPrice: price, currency: yen)
    context = try Self.context(yen)
    guard case .record(let facts) = try decide(command, given: context), let sale = facts.first else { throw Broken() }
    event = sale.event
    var writer = CanonicalWriter()
    payload = Array(event.text(&writer).utf8)
    var state = SaleState()
    state.evolve(event, on: day(60))
    sold = state
    returning = ReturnGoods(
      returned: ReturnCode("R-1"), returnedOn: day(70), sale: command.sale, quantity: Quantity(units: 2), disposition: .scrap)
    commits = (0..<Instructions.times).map { Self.commit($0, facts, &writer) }
  }

  /// Two lots, the first of which is nearly sold out, two producers each; a channel with terms; a rate.
  private static func context(_ yen: Currency) throws -> SaleContext {
    var (product, channel, rates) = (ProductState(), ChannelState(), RateState())
    let developing = DevelopProduct(
      product: ProductCode("T-007"), name: "Slippers", category: "felt", unit: .pair, hsCode: "6405209100", date: day(0))
    for fact in try recorded(decide(developing, given: product)) { product.evolve(fact.event, on: fact.occurredOn) }
    let terms = Terms(
      model: .consignment, commissionBasisPoints: 2_350, feeBasisPoints: 1_000, currency: yen, settleDays: 30, validFrom: day(0))
    let opening = AgreeTerms(channel: ChannelCode("CH-01"), name: "MUJI", kind: .exportRetailer, country: "JP", terms: terms)
    for fact in try recorded(decide(opening, given: channel)) { channel.evolve(fact.event) }
    guard let rate = DecimalNumber("5.8123") else { throw Broken() }
    for fact in try recorded(decide(PublishRate(currency: yen, rate: Rate(date: day(0), nominal: 10, rate: rate)), given: rates, book: .kgs)) {
      rates.evolve(fact.event)
    }
    var producers: [ProducerCode: ProducerState] = [:]
    for number in 1...4 { producers[producer(number)] = try registered(producer(number)) }
    var shelf = Shelf()
    for number in 1...2 {
      var batch = BatchState()
      let contributions = [1, 2].map { Contribution(producer: producer(number * 2 + $0 - 2), quantity: Quantity(units: Int64(7 * $0))) }
      let recording = RecordBatch(
        batch: BatchCode("B-000000\(number)"), product: ProductCode("T-007"), producedOn: day(10 + Int32(number)), contributions: contributions)
      for fact in try recorded(decide(recording, given: batch, product: product, producers: producers)) {
        batch.evolve(fact.event, on: fact.occurredOn)
      }
      if let produced = batch.produced { shelf.update(produced, stock: number == 1 ? BatchStock(hub: Quantity(units: 2)) : batch.stock) }
    }
    return SaleContext(
      sale: SaleState(), product: product, channel: channel, rates: rates, named: nil, lots: shelf.lots(producedBy: day(60)), book: .kgs)
  }

  private static func registered(_ code: ProducerCode) throws -> ProducerState {
    var (state, community) = (ProducerState(), CommunityState())
    let enrolling = EnrolCommunity(community: CommunityCode("C-1"), name: "Village", oblast: "Naryn", date: day(0))
    for fact in try recorded(decide(enrolling, given: community)) { community.evolve(fact.event) }
    let registering = RegisterProducer(
      producer: code, details: PersonDetails(name: "A"),
      membership: Membership(community: CommunityCode("C-1"), group: nil, sex: nil, payoutRoute: nil), date: day(0))
    for fact in try recorded(decide(registering, person: String(repeating: "0", count: 64), given: state, community: community, group: GroupState()))
    {
      state.evolve(fact.event, on: day(0))
    }
    return state
  }

  private static func commit(_ number: Int, _ facts: [Fact], _ writer: inout CanonicalWriter) -> Commit {
    let sale = "sale/S-\(10_000_000 + number)"
    var events: [NewEvent] = []
    for fact in facts {
      let isSale = fact.stream.kind == .sale
      events.append(
        NewEvent(
          stream: isSale ? sale : fact.stream.text, type: fact.event.type, schema: 1, occurredOn: fact.occurredOn.daysSince1970,
          payload: fact.event.text(&writer)))
    }
    var expected = [ExpectedVersion(stream: sale, version: 0)]
    for fact in facts where fact.stream.kind != .sale { expected.append(ExpectedVersion(stream: fact.stream.text, version: Int32(2 + number))) }
    expected += ["product/T-007", "channel/CH-01", "rate/JPY"].map { ExpectedVersion(stream: $0, version: 2) }
    return Commit(
      key: sale + "@1", fingerprint: [UInt8](repeating: 7, count: 32), actor: "import", events: events, expected: expected)
  }
}

/// The fixture does not hold together.
struct Broken: Error {}

private func recorded(_ decision: Decision) throws -> [Fact] {
  guard case .record(let facts) = decision else { throw Broken() }
  return facts
}

private func producer(_ number: Int) -> ProducerCode { ProducerCode("P-000\(number)") }
private func day(_ number: Int32) -> CalendarDate { CalendarDate(daysSince1970: 19_700 + number) }
