import Testing

@testable import Exchange

@Suite("A user's own headers")
struct ColumnMappingTests {
  let folder = TemporaryFolder()

  @Test("A saved mapping goes before the names that are known, and passes headers over")
  func saved() throws {
    let file = folder.write(
      ColumnMapping.fileName, Array("файл;заголовок;столбец\nreturns.csv;Док №;return\nReturns;Цена;\nreturns;Сколько;кол-во\n".utf8))
    let (mapping, problems) = try ColumnMapping.read(path: file)
    #expect(problems.isEmpty)
    let binding = try ColumnBinding(
      ReturnColumn.table, header: ["ДОК№", "дата", "продажа", "цена", "сколько"], mapping: mapping, path: "returns.csv")
    #expect(binding.fields == [0, 1, 2, 4, nil, nil])
    #expect(binding.notes.isEmpty)
  }

  @Test("A mapping to the same column as a known header is refused like any double")
  func doubled() throws {
    var mapping = ColumnMapping()
    try mapping.map("Сколько", of: ReturnColumn.table, to: "quantity")
    let header = ["return", "returned_on", "sale", "quantity", "сколько"]
    #expect(
      message { _ = try ColumnBinding(ReturnColumn.table, header: header, mapping: mapping, path: "r.csv") }
        == "r.csv: column 4 «quantity» and column 5 «сколько» both mean quantity; rename or remove one")
    try mapping.map("quantity", of: ReturnColumn.table, to: nil)
    #expect(try ColumnBinding(ReturnColumn.table, header: header, mapping: mapping, path: "r.csv").fields == [0, 1, 2, 4, nil, nil])
  }

  @Test("Bad rows of a mapping are told and left out")
  func problems() throws {
    let file = folder.write(
      ColumnMapping.fileName, Array("file,header,column\nsail.csv,a,b\nrates,Курс дня,rat\nrates,,rate\nrates,Курс дня,rate\n".utf8))
    let (mapping, problems) = try ColumnMapping.read(path: file)
    let names = Table.all.map(\.fileName).joined(separator: ", ")
    #expect(
      problems.map(\.description) == [
        "row 2, column file: no such file is imported; write one of: \(names)",
        "row 3, column column: rates.csv has no column «rat»; did you mean rate? It has: date, currency, nominal, rate",
        "row 4, column header: the field is empty; it must be filled",
      ])
    #expect(
      try ColumnBinding(RateColumn.table, header: ["дата", "валюта", "номинал", "курс дня"], mapping: mapping, path: "rates.csv").fields == [
        0, 1, 2, 3,
      ])
  }
}
