import Ledger
import Testing

@testable import Exchange

@Suite("Rows of payouts.csv")
struct ReceiptRowsTests {
  private static let header = "payout,received_on,channel,statement,currency,amount,bank_fee,reference,book_amount\n"

  private static func receipt(
    _ code: String, channel: String?, _ currency: Currency = .kgs, amount: Int64, fee: Int64 = 0, book: Int64? = nil, reference: String? = nil,
    _ applications: [(String, Int64)] = []
  ) -> Command {
    .settlement(
      .recordReceipt(
        RecordReceipt(
          payout: PayoutCode(code), receivedOn: day("2024-04-10"), channel: channel.map { ChannelCode($0) }, currency: currency, amount: amount,
          bankFee: fee, bookAmount: book, reference: reference,
          applications: applications.map { ReceiptApplication(statement: StatementCode($0.0), amount: $0.1) })))
  }

  @Test("Rows of a payout add up; each pays its statement with the amount and what the bank kept of it")
  func parts() throws {
    let text =
      Self.header + """
        PAY-1,2024-04-10,SHOP,ST-1,KGS,990,10,MB-1,
        PAY-1,2024-04-10,SHOP,ST-2,KGS,500,,MB-1,
        PAY-1,2024-04-10,SHOP,ST-1,KGS,100,,,
        PAY-1,2024-04-10,SHOP,,KGS,7.50,,MB-1,
        PAY-2,2024-04-10,SHOP,ST-3,KGS,-50,,,
        """
    let (good, problems) = try commands(PayoutColumn.table, text)
    #expect(problems == [])
    #expect(
      good.map(\.command) == [
        Self.receipt("PAY-1", channel: "SHOP", amount: 159_750, fee: 1_000, reference: "MB-1", [("ST-1", 110_000), ("ST-2", 50_000)]),
        Self.receipt("PAY-2", channel: "SHOP", amount: -5_000, [("ST-3", -5_000)]),
      ])
    #expect(good.map { $0.places.map(\.row) } == [[2, 3, 4, 5], [6]])
  }

  @Test("A receipt of nobody knows whom has no channel; what the bank credited in som may be said")
  func unidentified() throws {
    let text =
      Self.header + """
        PAY-1,2024-04-10,,,USD,30,1,,2509.25
        PAY-1,2024-04-10,,,USD,20,,,1730
        """
    let (good, problems) = try commands(PayoutColumn.table, text)
    #expect(problems == [])
    #expect(good.map(\.command) == [Self.receipt("PAY-1", channel: nil, currency("USD"), amount: 5_000, fee: 100, book: 423_925)])
    let short = try commands(PayoutColumn.table, "выплата;дата поступления;валюта;сумма\nPAY-1;10.04.2024;KGS;1 200,50\n")
    #expect(short.good.map(\.command) == [Self.receipt("PAY-1", channel: nil, amount: 120_050)])
  }

  /// Rows that spoil a payout of which row 2 is sound, and what is said of them.
  static let spoiling: [(row: String, said: String)] = [
    (
      "PAY-1,2024-04-11,SHOP,,KGS,1,,,",
      "column received_on: payout PAY-1 stands in row 2 with another received_on: 2024-04-10 there, 2024-04-11 here; write the same in each row"
    ),
    (
      "PAY-1,2024-04-10,FAIR,,KGS,1,,,",
      "column channel: payout PAY-1 stands in row 2 with another channel: SHOP there, FAIR here; write the same in each row"
    ),
    (
      "PAY-1,2024-04-10,SHOP,,USD,1,,,",
      "column currency: payout PAY-1 stands in row 2 with another currency: KGS there, USD here; write the same in each row"
    ),
    (
      "PAY-1,2024-04-10,SHOP,,KGS,1,,X,",
      "column reference: payout PAY-1 stands in row 2 with another reference: MB-1 there, X here; write the same in each row"
    ),
    ("PAY-1,2024-04-10,SHOP,,KGS,1,,,5", "column book_amount: payout PAY-1 has it in some rows only; write it in each of them or in none"),
    ("PAY-1,2024-04-10,SHOP,,KGS,92233720368547758,,,", "column amount: the amounts of the payout are too large to be kept exactly; check amount"),
  ]

  @Test("A bad row costs the whole payout", arguments: Self.spoiling.indices)
  func spoiled(_ index: Int) throws {
    let (row, said) = Self.spoiling[index]
    let (good, problems) = try commands(PayoutColumn.table, Self.header + "PAY-1,2024-04-10,SHOP,,KGS,100,,MB-1,\n\(row)\n")
    let dragged = "row 2, column payout: the payout is not taken because of row 3; mend that row and import the file again"
    #expect(good.isEmpty && problems == ["row 3, " + said, dragged])
  }

  @Test("A statement can only be paid when it is known whose it is")
  func nobody() throws {
    let (good, problems) = try commands(PayoutColumn.table, Self.header + "PAY-1,2024-04-10,,ST-1,KGS,100,,,\n")
    #expect(good.isEmpty && problems == ["row 2, column channel: the field is empty; say whose statement is paid"])
  }
}
