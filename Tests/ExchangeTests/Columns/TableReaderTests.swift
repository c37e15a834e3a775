import Testing

@testable import Exchange

@Suite("Reading a table's rows by column")
struct TableReaderTests {
  private struct Sale: Equatable {
    let code: String
    let soldOn: String
    let quantity: Int64
    let price: ParsedDecimal
    let discount: Int64?
    let batch: String?
  }

  private func sale(_ row: borrowing TableRow<SaleColumn>) throws(RowProblem) -> Sale {
    Sale(
      code: try row.code(.sale), soldOn: try row.date(.soldOn).description, quantity: try row.units(.quantity, digits: 3),
      price: try row.decimal(.unitPrice),
      discount: try row.optionalUnits(.discount, digits: 2), batch: try row.optionalCode(.batch))
  }

  private func read(_ text: String) throws -> (sales: [Sale], problems: [String]) {
    let reader = try TableReader<SaleColumn>(bytes: Array(text.utf8), name: "sales.csv")
    var (sales, problems) = ([Sale](), [String]())
    while let verdict = try reader.next(sale) {
      switch verdict {
      case .good(let sale): sales.append(sale)
      case .rejected(let problem): problems.append(problem.description + " [\(problem.value)]")
      }
    }
    return (sales, problems)
  }

  @Test("A Kyrgyz sheet out of Excel is read with its own headers, dates and decimal commas")
  func kyrgyz() throws {
    let text = "\u{FEFF}сатуу;сатылган күнү;канал;буюм;саны;баасы;жеңилдик;валюта;;\r\nS-1;31.01.2024;MUJI;FELT-01;2;1 250,50;;KGS;;\r\n"
    let (sales, problems) = try read(text)
    let expected = Sale(
      code: "S-1", soldOn: "2024-01-31", quantity: 2000, price: ParsedDecimal(mantissa: 125_050, scale: 2), discount: nil, batch: nil)
    #expect(sales == [expected] && problems.isEmpty)
  }

  @Test("A bad field rejects its row with column, value and reason")
  func badFields() throws {
    let header = "sale,sold_on,channel,product,quantity,unit_price,currency,discount,batch\n"
    let (sales, problems) = try read(
      header
        + "S-1,2024-01-31,M,F,1,10,KGS,5,B-1\nS-2,45322,M,F,1,10,KGS,,\n,2024-01-31,M,F,1,10,KGS,,\nS-4,2024-01-31,M,F,\"1,2345\",10,KGS,,\nS-5,2024-01-31,M,F,1,x\n"
    )
    #expect(sales.map(\.code) == ["S-1"] && sales.first?.discount == 500 && sales.first?.batch == "B-1")
    #expect(
      problems == [
        "row 3, column sold_on: «45322» is Excel's number for a day; format the column as a date and save again [45322]",
        "row 4, column sale: the field is empty; it must be filled []",
        "row 5, column quantity: 1.2345 has more than 3 decimals; round it to 3 [1,2345]",
        "row 6: the row has 6 columns, expected 9 as in the header; a delimiter may be missing [S-5,2024-01-31,M,F,1,x]",
      ])
  }

  @Test("Words, whole numbers and texts are read by column; a missing optional column is nil")
  func otherKinds() throws {
    let text =
      "producer,name,community,sex,birth year,способ выплаты\nP-1,\"Айым \"\"Тоң\"\"\",TAMGA,Ж,1980,кошелёк\nP-2,Бегим,TAMGA,?,1980,\nP-3,Бегим,TAMGA,,80,\n"
    let reader = try TableReader<ProducerColumn>(bytes: Array(text.utf8), name: "producers.csv")
    var found: [String] = []
    while let verdict = try reader.next({ row throws(RowProblem) in
      let (sex, year) = (try row.optionalWord(.sex), try row.optionalInteger(.birthYear, in: 1900...2020))
      return
        "\(try row.text(.name)) \(sex ?? "-") \(year ?? 0) \(try row.optionalWord(.payoutRoute) ?? "-") \(try row.optionalDate(.registeredOn)?.description ?? "-")"
    }) {
      switch verdict {
      case .good(let text): found.append(text)
      case .rejected(let problem): found.append(problem.description)
      }
    }
    #expect(
      found == [
        "Айым \"Тоң\" f 1980 wallet -", "row 3, column sex: «?» is not known here; write one of: f, m",
        "row 4, column birth_year: «80» is not a whole number from 1900 to 2020",
      ])
  }

  @Test("A check beyond one field can reject the field or the whole row")
  func ownChecks() throws {
    let reader = try TableReader<RateColumn>(bytes: Array("date,currency,nominal,rate\n2024-01-31,JPY,10,6.0\n".utf8), name: "rates.csv")
    let verdict = try reader.next { row throws(RowProblem) -> Bool in
      let problem = row.problem("twice on this day")
      #expect(problem.description == "row 2: twice on this day" && problem.column == nil)
      throw row.problem(.nominal, "must be 1 or 100")
    }
    #expect(verdict == .rejected(RowProblem(row: 2, line: 2, column: "nominal", value: "10", reason: "must be 1 or 100")))
  }
}
