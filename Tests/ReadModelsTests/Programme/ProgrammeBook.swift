import Bookkeeping
import EventLog
import Ledger
import ReadModels
import Testing

/// A book into which documents of a programme are recorded, and its reports.
extension TestBook {
  /// Records commands, folds them, and says how far the book has come.
  @discardableResult
  func enter(_ commands: [Command]) async throws -> Int64 {
    let log = log()
    let verdicts = try await Bookkeeper(log: log, author: "clerk").record(commands.map { Instruction($0) })
    for case .refused(let refusal) in verdicts { Issue.record("\(refusal)") }
    await log.close()
    let worker = worker(unroller: .ledger)
    let reached = try await worker.catchUp()
    await worker.close()
    return reached
  }

  /// A report's rows, cells parted by spaces, NULL as a dash; only the columns asked for.
  func rows(_ report: String, _ parameters: ReportParameters = ReportParameters(), columns: [String]? = nil) async throws -> [String] {
    let answer = try await reporter.run(report, parameters: parameters)
    let wanted = answer.columns.indices.filter { columns?.contains(answer.columns[$0].name) ?? true }
    return answer.rows.map { row in
      wanted.map { index in
        switch row[index] {
        case .null: "–"
        case .int64(let number): "\(number)"
        case .text(let text), .decimal(let text): text
        }
      }.joined(separator: " ")
    }
  }
}

/// Documents of a small programme, each as short as it can be said.
enum Paper {
  static func village(_ code: String, _ oblast: String, on day: CalendarDate = .day(2018, 1, 1)) -> Command {
    .enrolCommunity(EnrolCommunity(community: .init(code), name: code, oblast: oblast, date: day))
  }

  static func producer(_ code: String, _ village: String, _ sex: Sex?, group: String? = nil, on day: CalendarDate = .day(2018, 1, 2)) -> Command {
    let membership = Membership(community: .init(village), group: group.map { GroupCode($0) }, sex: sex, payoutRoute: .cash)
    return .registerProducer(RegisterProducer(producer: .init(code), details: .init(name: code), membership: membership, date: day))
  }

  static func product(_ code: String, unit: Unit = .pair, hsCode: String? = "6405200000", on day: CalendarDate = .day(2018, 1, 3)) -> Command {
    .developProduct(DevelopProduct(product: .init(code), name: code, category: "felt", unit: unit, hsCode: hsCode, oblast: "Naryn", date: day))
  }

  static func channel(_ code: String, _ kind: ChannelKind = .brandShop, country: String = "KG", feeBasisPoints: Int64 = 0) -> Command {
    let terms = Terms(
      model: .consignment, commissionBasisPoints: 0, feeBasisPoints: feeBasisPoints, currency: .kgs, settleDays: 30,
      validFrom: .day(2018, 1, 1))
    return .agreeTerms(AgreeTerms(channel: .init(code), name: code, kind: kind, country: country, terms: terms))
  }

  static func batch(
    _ code: String, _ product: String, site: String? = nil, _ made: [(String, Int64)], accepted: Int64? = nil, on day: CalendarDate
  ) -> Command {
    .recordBatch(
      RecordBatch(
        batch: .init(code), product: .init(product), site: site, producedOn: day,
        contributions: made.map { Contribution(producer: .init($0.0), quantity: Quantity(units: $0.1)) },
        accepted: accepted.map { Quantity(units: $0) }))
  }

  static func sale(
    _ code: String, _ channel: String, _ product: String, batch: String, _ quantity: Int64, at price: String, country: String? = nil,
    on day: CalendarDate
  ) throws -> Command {
    try .recordSale(
      RecordSale(
        sale: .init(code), soldOn: day, channel: .init(channel), country: country, product: .init(product), batch: .init(batch),
        quantity: Quantity(units: quantity), unitPrice: #require(DecimalNumber(price)), currency: .kgs))
  }

  static func rate(_ code: String, _ rate: String, on day: CalendarDate) throws -> Command {
    try .publishRate(
      PublishRate(currency: #require(Currency(code)), rate: Rate(date: day, nominal: 1, rate: #require(DecimalNumber(rate)))))
  }

  static func site(
    _ code: String, _ village: String, _ kind: SiteKind = .workshop, programme: String? = nil, funding: [Funding] = [], on day: CalendarDate
  ) -> Command {
    .programme(
      .openSite(
        OpenSite(
          site: .init(code), name: "The \(code)", community: .init(village), kind: kind, programme: programme.map { ProgrammeCode($0) },
          funding: funding, date: day)))
  }

  static func programme(_ code: String, funder: String? = nil, from: CalendarDate, to: CalendarDate? = nil) -> Command {
    .programme(.openProgramme(OpenProgramme(programme: .init(code), name: "The \(code)", funder: funder, from: from, to: to)))
  }

  static func enrol(
    _ programme: String, _ number: String, _ unit: EnrolmentUnit = .person, count: Int64 = 1, persons: Int64? = nil, site: String? = nil,
    on day: CalendarDate
  ) -> Command {
    .programme(
      .enrol(
        EnrolInProgramme(
          programme: .init(programme), enrolment: .init(number), unit: unit, count: count, persons: persons, site: site.map { SiteCode($0) },
          date: day)))
  }

  static func leave(_ programme: String, _ number: String, on day: CalendarDate) -> Command {
    .programme(.leave(LeaveProgramme(programme: .init(programme), enrolment: .init(number), reason: "moved", date: day)))
  }

  static func grant(_ code: String, _ payer: String, for recipient: GrantRecipient, _ amount: Int64, _ currency: String, on day: CalendarDate) throws
    -> Command
  {
    try .programme(
      .recordGrant(
        RecordGrant(grant: .init(code), payer: payer, recipient: recipient, amount: amount, currency: #require(Currency(currency)), date: day)))
  }

  static func claim(
    _ code: String, _ figure: String, _ unit: String, _ definition: ClaimDefinition, _ scope: ClaimScope, on day: CalendarDate = .day(2020, 6, 1)
  ) throws -> Command {
    try .programme(
      .recordClaim(
        RecordClaim(
          claim: .init(code),
          published: PublishedFigure(
            source: "paper", statement: "so", figure: #require(DecimalNumber(figure)), unit: unit, definition: definition, scope: scope),
          publishedOn: day)))
  }
}

extension Month {
  /// A month that there is.
  static func month(_ year: Int, _ month: Int) -> Month { Month(of: .day(year, month, 1)) }
}
