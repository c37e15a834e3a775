import Testing

@testable import Exchange

@Suite("A sheet's rows, and what may be wrong with them")
struct SheetTextTests {
  private func row(_ number: Int, _ cells: String...) -> String { #"<row r="\#(number)">\#(cells.joined())</row>"# }
  private func inline(_ reference: String, _ text: String) -> String { #"<c r="\#(reference)" t="inlineStr"><is><t>\#(text)</t></is></c>"# }

  @Test("Rows keep the numbers that the sheet gives them; what is left out is empty")
  func numbers() throws {
    let sheet = row(2, inline("B2", "b"), inline("D2", "d")) + row(5, #"<c r="C5"><v>7</v></c>"#) + row(6) + row(9, inline("D9", "x"))
    #expect(try read(MadeWorkbook(sheet: sheet)) == [.row(5, ["", "", "7", ""]), .row(9, ["", "", "", "x"])])
  }

  @Test("References may be left out, and elements may have a prefix")
  func bare() throws {
    let sheet = "<x:row><x:c t=\"s\"><x:v>0</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c><x:v>2.50</x:v></x:c></x:row>"
    let lines = try read(MadeWorkbook(sheet: sheet, texts: ["<t>name</t>"]))
    #expect(lines == [.row(2, ["", "2.5"])])
  }

  @Test("Texts: shared, in pieces, with a reading beside them, with signs that XML cannot hold, with quotes and line breaks")
  func texts() throws {
    let shared = [
      "<t>a</t>", "<r><t xml:space=\"preserve\">жүн </t></r><r><rPr><b/></rPr><t>кийиз</t></r>",
      "<t>毛</t><rPh sb=\"0\" eb=\"1\"><t>ケ</t></rPh>",
      "<t>one_x000D_\ntwo _x041F_ _x00_ _xZZZZ_</t>", "<t>say \"so\", &lt;him&gt; &amp; me</t>",
    ]
    let header = row(1, inline("A1", "h"))
    let cells = (1..<5).map { row($0 + 1, #"<c r="A\#($0 + 1)" t="s"><v>\#($0)</v></c>"#) }.joined()
    #expect(
      try read(MadeWorkbook(sheet: header + cells, texts: shared)) == [
        .row(2, ["жүн кийиз"]), .row(3, ["毛"]), .row(4, ["one  two П _x00_ _xZZZZ_"]), .row(5, ["say \"so\", <him> & me"]),
      ])
  }

  @Test("Results of formulas, flags, errors, days and percentages; a formula without a result is no value")
  func kinds() throws {
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs>
      """
    let cells = [
      #"<c r="A2" t="str"><f>A1&amp;"x"</f><v>hx</v></c>"#, #"<c r="B2" t="b"><v>1</v></c>"#, #"<c r="C2" t="e"><v>#REF!</v></c>"#,
      #"<c r="D2" s="1"><v>45292</v></c>"#, #"<c r="E2" s="2"><v>0.075</v></c>"#, #"<c r="F2"><f>SUM(A1)</f><v>3</v></c>"#,
      #"<c r="G2"><f>NOW()</f></c>"#,
      #"<c r="H2" t="d"><v>2024-01-31T00:00:00</v></c>"#, #"<c r="I2" s="3"><v>45293.5</v></c>"#,
    ]
    let names = "ABCDEFGHI".map { inline("\($0)1", String($0)) }.joined()
    let lines = try read(MadeWorkbook(sheet: row(1, names) + row(2, cells.joined()), styles: styles))
    #expect(lines == [.row(2, ["hx", "TRUE", "#REF!", "2024-01-01", "7.5", "3", "=", "2024-01-31T00:00:00", "2024-01-02"])])
  }

  @Test("Days may be counted from 1904")
  func from1904() throws {
    let styles = #"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>"#
    let sheet = row(1, inline("A1", "h")) + row(2, #"<c r="A2" s="1"><v>43830</v></c>"#)
    #expect(try read(MadeWorkbook(sheet: sheet, styles: styles, isFrom1904: true)) == [.row(2, ["2024-01-01"])])
  }

  @Test("A cell beside the header's columns rejects its row and no other; empty ones beside them do not count")
  func beside() throws {
    let sheet =
      row(1, inline("A1", "a"), inline("B1", "b")) + row(2, inline("A2", "1"), inline("D2", "stray"))
      + row(3, inline("A3", "2"), #"<c r="XFD3" s="0"/>"#)
    #expect(
      try read(MadeWorkbook(sheet: sheet)) == [
        .rejected("row 2: there is something in column 4, and the header names 2 columns; clear the cell, or give its column a name"),
        .row(3, ["2", ""]),
      ])
  }

  @Test(
    "What is damaged stops the file with what is wrong",
    arguments: [
      (#"<row r="3"><c r="A3"/></row><row r="2"><c r="A2"/></row>"#, "row 2 follows row 3"),
      (#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#, "in row 1 column 1 follows column 2"),
      (#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#, "in row 1 a cell refers to text 7 of 1"),
      (#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#, "row 1048577 follows row 0"),
      (#"<row r="1"><c></row>"#, "mismatched tag (line 1 of a part)"),
    ])
  func damaged(sheet: String, what: String) {
    let folder = TemporaryFolder()
    let path = MadeWorkbook(sheet: sheet, texts: ["<t>a</t>"]).write(in: folder)
    #expect(message { _ = try lines(of: CSVReader(path: path)) } == "\(path): \(RowReason.workbookDamaged(what).text)")
  }
}
