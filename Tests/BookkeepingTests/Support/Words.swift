import Bookkeeping
import EventLog
import Ledger

/// A day written as on paper; a typing mistake in a test stops it.
func day(_ text: String) -> CalendarDate {
  guard let date = CalendarDate(text) else { preconditionFailure("\(text) is no date") }
  return date
}

/// A decimal written as on paper.
func decimal(_ text: String) -> DecimalNumber {
  guard let number = DecimalNumber(text) else { preconditionFailure("\(text) is no decimal") }
  return number
}

/// A currency by its code.
func currency(_ code: String) -> Currency {
  guard let currency = Currency(code) else { preconditionFailure("\(code) is no currency") }
  return currency
}

/// A village.
func community(_ code: String = "TAL", name: String = "Талды-Суу") -> Command {
  .enrolCommunity(EnrolCommunity(community: .init(code), name: name, oblast: "Ысык-Көл", date: day("2024-01-01")))
}

/// A producer of the village TAL.
func producer(_ code: String, name: String = "Айгүл", group: String? = "G1", route: PayoutRoute = .cash, account: String? = nil) -> Command {
  let membership = Membership(community: .init("TAL"), group: group.map { GroupCode($0) }, sex: .female, payoutRoute: route)
  return .registerProducer(
    RegisterProducer(
      producer: .init(code), details: PersonDetails(name: name, birthYear: 1975, payoutAccount: account), membership: membership,
      date: day("2024-01-01")))
}

/// A change of a producer's standing.
func status(_ code: String, _ change: ChangeProducerStatus.Change, on date: String = "2024-02-01") -> Command {
  .changeProducerStatus(ChangeProducerStatus(producer: .init(code), change: change, date: day(date)))
}

/// A product counted in pieces.
func product(_ code: String = "RUG", name: String? = nil) -> Command {
  .developProduct(DevelopProduct(product: .init(code), name: name ?? code, category: "felt", unit: .piece, date: day("2024-01-01")))
}

/// Terms of a channel, in basis points.
func terms(_ channel: String = "SHOP", _ commission: Int64 = 2000, _ fee: Int64 = 500, from date: String = "2024-01-01") -> Command {
  let terms = Terms(
    model: .consignment, commissionBasisPoints: commission, feeBasisPoints: fee, currency: .kgs, settleDays: 30, validFrom: day(date))
  return .agreeTerms(AgreeTerms(channel: .init(channel), name: channel, kind: .brandShop, country: "KG", terms: terms))
}

/// A published rate.
func rate(_ code: String, _ value: String, on date: String) -> Command {
  .publishRate(PublishRate(currency: currency(code), rate: Rate(date: day(date), nominal: 1, rate: decimal(value))))
}

/// A batch of whole pieces by one producer.
func batch(_ code: String, _ units: Int64, of product: String = "RUG", by producer: String = "P1", on date: String = "2024-01-10") -> Command {
  .recordBatch(
    RecordBatch(
      batch: .init(code), product: .init(product), producedOn: day(date),
      contributions: [Contribution(producer: .init(producer), quantity: Quantity(units: units))]))
}

/// A sale of whole pieces.
func sale(
  _ number: String, _ units: Int64, of product: String = "RUG", from batch: String? = nil, at price: String = "100", in code: String = "KGS",
  channel: String = "SHOP", outlet: String? = nil, on date: String = "2024-02-01", short: Bool = false
) -> Command {
  .recordSale(
    RecordSale(
      sale: .init(number), soldOn: day(date), channel: .init(channel), outlet: outlet.map { OutletCode($0) }, product: .init(product),
      batch: batch.map { BatchCode($0) }, quantity: Quantity(units: units), unitPrice: decimal(price), currency: currency(code),
      allowsUnallocated: short))
}

/// A return of whole pieces.
func takeBack(_ number: String, of sale: String, _ units: Int64, on date: String = "2024-03-01") -> Command {
  .returnGoods(ReturnGoods(returned: .init(number), returnedOn: day(date), sale: .init(sale), quantity: Quantity(units: units)))
}

/// A reversal.
func reverse(_ sale: String) -> Command { .reverseSale(ReverseSale(sale: .init(sale), reason: "typed twice", date: day("2024-03-01"))) }

/// Village, producers P1 and P2, products RUG and HAT, channel SHOP: what most tests begin with.
let village = [community(), producer("P1"), producer("P2", name: "Нурбек"), product(), product("HAT"), terms()]

extension Bookkeeper {
  /// Records commands as one round.
  @discardableResult
  func record(_ commands: [Command]) async throws -> [Verdict] { try await record(commands.map { Instruction($0) }) }

  /// Records one command.
  @discardableResult
  func record(_ command: Command, key: String? = nil) async throws -> Verdict {
    let verdicts = try await record([Instruction(command, key: key)])
    guard verdicts.count == 1 else { throw WrongCount(verdicts: verdicts.count) }
    return verdicts[0]
  }

  /// Records commands in rounds of a size, each decided while the one before is on its way.
  func pipeline(_ commands: [Command], rounds size: Int) async throws -> [Verdict] {
    var verdicts: [Verdict] = []
    for start in stride(from: 0, to: commands.count, by: size) {
      verdicts += try await submit(commands[start..<min(start + size, commands.count)].map { Instruction($0) })
    }
    return try await verdicts + finish()
  }
}

/// One instruction got another number of verdicts than one.
struct WrongCount: Error { let verdicts: Int }

extension Verdict {
  /// Whether it is in the book by this answer.
  var isRecorded: Bool { if case .recorded = self { true } else { false } }
}
