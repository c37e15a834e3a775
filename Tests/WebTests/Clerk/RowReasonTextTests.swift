import Languages
import Testing
import Web

@testable import Exchange

/// Why a row of a file is not taken, in the reader's language.
@Suite struct RowReasonTextTests {
  /// One of each.
  private static let all: [RowReason] = [
    RowReason(words: "in words of its own"),
    .missingCode, .missingNumber, .missingDate, .emptyField, .saysNotWhy, .saysNotWhose,
    .notWhole("«80»", in: 1900...2020), .invisible("200B", inCode: true), .invisible("200B", inCode: false),
    .tooLong(65, most: 64, isCode: true), .tooLong(1_001, most: 1_000, isCode: false),
    .notNumber("«x»"), .shortened("«1E+07»"), .tooManyDigits("«1234»"), .tooManyDecimals("1.234", most: 2), .tooLarge("99"), .inexact("98"),
    .notDate("«31.02»"), .yearOutside("«1.1.1024»", 1024, 1990...2100), .noSuchMonth("«1.13.2024»", 13),
    .noSuchDay("«30.02.2024»", year: 2024, month: 2, name: "February", days: 29), .dayOfExcel("«45000»"),
    .unknownWord("«?»", ["f", "m"]), .unknownUnit("«pud»"), .notCode("A B", "is too long"), .notCurrency("«SOM»"),
    .dragged(by: 7, "batch"), .disagrees("statement", "ST-1", row: 3, column: "currency", there: "KGS", here: "JPY"),
    .batchDisagrees("B-1", row: 4), .acceptedTwice("B-1", "12"), .quantityZero, .quantityNegative, .balanceTwice("opening"),
    .lineTwice("L-1", row: 9), .saleNegative, .returnPositive, .percentOutside, .otherRun("R-1"), .bookAmountInSome("PO-1"), .amountsTooLarge,
    .cells(9, expected: 8), .columns(5, expected: 6, delimiter: ";"), .columns(7, expected: 6, delimiter: ";"), .columnsMax(256),
    .rowTooLong("1 MiB"),
    .zeroByte(at: "17"), .notWindows1251, .notUTF8("FF", at: "18"), .textAfterQuote(column: 3), .quoteOpen(row: 5, column: 2, within: nil),
    .quoteOpen(row: 5, column: 2, within: "1 MiB"),
    .workbookDamaged("CRC error"), .workbookTooLarge(megabytes: 128), .noSheet("Март", among: ["Апрель", "Май"]),
    .sheetRead("Апрель", besides: ["Май"]),
    .fileEmpty, .fileUTF16, .fileWorkbook, .columnsMissing(["quantity"], of: "sales.csv", "the header lacks a column"),
    .columnDoubled(["Цена", "Price"], means: "unit_price", "both"), .nameless(column: 6), .unknown(column: "Foo"),
    .misspelt(column: "Qty", near: "quantity"),
  ]

  @Test("The list above holds every rule, so that a new one needs its texts")
  func everyRule() { #expect(Set(Self.all.map(\.rule)) == Set(RowReason.Rule.allCases)) }

  @Test("Every rule is said in every language, with all that was found", arguments: Language.allCases)
  func complete(language: Language) {
    let words = Words(language)
    for reason in Self.all where reason.rule != .ownWords {
      let said = RowReasonText(words)(reason)
      #expect(!said.contains("[") && !said.contains("{") && !said.isEmpty, "\(reason.rule): \(said)")
      #expect(language == .en || said != reason.text, "\(reason.rule)")
      for (name, value) in reason.values where !Self.translated.contains(name) {
        #expect(said.contains(value), "\(reason.rule) does not say \(name) = \(value): \(said)")
      }
    }
  }

  /// Values that are put into the language.
  private static let translated: Set<String> = ["thing", "month", "column"]

  @Test("Columns, documents and months are called what the reader calls them")
  func translated() {
    let text = RowReasonText(Words(.ru))
    #expect(
      text(.disagrees("statement", "ST-1", row: 3, column: "currency", there: "KGS", here: "JPY"))
        == "«Валюта» в строках разное (отчёт канала ST-1): в строке 3 – KGS, здесь – JPY. Напишите во всех строках одно и то же.")
    #expect(text(.noSuchDay("«30.02.2024»", year: 2024, month: 2, name: "February", days: 29)).contains("февраль\u{A0}2024"))
    #expect(text(.columnsMissing(["quantity"], of: "sales.csv", "")).contains("«Количество» (quantity)"))
    #expect(RowReasonText(Words(.ky))(.emptyField) == "Бул жер бош. Толтуруңуз.")
  }

  @Test("Where a byte lies is left out when nobody knows")
  func unknownPlace() {
    #expect(RowReasonText(Words(.en))(.zeroByte(at: nil)) == "There is a sign here that is no text. The file is damaged.")
    #expect(RowReasonText(Words(.en))(.zeroByte(at: "17")) == "There is a sign here that is no text (byte 17). The file is damaged.")
  }
}
