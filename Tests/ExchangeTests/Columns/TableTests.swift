import Testing

@testable import Exchange

@Suite("What the columns of each file are called")
struct TableTests {
  private static func snakeCase(_ name: String) -> String { name.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined() }

  private func expectAgreement<C: TableColumn>(_ type: C.Type) {
    #expect(C.allCases.map { Self.snakeCase("\($0)") } == C.table.columns.map(\.name))
    #expect(C.allCases.map(\.rawValue) == Array(C.table.columns.indices))
  }

  @Test("The enums and the tables name the same columns in the same order")
  func agreement() {
    expectAgreement(CommunityColumn.self)
    expectAgreement(ProducerColumn.self)
    expectAgreement(ProductColumn.self)
    expectAgreement(ChannelColumn.self)
    expectAgreement(RateColumn.self)
    expectAgreement(BatchColumn.self)
    expectAgreement(SaleColumn.self)
    expectAgreement(ReturnColumn.self)
    expectAgreement(StatementColumn.self)
    expectAgreement(PayoutColumn.self)
    expectAgreement(AdvanceColumn.self)
    expectAgreement(DeductionColumn.self)
    expectAgreement(SettlementColumn.self)
    expectAgreement(MappingColumn.self)
  }

  @Test("Each file has exactly the columns that the design promises, optional ones in brackets")
  func promised() {
    let promised = [
      "communities": "community, name, oblast, [rayon], [name_ky], [name_en]",
      "producers": "producer, name, community, [group], [sex], [birth_year], [registered_on], [payout_route], [payout_account]",
      "products": "product, name, category, unit, [hs_code], [oblast]",
      "channels": "channel, name, kind, country, currency, model, commission_percent, fee_percent, settle_days, valid_from, [fx_risk], [valid_to], "
        + "[certification]",
      "rates": "date, currency, nominal, rate",
      "batches": "batch, product, produced_on, kind, [site], producer, quantity, [accepted]",
      "sales": "sale, sold_on, channel, [outlet], product, [batch], quantity, unit_price, [discount], currency, [country], [receipt]",
      "returns": "return, returned_on, sale, quantity, [cause], [disposition]",
      "statements": "statement, channel, period_from, period_to, currency, line, type, [reference], [quantity], amount, [received_on]",
      "payouts": "payout, received_on, [channel], [statement], currency, amount, [bank_fee], [reference], [book_amount]",
      "advances": "advance, producer, paid_on, amount, [form]",
      "deductions": "rule, kind, percent, valid_from",
      "settlements": "run, producer, status, date, [amount], [reference], [reason]",
    ]
    #expect(Table.all.count == promised.count)
    for table in Table.all {
      #expect(table.columns.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: ", ") == promised[table.name])
    }
  }

  @Test("No header means two columns of the same file, and every column has names in Russian and Kyrgyz", arguments: Table.all.map(\.name))
  func unambiguous(_ name: String) throws {
    let table = try #require(Table.named(name))
    var meanings: [String: String] = [:]
    for column in table.columns {
      #expect(column.aliases.count { $0.unicodeScalars.contains { ("а"..."ө").contains($0) } } >= 2 || column.name == "hs_code", "\(column.name)")
      for header in Set(([column.name] + column.aliases).map(HeaderName.fold)) {
        #expect(!header.isEmpty)
        #expect(meanings.updateValue(column.name, forKey: header) == nil, "«\(header)» in \(table.fileName) also means \(column.name)")
      }
    }
  }

  @Test("Every alias of every column binds it, in capitals and with other blanks too", arguments: Table.all.map(\.name))
  func everyAlias(_ name: String) throws {
    let table = try #require(Table.named(name))
    let byName = table.columnsByName
    for (index, column) in table.columns.enumerated() {
      for alias in column.aliases + [column.name.replacing("_", with: " ")] {
        for written in [alias, alias.uppercased(), alias.replacing(" ", with: "\u{A0}"), alias.replacing("ё", with: "е")] {
          #expect(byName[HeaderName.fold(written)] == index, "\(written)")
        }
      }
    }
  }

  @Test("A file is known by its name in any case and folder; a rejects file is none")
  func fileNames() {
    #expect(Table.named("2024/Sales.CSV")?.name == "sales")
    #expect(Table.named("batches")?.name == "batches")
    #expect(Table.named("sales.rejects.csv") == nil)
    #expect(Table.named("") == nil)
  }

  @Test("Words in Russian and Kyrgyz mean the canonical ones, in any case")
  func words() {
    let expected: [(ValueWords, String, String)] = [
      (.fxRisk, "Мастерицы", "producers"), (.fxRisk, "союз", "association"),
      (.certification, "Обязательно", "refuse"), (.certification, "белги менен", "exception"), (.certification, "жок", "none"),
      (.batchKind, "Пробная партия", "test"), (.batchKind, "буйрутма", "order"), (.batchKind, "КАДИМКИ", "regular"),
      (.disposition, "На склад", "restock"),
      (.disposition, "брак", "scrap"), (.disposition, "жараксыз", "scrap"), (.sex, "Ж", "f"), (.sex, "муж.", "m"), (.sex, "а", "f"), (.sex, "э", "m"),
      (.sex, "F", "f"),
      (.model, "на реализацию", "consignment"), (.model, "сатып алуу", "purchase"), (.payoutRoute, "эл. кошелек", "wallet"),
      (.payoutRoute, "накталай", "cash"),
      (.channelKind, "petrol station", "petrol_station"), (.channelKind, "Export-Retailer", "export_retailer"),
      (.channelKind, "АЗС", "petrol_station"),
      (.channelKind, "жарманке", "fair"), (.channelKind, "интернет магазин", "online"), (.channelKind, "көргөзмө", "exhibition"),
      (.statementLine, "Возврат", "return"), (.statementLine, "Вход. остаток", "opening"), (.statementLine, "исх.остаток", "closing"),
      (.statementLine, "баштапкы калдык", "opening"), (.advanceForm, "деньгами", "cash"), (.deductionKind, "салык", "tax"),
      (.paymentStatus, "Не исполнено", "returned"), (.paymentStatus, "төлөндү", "paid"),
    ]
    for (words, text, word) in expected { #expect(words.canonical(for: text) == word, "\(text)") }
    #expect(
      ValueWords.channelKind.canonical == [
        "export_retailer", "brand_shop", "petrol_station", "fair", "exhibition", "online", "wholesale", "hospitality",
      ])
  }

  @Test("An unknown word is refused with the words to choose from")
  func unknownWord() {
    #expect(
      message { _ = try parse("потом") { bytes throws(FieldProblem) in try ValueWords.batchKind.parse(bytes) } }
        == "«потом» is not known here; write one of: test, regular, order")
  }
}
