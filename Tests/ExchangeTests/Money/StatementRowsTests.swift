import Ledger
import Testing

@testable import Exchange

@Suite("Rows of statements.csv")
struct StatementRowsTests {
  private static let header = "statement,channel,period_from,period_to,currency,line,type,reference,quantity,amount,received_on\n"

  private static func statement(
    _ code: String = "ST-1", channel: String = "SHOP", opening: Int64? = nil, closing: Int64? = nil, receivedOn: String? = nil,
    _ lines: [StatementLine]
  ) -> Command {
    .settlement(
      .receive(
        ReceiveStatement(
          statement: StatementCode(code), channel: ChannelCode(channel), periodFrom: day("2024-03-01"), periodTo: day("2024-03-31"), currency: .kgs,
          opening: opening, closing: closing, receivedOn: receivedOn.map { day($0) }, fileSHA256: nil, lines: lines)))
  }

  @Test("All rows of a number are one statement, wherever they stand; the balances are rows of their own")
  func whole() throws {
    let text =
      Self.header + """
        ST-1,SHOP,2024-03-01,2024-03-31,KGS,,opening,,,100.50,
        ST-2,SHOP,2024-03-01,2024-03-31,KGS,1,sale,S-1,2,300,
        ST-1,SHOP,2024-03-01,2024-03-31,KGS,1,sale,S-7,11.333,6119.82,2024-04-03
        ST-1,SHOP,2024-03-01,2024-03-31,KGS,2,return,,,-20,
        ST-1,SHOP,2024-03-01,2024-03-31,KGS,,closing,,,6200.32,
        """
    let (good, problems) = try commands(StatementColumn.table, text)
    #expect(problems == [])
    #expect(
      good.map(\.command) == [
        Self.statement("ST-2", [StatementLine(line: LineCode("1"), type: .sale, reference: "S-1", quantity: Quantity(units: 2), amount: 30_000)]),
        Self.statement(
          opening: 10_050, closing: 620_032, receivedOn: "2024-04-03",
          [
            StatementLine(line: LineCode("1"), type: .sale, reference: "S-7", quantity: Quantity(thousandths: 11_333), amount: 611_982),
            StatementLine(line: LineCode("2"), type: .return, amount: -2_000),
          ]),
      ])
    #expect(good.map { $0.places.map(\.row) } == [[3], [2, 4, 5, 6]])
  }

  @Test("Two channels may number their statements alike")
  func channels() throws {
    let text =
      Self.header + """
        ST-1,SHOP,2024-03-01,2024-03-31,KGS,1,sale,,,1,
        ST-1,FAIR,2024-03-01,2024-03-31,KGS,1,sale,,,2,
        """
    let (good, problems) = try commands(StatementColumn.table, text)
    #expect(problems == [])
    let line = LineCode("1")
    #expect(
      good.map(\.command) == [
        Self.statement("ST-1", [StatementLine(line: line, type: .sale, amount: 100)]),
        Self.statement("ST-1", channel: "FAIR", [StatementLine(line: line, type: .sale, amount: 200)]),
      ])
  }

  @Test("Russian and Kyrgyz headers and words mean the same; amounts have the decimals of their currency")
  func words() throws {
    let russian = """
      № отчёта;канал;период с;период по;валюта;№;вид;ссылка;кол-во;сумма
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;;вход. остаток;;;0
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;1;реализация;;40;79 200
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;2;комиссионное вознаграждение;;;-1 200
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;;исх. остаток;;;78 000
      """
    let kyrgyz = """
      отчеттун номери;сатуу каналы;мезгилдин башы;мезгилдин аягы;валютасы;сап;түрү;шилтеме;саны;суммасы
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;;баштапкы калдык;;;0
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;1;сатуу;;40;79200
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;2;комиссиялык акы;;;-1200
      ST-1;TOKYO;01.03.2024;31.03.2024;JPY;;акыркы калдык;;;78000
      """
    let (one, other) = (try commands(StatementColumn.table, russian), try commands(StatementColumn.table, kyrgyz))
    #expect(one.problems == [] && other.problems == [])
    #expect(one.good.map(\.command) == other.good.map(\.command))
    guard case .settlement(.receive(let statement)) = one.good.first?.command else { throw NoStatement() }
    #expect(statement.opening == 0 && statement.closing == 78_000 && statement.lines.map(\.amount) == [79_200, -1_200])
  }

  private struct NoStatement: Error {}

  /// Rows that spoil a statement of which row 2 is sound, and what is said of them.
  static let spoiling: [(row: String, said: String)] = [
    (
      "ST-1,SHOP,2024-03-01,2024-03-30,KGS,2,sale,,,1,",
      "row 3, column period_to: statement ST-1 stands in row 2 with another period_to: 2024-03-31 there, 2024-03-30 here; write the same in each row"
    ),
    (
      "ST-1,SHOP,2024-03-01,2024-03-31,USD,2,sale,,,1,",
      "row 3, column currency: statement ST-1 stands in row 2 with another currency: KGS there, USD here; write the same in each row"
    ),
    (
      "ST-1,SHOP,2024-03-01,2024-03-31,KGS,1,sale,,,1,",
      "row 3, column line: line 1 of the statement stands in row 2 already; give each line a number of its own"
    ),
    (
      "ST-1,SHOP,2024-03-01,2024-03-31,KGS,2,sale,,,-1,",
      "row 3, column amount: a sale adds to what the channel owes; write goods that came back as a line of type return"
    ),
    ("ST-1,SHOP,2024-03-01,2024-03-31,KGS,2,return,,,1,", "row 3, column amount: a return takes from what the channel owes; write it with a minus"),
    (
      "ST-1,SHOP,2024-03-01,2024-03-31,KGS,2,gift,,,1,",
      "row 3, column type: «gift» is not known here; write one of: sale, return, commission, fee, tax, adjustment, opening, closing"
    ),
    ("ST-1,SHOP,2024-03-01,2024-03-31,KGS,,sale,,,1,", "row 3, column line: the field is empty; it must be filled"),
    ("ST-1,SHOP,2024-03-01,2024-03-31,KGS,2,sale,,,1.005,", "row 3, column amount: 1.005 has more than 2 decimals; round it to 2"),
  ]

  @Test("A bad row costs the whole statement, and every row of it is told why", arguments: Self.spoiling.indices)
  func spoiled(_ index: Int) throws {
    let (row, said) = Self.spoiling[index]
    let text =
      Self.header + "ST-1,SHOP,2024-03-01,2024-03-31,KGS,1,sale,,,1,\n\(row)\nST-9,SHOP,2024-03-01,2024-03-31,KGS,1,sale,,,7,\n"
    let (good, problems) = try commands(StatementColumn.table, text)
    let dragged = "row 2, column statement: the statement is not taken because of row 3; mend that row and import the file again"
    #expect(problems == [said, dragged])
    #expect(good.map(\.command) == [Self.statement("ST-9", [StatementLine(line: LineCode("1"), type: .sale, amount: 700)])])
  }

  @Test("A balance stands once")
  func twice() throws {
    let text =
      Self.header + """
        ST-1,SHOP,2024-03-01,2024-03-31,KGS,,closing,,,1,
        ST-1,SHOP,2024-03-01,2024-03-31,KGS,,closing,,,1,
        """
    let (good, problems) = try commands(StatementColumn.table, text)
    #expect(good.isEmpty && problems.first == "row 3, column type: the closing balance stands in another row already; write it once")
  }

  @Test("A statement remembers the SHA-256 of the file's bytes")
  func digest() throws {
    let text = Self.header + "ST-1,SHOP,2024-03-01,2024-03-31,KGS,1,sale,,,1,\n"
    let folder = TemporaryFolder()
    let path = folder.write("statements.csv", Array(text.utf8))
    let reader = try CommandReader(
      path: path, table: StatementColumn.table, mapping: ColumnMapping(), options: CSVOptions(), defaults: ImportDefaults(today: day("2024-06-01")))
    guard case .good(let read)? = try reader.next(), case .settlement(.receive(let statement)) = read.command else { throw NoStatement() }
    #expect(statement.fileSHA256 == FileDigest.sha256(of: Array(text.utf8)))
    // FIPS 180-4, the example of one block.
    #expect(FileDigest.sha256(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
