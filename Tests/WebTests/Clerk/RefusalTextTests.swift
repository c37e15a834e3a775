import Languages
import Ledger
import Testing
import Web

/// Why something is not recorded, in the reader's language.
@Suite struct RefusalTextTests {
  private static let day = CalendarDate(daysSince1970: 19_787)
  private static let some: [Refusal] = [
    .unknown(.product, "X"), .missing(column: "quantity"), .differs("sale S-1", column: "quantity", there: "1", here: "2"),
    .producerInactive(.init("P-1"), since: day), .noTerms(.init("SHOP"), on: day, first: nil),
    .noTerms(.init("SHOP"), on: day, first: day.adding(days: 5)),
    .noRate(.kgs, on: day), .batchOfOtherProduct(.init("B"), is: .init("X")),
    .insufficientStock(.init("X"), batch: .init("B"), asked: Quantity(units: 5), available: Quantity(thousandths: 2_500), on: day),
    .insufficientStock(.init("X"), batch: nil, asked: Quantity(units: 5), available: .zero, on: day),
    .returnExceedsSold(.init("S-1"), asked: Quantity(units: 5), outstanding: Quantity(units: 2)), .before("the sale itself", day),
    .saleReversed(.init("S-1")),
    .amountTooLarge(column: "unit_price"), .keyReused("k"), .periodClosed(Month(of: day), day, firstOpen: day.adding(days: 30)),
    .goods(.notThere(.hub, .init("B"), asked: Quantity(units: 2), available: .zero)), .goods(.recalled(.init("B"), reason: "moth")),
    .goods(.samePlace(.hub)),
    .trade(.uncertified(.init("X"), .init("SHOP"), on: day, lack: "")), .payables(.samePerson("aida", .init("R-1"))),
    .control(.notClosed(Month(of: day))),
    .settlement(.disputeOpen(nil, .init("ST-1"))),
  ]

  @Test("Every reason is there in every language, with all its values", arguments: Language.allCases)
  func complete(language: Language) {
    let text = RefusalText(Words(language))
    for refusal in Self.some {
      let said = text(refusal)
      #expect(!said.contains("[") && !said.contains("{") && !said.isEmpty, "\(refusal): \(said)")
      #expect(language == .en || said != refusal.message)
    }
  }

  @Test("Quantities and days are written as the language writes them")
  func formats() {
    let refusal = Refusal.insufficientStock(
      .init("X"), batch: .init("B"), asked: Quantity(units: 5), available: Quantity(thousandths: 2_500), on: Self.day)
    #expect(RefusalText(Words(.ru))(refusal).contains("2,5") && RefusalText(Words(.ru))(refusal).contains("05.03.2024"))
    #expect(RefusalText(Words(.en))(refusal).contains("2.5"))
  }

  @Test("A reason knows its field; a key is no field")
  func field() {
    let text = RefusalText(Words(.en))
    #expect(text.field(of: .missing(column: "quantity")) == "quantity")
    #expect(text.field(of: .keyReused("k")) == nil)
  }
}
