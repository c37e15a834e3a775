import Ledger
import ReadModels
import Testing

/// Incomes worked out by hand.
@Suite("How incomes are spread")
struct IncomeTests {
  /// Two women in a workshop that worked in February, March and May; one man at home, in April; one woman who made nothing and sold from last year.
  private static func commands() throws -> [Command] {
    try [
      Paper.village("TAMGA", "Issyk-Kul"), Paper.producer("ANARA", "TAMGA", .female), Paper.producer("BERMET", "TAMGA", .female),
      Paper.producer("CHYNGYZ", "TAMGA", .male), Paper.producer("DINARA", "TAMGA", .female), Paper.product("SLIPPER"), Paper.channel("SHOP"),
      Paper.site("W", "TAMGA", funding: [Funding(payer: "Kumtor")], on: .day(2019, 2, 1)),
      Paper.batch("OLD", "SLIPPER", [("DINARA", 5)], on: .day(2018, 12, 1)),
      Paper.batch("B1", "SLIPPER", site: "W", [("ANARA", 1), ("BERMET", 1)], on: .day(2019, 2, 5)),
      Paper.batch("B2", "SLIPPER", site: "W", [("ANARA", 10)], on: .day(2019, 3, 5)),
      Paper.batch("B3", "SLIPPER", site: "W", [("BERMET", 10)], on: .day(2019, 5, 5)),
      Paper.batch("B4", "SLIPPER", [("CHYNGYZ", 10)], on: .day(2019, 4, 5)),
      Paper.sale("S1", "SHOP", "SLIPPER", batch: "B1", 2, at: "100.01", on: .day(2019, 3, 1)),
      Paper.sale("S2", "SHOP", "SLIPPER", batch: "B2", 3, at: "200", on: .day(2019, 6, 1)),
      Paper.sale("S3", "SHOP", "SLIPPER", batch: "B3", 1, at: "99.98", on: .day(2019, 7, 1)),
      Paper.sale("S4", "SHOP", "SLIPPER", batch: "B4", 1, at: "400", on: .day(2019, 7, 1)),
      Paper.sale("S5", "SHOP", "SLIPPER", batch: "OLD", 5, at: "1000", on: .day(2019, 7, 1)),
      Paper.sale("S6", "SHOP", "SLIPPER", batch: "B2", 1, at: "30", on: .day(2020, 7, 1)),
    ]
  }

  @Test("Average monthly income goes by the months in which she or her workshop was at work; who made nothing is not counted")
  func byYear() async throws {
    try await TestBook.with(unroller: .ledger) { book in
      try await book.enter(Self.commands())
      // Anara 100.01 + 600 in three months: 233.34. Bermet 100.01 + 99.98: 66.66. Chyngyz 400 in one month.
      let all = "2019 – 3 2 130000 6666 10000 23334 36667 40000 0.317467"
      let workshop = "2019 W 2 2 90000 6666 8333 15000 21667 23334 0.277800"
      #expect(try await book.rows("income-distribution") == ["2018 – 1 1 0 0 0 0 0 0 –", all, workshop])
      var parameters = ReportParameters()
      (parameters.by, parameters.from, parameters.to) = (.quarter, .day(2019, 1, 1), .day(2019, 6, 30))
      #expect(
        try await book.rows("income-distribution", parameters) == [
          // The first quarter: 100.01 each in two months, 50.005 rounded up. The second: Anara made nothing; her sale of June is not counted.
          "2019-Q1 – 2 2 20002 5001 5001 5001 5001 5001 0.000000", "2019-Q1 W 2 2 20002 5001 5001 5001 5001 5001 0.000000",
          "2019-Q2 – 2 1 0 0 0 0 0 0 –", "2019-Q2 W 1 1 0 0 0 0 0 0 –",
        ])
      (parameters.by, parameters.from, parameters.to, parameters.through) = (.year, nil, nil, .day(2019, 3, 31))
      #expect(
        try await book.rows("income-distribution", parameters).dropFirst() == [
          "2019 – 2 2 20002 5001 5001 5001 5001 5001 0.000000", "2019 W 2 2 20002 5001 5001 5001 5001 5001 0.000000",
        ])
    }
  }
}
