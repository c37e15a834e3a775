import Bookkeeping
import EventLog
import Ledger
import ReadModels
import TestSupport

/// One event of a log, as these tests look at it.
struct KnownEvent {
  let position: Int64, day: CalendarDate, event: Event
}

extension TestBook {
  /// Records commands one after the other, through deciders and the log, and folds.
  /// - Returns: the refusals, by the number of their command.
  func record(_ commands: [Command]) async throws -> [Int: String] {
    let log = log()
    let bookkeeper = Bookkeeper(log: log, author: "test")
    var refused: [Int: String] = [:]
    for (number, command) in commands.enumerated() {
      for case .refused(let refusal) in try await bookkeeper.record([Instruction(command)]) { refused[number] = refusal.description }
    }
    await log.close()
    let worker = worker(unroller: .ledger)
    try await worker.catchUp()
    await worker.close()
    return refused
  }

  /// The whole log.
  func knownEvents() async throws -> [KnownEvent] {
    let log = log()
    let recorded = try await log.events(after: 0, limit: 100_000)
    await log.close()
    return try recorded.map {
      KnownEvent(
        position: $0.position, day: CalendarDate(daysSince1970: $0.occurredOn), event: try Event(type: $0.type, payload: Array($0.payload)))
    }
  }

  /// A report's rows, cells parted by blanks, NULL as a dash.
  func rows(_ report: String, _ parameters: ReportParameters = ReportParameters()) async throws -> [String] {
    try await reporter.run(report, parameters: parameters).rows.map { row in
      row.map { cell in
        switch cell {
        case .null: "–"
        case .int64(let number): "\(number)"
        case .text(let text), .decimal(let text): text
        }
      }.joined(separator: " ")
    }
  }
}

/// What a committee of Naryn and a shop do, in commands.
enum Committee {
  static let start = CalendarDate.day(2024, 1, 1)

  /// What everything costs.
  private static let price: DecimalNumber = {
    guard let price = DecimalNumber("100") else { preconditionFailure("a hundred is a price") }
    return price
  }()

  /// A village with a maker, products that have goods enough, a channel that lets goods without certificate pass as exceptions, and one that does not ask.
  static func opening(_ products: [String]) -> [Command] {
    let first = CalendarDate.day(2023, 1, 1)
    let membership = Membership(community: .init("TAL"), group: nil, sex: .female, payoutRoute: .cash)
    var commands: [Command] = [
      .enrolCommunity(EnrolCommunity(community: .init("TAL"), name: "Tal", oblast: "Naryn", date: first)),
      .registerProducer(RegisterProducer(producer: .init("P1"), details: PersonDetails(name: "A"), membership: membership, date: first)),
      .certification(
        .agreeCriteria(
          AgreeCriteria(
            oblast: "Naryn",
            criteria: CriteriaSet(
              version: 1, validFrom: first,
              measures: ByCriterion(
                qualitySafety: .score(largest: 10, needed: 5), localMaterial: .passFail, ecology: .passFail, uniqueDesign: .passFail),
              starPoints: [6, 9])))),
    ]
    for (channel, demand) in [("GUM", CertificationDemand.exception), ("FAIR", .none), ("AIR", .refuse)] {
      let terms = Terms(
        model: .consignment, commissionBasisPoints: 0, feeBasisPoints: 1200, currency: .kgs, settleDays: 30, validFrom: first, certification: demand)
      commands.append(.agreeTerms(AgreeTerms(channel: .init(channel), name: channel, kind: .brandShop, country: "KG", terms: terms)))
    }
    for product in products {
      commands.append(
        .developProduct(DevelopProduct(product: .init(product), name: product, category: "felt", unit: .piece, oblast: "Naryn", date: first)))
      commands.append(
        .recordBatch(
          RecordBatch(
            batch: .init("B-\(product)"), product: .init(product), producedOn: .day(2023, 12, 1),
            contributions: [Contribution(producer: .init("P1"), quantity: Quantity(units: 9_000))])))
    }
    return commands
  }

  /// A decision; with less than five points it is a refusal.
  static func decides(_ certificate: String, _ product: String, points: Int64 = 7, on date: CalendarDate, until: CalendarDate?) -> Command {
    .certification(
      .decide(
        DecideCertification(
          product: .init(product), certificate: .init(certificate), oblast: "Naryn",
          results: ByCriterion(qualitySafety: .score(points), localMaterial: .passed, ecology: .passed, uniqueDesign: .passed), decidedOn: date,
          validUntil: points >= 5 ? until : nil)))
  }

  static func revokes(_ certificate: String, _ product: String, on date: CalendarDate) -> Command {
    .certification(.revoke(RevokeCertificate(product: .init(product), certificate: .init(certificate), reason: "dye that runs", date: date)))
  }

  static func reaches(_ product: String, _ stage: ProductStage, on date: CalendarDate) -> Command {
    .product(.reach(ReachStage(product: .init(product), stage: stage, note: "as it was", date: date)))
  }

  static func sells(
    _ sale: String, _ product: String, _ units: Int64, through channel: String = "GUM", outlet: String? = nil, on date: CalendarDate
  ) -> Command {
    .recordSale(
      RecordSale(
        sale: .init(sale), soldOn: date, channel: .init(channel), outlet: outlet.map { OutletCode($0) }, product: .init(product),
        quantity: Quantity(units: units), unitPrice: price, currency: .kgs))
  }

  static func takesBack(_ number: String, of sale: String, _ units: Int64, on date: CalendarDate) -> Command {
    .returnGoods(ReturnGoods(returned: .init(number), returnedOn: date, sale: .init(sale), quantity: Quantity(units: units)))
  }
}
