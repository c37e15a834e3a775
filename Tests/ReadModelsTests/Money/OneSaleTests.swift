import EventLog
import Ledger
import ReadModels
import TestSupport
import Testing

/// Each report on `MoneyEvents.oneSale` against figures worked out by hand from the accounting policy.
@Suite("One sale from the shop to the bank and back, in every report about money")
struct OneSaleTests {
  @Test("What stands on each account, and in which currency")
  func accounts() async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.oneSale.events)
      try await book.fold()
      #expect(
        try await book.texts("trial-balance").filter { !$0.hasSuffix(" 0 0 0") } == [
          "1010 Bank 510 0 510", "1110 Producer advances 175 0 175", "1210 Payout clearing 0 225 -225", "2100 Producer payable, available 0 346 -346",
          "2190 Unallocated producers 0 100 -100", "2300 Group reserves 0 10 -10", "4000 Association fee income 0 34 -34", "4900 FX gain 0 7 -7",
          "5100 Channel fees 10 0 10", "5120 Bank fees 5 0 5", "5200 Losses 22 0 22",
        ])
      let settledAccounts = ["1090", "1200", "1290", "1900", "2110", "2150", "2200", "2400"]
      #expect(try await book.texts("trial-balance").filter { $0.hasSuffix(" 0 0 0") }.map { String($0.prefix(4)) } == settledAccounts)
      #expect(
        try await book.texts("trial-balance-currency").filter { $0.contains(" JPY ") } == [
          "1200 Channel receivable JPY 0 0", "1210 Payout clearing JPY -450 -225", "1290 Disputes JPY 0 0",
          "2150 Channel commission payable JPY 0 0", "2400 Refund liability JPY 0 0",
        ])
      var march = ReportParameters()
      march.to = .day(2024, 3, 11)
      #expect(
        try await book.texts("trial-balance", march).filter { !$0.hasSuffix(" 0 0 0") } == [
          "1010 Bank 510 0 510", "1090 Payouts in transit 0 300 -300", "2100 Producer payable, available 0 20 -20",
          "2190 Unallocated producers 0 100 -100", "2200 Withheld tax 0 39 -39", "2300 Group reserves 0 10 -10",
          "4000 Association fee income 0 64 -64", "4900 FX gain 0 7 -7", "5100 Channel fees 10 0 10", "5120 Bank fees 5 0 5", "5200 Losses 15 0 15",
        ])
    }
  }

  @Test("What the channel owes, statement by statement, and what rates gained")
  func channel() async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.oneSale.events)
      try await book.fold()
      #expect(try await book.texts("channel-receivable") == ["MUJI JPY 0 -225 0 0 -225 -450"])
      #expect(
        try await book.texts("channel-reconciliation") == [
          "MUJI ST-1 2024-01-31 JPY 1080 1080 0 0 30 1050 0 0 151", "MUJI ST-2 – JPY 0 -450 450 0 0 0 -450 -225 –",
        ])
      #expect(try await book.texts("channel-unstated") == [])
      #expect(try await book.texts("fx-result") == ["2024 MUJI 7 0 7"])
      var early = ReportParameters()
      early.to = .day(2024, 2, 5)
      #expect(try await book.texts("channel-unstated", early) == ["MUJI 2024-01 JPY 1200 0 1200 600 5"])
      #expect(try await book.texts("channel-receivable", early) == ["MUJI JPY 600 0 0 0 600 1200"])
      early.to = .day(2024, 2, 10)
      #expect(try await book.texts("channel-receivable", early) == ["MUJI JPY 0 500 40 0 540 1080"])
    }
  }

  @Test("What the producer is owed, how old it is, and line by line how it came about")
  func producer() async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.oneSale.events)
      try await book.fold()
      #expect(try await book.texts("producer-balance") == ["aigul 0 346 0 0 0 175 171 14"])
      #expect(try await book.texts("payable-ageing") == ["aigul available 346 7 339 0 0"])
      var parameters = ReportParameters()
      parameters.producer = "aigul"
      #expect(
        try await book.texts("producer-statement", parameters) == [
          "1 2024-01-10 sold S-1 B-1 MUJI – – 390 390 0 0 0 0",
          "10 2024-03-01 released sale S-1 – MUJI ST-1 PO-1 390 0 390 0 0 0",
          "10 2024-03-01 released exchange – – MUJI ST-1 PO-1 3 0 393 0 0 0",
          "11 2024-03-02 advanced cash – – – A-1 – 20 0 393 0 20 0",
          "12 2024-03-10 approved – – – RUN-1 – -300 0 93 300 20 0",
          "12 2024-03-10 deducted tax – – – RUN-1 – -39 0 54 300 20 0",
          "12 2024-03-10 deducted fee – – – RUN-1 – -4 0 50 300 20 0",
          "12 2024-03-10 deducted reserve – – – RUN-1 – -10 0 40 300 20 0",
          "12 2024-03-10 netted advance – – – RUN-1 – -20 0 20 300 0 0",
          "13 2024-03-12 paid – – – RUN-1 BANK-77 300 0 20 0 0 300",
          "14 2024-04-01 returned S-1 B-1 MUJI R-1 – -195 -195 20 0 0 300",
          "15 2024-04-01 withdrawn available S-1 – MUJI R-1 – -20 -175 0 0 0 300",
          "15 2024-04-01 withdrawn debt S-1 – MUJI R-1 – 175 0 0 0 175 300",
          "17 2024-05-20 sent_back paid – – – RUN-1 – -300 0 300 0 175 0",
          "17 2024-05-20 tax_back – – – RUN-1 – 39 0 339 0 175 0",
          "18 2024-06-01 adjusted 2100 – – – ADJ-1 – 7 0 346 0 175 0",
        ])
      parameters.from = .day(2024, 6, 1)
      #expect(try await book.texts("producer-statement", parameters) == ["18 2024-06-01 adjusted 2100 – – – ADJ-1 – 7 0 346 0 175 0"])
    }
  }

  @Test("A cell of a balance leads to the events that made it, with what each added")
  func explained() async throws {
    try await TestBook.with { book in
      try await book.append(MoneyEvents.oneSale.events)
      try await book.fold()
      let explainer = Explainer(pool: book.pool, catalogue: book.catalogue)
      let bank = try await explainer.explain("trial-balance", where: [("account", "1010")])
      #expect(bank.total == [510])
      #expect(bank.contributions.map { [$0.position] + $0.amounts } == [[8, 530], [11, -20], [13, -300], [17, 300]])
      let aigul = try await explainer.explain("producer-balance", where: [("producer", "aigul")])
      #expect(aigul.columns.map(\.name) == ["accrued", "available", "in_transit", "paid", "advances", "debt", "due", "deducted"])
      #expect(aigul.total == [0, 346, 0, 0, 0, 175, 171, 14])
      #expect(try await explainer.explain("fx-result", where: [("period", "2024"), ("channel", "MUJI")]).total == [7, 0, 7])
    }
  }
}

extension TestBook {
  /// A report's rows, cells parted by blanks, nothing as a dash.
  func texts(_ report: String, _ parameters: ReportParameters = ReportParameters()) async throws -> [String] {
    try await reporter.run(report, parameters: parameters).rows.map { row in row.map(\.shown).joined(separator: " ") }
  }
}

extension Cell {
  /// As a test compares it.
  var shown: String {
    switch self {
    case .null: "–"
    case .int64(let number): "\(number)"
    case .text(let text), .decimal(let text): text
    }
  }

  /// The number, or 0.
  var number: Int64 { if case .int64(let number) = self { number } else { 0 } }
}
