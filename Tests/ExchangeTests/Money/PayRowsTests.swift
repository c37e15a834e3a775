import Ledger
import Testing

@testable import Exchange

@Suite("Rows of advances.csv, deductions.csv and settlements.csv")
struct PayRowsTests {
  @Test("An advance is money unless it says otherwise")
  func advances() throws {
    let (good, problems) = try commands(
      AdvanceColumn.table,
      """
      аванс;мастерица;дата выдачи;сумма;форма
      A-1;P-02;05.03.2024;1 000,00;
      A-2;P-02;05.03.2024;250,5;шерсть
      A-3;P-02;05.03.2024;250,5;сырьём
      """)
    func advance(_ code: String, _ amount: Int64, _ form: AdvanceForm) -> Command {
      .payables(
        .payAdvance(
          PayAdvance(advance: AdvanceCode(code), producer: ProducerCode("P-02"), amount: amount, form: form, date: day("2024-03-05"))))
    }
    #expect(good.map(\.command) == [advance("A-1", 100_000, .cash), advance("A-3", 25_050, .material)])
    #expect(problems == ["row 3, column form: «шерсть» is not known here; write one of: cash, material"])
  }

  @Test("A rule keeps back a percentage between 0 and 100, with two decimals")
  func deductions() throws {
    let (good, problems) = try commands(
      DeductionColumn.table,
      """
      rule,kind,percent,valid_from
      TAX,tax,10,2024-01-01
      FUND,резерв группы,"2,5",2024-01-01
      FEE,fee,0,2024-01-01
      BAD,fee,101,2024-01-01
      BAD,fee,1.005,2024-01-01
      """)
    func rule(_ code: String, _ kind: DeductionKind, _ basisPoints: Int64) -> Command {
      .payables(.setRule(SetDeductionRule(rule: RuleCode(code), kind: kind, basisPoints: basisPoints, validFrom: day("2024-01-01"))))
    }
    #expect(good.map(\.command) == [rule("TAX", .tax, 1_000), rule("FUND", .reserve, 250), rule("FEE", .fee, 0)])
    #expect(
      problems == [
        "row 5, column percent: a percentage lies between 0 and 100; 0 ends the rule",
        "row 6, column percent: 1.005 has more than 2 decimals; round it to 2",
      ])
  }

  private static let settlements = """
    run,producer,status,date,amount,reference,reason
    R-1,P-1,paid,2024-05-06,1250.75,B-1,
    R-1,P-2,отклонено,2024-05-07,900,,счёт закрыт
    R-1,P-3,returned,2024-05-07,,,
    R-2,P-4,төлөндү,2024-05-07,,,
    """

  @Test("A payment was made or came back, and then says why")
  func settlement() throws {
    let (run, date) = (RunCode("R-1"), day("2024-05-06"))
    let paid = SettlePayment(run: run, producer: ProducerCode("P-1"), amount: 125_075, reference: "B-1", date: date)
    let back = ReturnPayment(run: run, producer: ProducerCode("P-2"), reason: "счёт закрыт", date: day("2024-05-07"))
    let other = SettlePayment(run: RunCode("R-2"), producer: ProducerCode("P-4"), date: day("2024-05-07"))
    let (good, problems) = try commands(SettlementColumn.table, Self.settlements)
    #expect(good.map(\.command) == [.payables(.settle(paid)), .payables(.sendBack(back)), .payables(.settle(other))])
    #expect(problems == ["row 4, column reason: the field is empty; say why the payment came back"])
  }

  @Test("A file for one run is about no other")
  func oneRun() throws {
    let defaults = ImportDefaults(today: day("2024-06-01"), run: RunCode("R-1"))
    let (good, problems) = try commands(SettlementColumn.table, Self.settlements, defaults: defaults)
    #expect(good.count == 2)
    #expect(problems.last == "row 5, column run: the row is of another run than R-1, which is being settled")
  }
}
