import Foundation
import Languages
import Ledger
import Testing

@testable import Web

/// Why something is not recorded, in the reader's language.
@Suite struct RefusalTextTests {
  private static let day = CalendarDate(daysSince1970: 19_787)

  @Test("The list holds every refusal that the ledger has, so that a new one needs its texts")
  func everyCase() throws {
    let known = try EveryRefusal.inSources()
    #expect(known.count > 100)
    #expect(known.subtracting(EveryRefusal.names).sorted() == [])
  }

  @Test("Every refusal is there in every language, with all its values and without one as a program writes it", arguments: Language.allCases)
  func complete(language: Language) {
    let text = RefusalText(Words(language))
    for refusal in EveryRefusal.all {
      let said = text(refusal)
      #expect(!said.contains("[") && !said.contains("{") && !said.isEmpty, "\(refusal): \(said)")
      #expect(language == .en || said != refusal.message, "\(refusal)")
      // 5 March 2024 as ISO 8601, a quantity of 1234.5 and money without groups and point are what programs write.
      for raw in ["2024-03-", "1234.5", "1234500", "123456700", "7654321", "1234567.00", "Optional", "Code<", "_"] {
        #expect(!said.contains(raw), "\(refusal): \(said)")
      }
      #expect(language == .en || !said.contains("“"), "\(said)")
    }
  }

  @Test("Money has its currency and the language's point, days and quantities too")
  func formats() {
    let stock = Refusal.insufficientStock("X", batch: "B", asked: Quantity(units: 5), available: Quantity(thousandths: 2_500), on: Self.day)
    #expect(RefusalText(Words(.ru))(stock).contains("2,5") && RefusalText(Words(.ru))(stock).contains("05.03.2024"))
    #expect(RefusalText(Words(.en))(stock).contains("2.5"))
    let month = Refusal.control(.doesNotBalance(difference: 123_456_700))
    #expect(RefusalText(Words(.ru))(month) == "Дебет и кредит расходятся на 1\u{A0}234\u{A0}567,00\u{A0}сом. Проверьте книгу до закрытия.")
    #expect(RefusalText(Words(.en))(month).contains("KGS\u{A0}1,234,567.00"))
    #expect(RefusalText(Words(.ru))(.payables(.payableOfNobody)).contains("2100 «"))
  }

  @Test(
    "What the book already has otherwise is told as the reader writes it; an amount whose currency is not said is not told in minor units",
    arguments: [
      (
        "sale S-1", "sold_on", "2024-03-05", "2024-03-06",
        "Продажа S-1: уже записано, но поле «Дата продажи» другое: в книге 05.03.2024, здесь 06.03.2024."
      ),
      ("sale S-1", "quantity", "1.5", "2", "в книге 1,5, здесь 2."), ("sale S-1", "receipt", "nothing", "K-7", "в книге ничего, здесь K-7."),
      ("advance A-1", "amount", "150000", "160000", "в книге 1\u{A0}500,00\u{A0}сом, здесь 1\u{A0}600,00\u{A0}сом."),
      ("sale S-1", "discount", "150000", "0", "Продажа S-1: уже записано с другим содержанием («Скидка»)."),
      ("dispatch D-1", "from", "hub", "SHOP", "в книге главный склад (hub), здесь SHOP."),
      ("line L-1 of statement ST-1", "lines", "other lines", "these", "Строка L-1 (Отчёт ST-1): уже записано с другим содержанием"),
      ("the receipt of dispatch D-1", "date", "2024-03-05", "2024-03-06", "Отправка D-1: уже записано"),
      ("rule TAX from 2024-03-05", "basis_points", "1000", "1250", "Правило TAX (05.03.2024): уже записано"),
    ])
  func differing(thing: String, column: String, there: String, here: String, expected: String) {
    let said = RefusalText(Words(.ru))(.differs(thing, column: column, there: there, here: here))
    #expect(said.contains(expected), "\(said)")
  }

  @Test("What people meet of malformed fields is said in their language", arguments: Language.allCases)
  func malformed(language: Language) {
    let text = RefusalText(Words(language))
    for template in MalformedText.templates {
      let sentence = template.text.replacing(/\{\w+\}/, with: "7").replacing("*", with: "and so on")
      let said = text(.malformed(column: "quantity", sentence))
      #expect(!said.contains("[") && !said.contains("{") && !said.contains(sentence), "\(template.text): \(said)")
    }
    #expect(
      RefusalText(Words(.ru))(.malformed(column: "accepted", "12.5 accepted, but only 10 produced"))
        == "Годных 12,5, а сделано только 10. Исправьте одно из двух.")
    #expect(
      RefusalText(Words(.ru))(.malformed(column: "country", "'Kyrgyzstan' is no country code: write two")).hasPrefix("«Kyrgyzstan» – не код страны."))
  }

  @Test("The ledger still says what is known of malformed fields")
  func templates() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources/Ledger").standardizedFileURL
      .path
    var sources = ""
    for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() where path.hasSuffix(".swift") {
      sources += try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
    }
    for template in MalformedText.templates {
      let pieces = template.text.replacing(/\{\w+\}|\*/, with: "\u{1}").split(separator: "\u{1}")
      let longest = pieces.max { $0.count < $1.count } ?? ""
      #expect(sources.contains(longest), "\(template.text)")
    }
  }

  @Test("A reason knows its field; a key is no field")
  func field() {
    let text = RefusalText(Words(.en))
    #expect(text.field(of: .missing(column: "quantity")) == "quantity")
    #expect(text.field(of: .keyReused("k")) == nil)
  }
}
