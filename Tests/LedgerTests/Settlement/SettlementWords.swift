import Ledger

/// A line of a statement in short.
func line(
  _ number: String, _ type: StatementLineType, _ amount: Int64, _ reference: String? = nil, units quantity: Int64? = nil
) -> StatementLine {
  StatementLine(line: .init(number), type: type, reference: reference, quantity: quantity.map { units($0) }, amount: amount)
}

func receive(
  _ statement: String, _ lines: [StatementLine], channel: String = "SHOP", from: String = "2024-02-01", to: String = "2024-02-29",
  in currency: Currency = .kgs, opening: Int64? = nil, closing: Int64? = nil, on date: String? = nil, sha: String? = nil
) -> SettlementCommand {
  .receive(
    ReceiveStatement(
      statement: .init(statement), channel: .init(channel), periodFrom: day(from), periodTo: day(to), currency: currency, opening: opening,
      closing: closing, receivedOn: date.map { day($0) }, fileSHA256: sha, lines: lines))
}

/// Sales by their numbers; returns as "return of sale".
func targets(_ names: [String]) -> [ClaimTarget] {
  names.map { name in
    let parts = name.split(separator: " ")
    return parts.count == 3 ? ClaimTarget(sale: .init(String(parts[2])), returned: .init(String(parts[0]))) : ClaimTarget(sale: .init(name))
  }
}

func match(
  _ line: String, _ names: [String] = [], of statement: String = "ST1", channel: String = "SHOP", by method: MatchMethod = .person,
  on date: String = "2024-03-01", dispute: String? = nil
) -> SettlementCommand {
  .match(
    MatchLine(
      channel: .init(channel), statement: .init(statement), line: .init(line), targets: targets(names), method: method, date: day(date),
      dispute: dispute))
}

func unmatch(_ line: String, of statement: String = "ST1", because reason: String = "wrong sale", on date: String = "2024-03-02") -> SettlementCommand
{
  .unmatch(UnmatchLine(channel: .init("SHOP"), statement: .init(statement), line: .init(line), reason: reason, date: day(date)))
}

func dispute(
  _ amount: Int64, _ line: String? = nil, of statement: String = "ST1", because reason: String = "short", on date: String = "2024-03-02"
) -> SettlementCommand {
  .dispute(
    DisputeStatement(
      channel: .init("SHOP"), statement: .init(statement), line: line.map { LineCode($0) }, amount: amount, reason: reason, date: day(date)))
}

func resolve(
  _ outcome: DisputeOutcome, _ line: String? = nil, of statement: String = "ST1", because reason: String = "agreed", on date: String = "2024-03-09"
) -> SettlementCommand {
  .resolve(
    ResolveDispute(
      channel: .init("SHOP"), statement: .init(statement), line: line.map { LineCode($0) }, outcome: outcome, reason: reason, date: day(date)))
}

func tolerate(_ amount: Int64, channel: String = "SHOP", in currency: Currency = .kgs, from date: String = "2024-01-01") -> SettlementCommand {
  .agreeTolerance(AgreeTolerance(channel: .init(channel), currency: currency, amount: amount, validFrom: day(date)))
}

func receipt(
  _ payout: String, _ amount: Int64, for applications: [(String, Int64)] = [], fee: Int64 = 0, credited: Int64? = nil, channel: String? = "SHOP",
  in currency: Currency = .kgs, on date: String = "2024-03-05", reference: String? = nil
) -> SettlementCommand {
  .recordReceipt(
    RecordReceipt(
      payout: .init(payout), receivedOn: day(date), channel: channel.map { ChannelCode($0) }, currency: currency, amount: amount, bankFee: fee,
      bookAmount: credited, reference: reference,
      applications: applications.map { ReceiptApplication(statement: .init($0.0), amount: $0.1) }))
}

func apply(
  _ payout: String, _ amount: Int64? = nil, to statement: String = "ST1", channel: String = "SHOP", on date: String = "2024-03-06"
) -> SettlementCommand {
  .applyReceipt(ApplyReceipt(payout: .init(payout), channel: .init(channel), statement: .init(statement), amount: amount, date: day(date)))
}

extension TestBook {
  /// The trading village with five sales S1…S5 of one pair each in February, by P1 (three fifths) and P2: the buyer paid 100.00, the channel keeps
  /// 20.00 and owes 80.00, of which 5.00 are our fee, 45.00 P1's and 30.00 P2's. Where the channel pays in yen, 100 yen stand for each som.
  static func settling(in currency: Currency = .kgs, fxRisk: FxRisk = .association) throws(Refusal) -> TestBook {
    var book = try TestBook.trading()
    if currency != .kgs {
      try book.perform(.publishRate(PublishRate(currency: currency, rate: rate("2024-01-01", "0.6"))))
      try book.perform(.publishRate(PublishRate(currency: currency, rate: rate("2024-03-01", "0.65"))))
    }
    let terms = Terms(
      model: .consignment, commissionBasisPoints: 2000, feeBasisPoints: 500, currency: currency, settleDays: 30, validFrom: day("2024-01-02"),
      fxRisk: fxRisk)
    try book.perform(.agreeTerms(AgreeTerms(channel: .init("SHOP"), name: "SHOP", kind: .brandShop, country: "KG", terms: terms)))
    try book.produce("B1", [("P1", 60_000), ("P2", 40_000)])
    for number in 1...5 {
      try book.perform(.recordSale(sale("S\(number)", 1000, at: currency == .kgs ? "100" : "10000", on: "2024-02-0\(number)", in: currency)))
    }
    return book
  }

  /// Carries commands out, one after the other.
  @discardableResult
  mutating func settle(_ commands: SettlementCommand...) throws(Refusal) -> Decision {
    var last = Decision.unchanged
    for command in commands { last = try perform(.settlement(command)) }
    return last
  }

  /// Why a command is refused; nil when it is not.
  func refused(_ command: SettlementCommand) -> String? { refusal { () throws(Refusal) in try decide(.settlement(command)) }?.description }

  func statement(_ code: String = "ST1") -> StatementState? { settlements[.init("SHOP")]?.statement(.init(code)) }

  /// What is released so far: sale (– for an exchange difference), producer, amount.
  var released: [String] {
    facts.flatMap { fact -> [ReleasedLine] in if case .entitlementsReleased(let event) = fact.event { event.lines } else { [] } }
      .map { "\($0.sale.map(\.text) ?? "–") \($0.producer) \($0.amount)" }
  }

  func left(_ payout: String) -> Valued? { receipts[.init(payout)]?.left }
}
