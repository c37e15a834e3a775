import Testing

@testable import Exchange

@Suite("Which letters a file's bytes are")
struct EncodingTests {
  private func encoding(_ bytes: [UInt8]) throws -> CSVEncoding { try CSVReader(bytes: bytes, name: "t.csv").encoding }

  @Test("A byte order mark says UTF-8 and is no part of the first name")
  func mark() throws {
    let reader = try CSVReader(bytes: [0xEF, 0xBB, 0xBF] + Array("айыл,b\nТөң,2\n".utf8), name: "t.csv")
    #expect(reader.encoding == .utf8 && reader.header == ["айыл", "b"])
    #expect(try lines(of: reader) == [.row(2, ["Төң", "2"])])
  }

  /// The first 20 bytes are looked at, so that what follows comes in chunks.
  private func russianOptions(_ chunk: Int) -> CSVOptions {
    var options = CSVOptions(chunkBytes: chunk)
    options.sampleBytes = 20
    return options
  }

  @Test("Russian words in Windows-1251 are recognised, and every letter becomes itself", arguments: [1, 2, 7, 4096])
  func russian(chunk: Int) throws {
    let bytes = windows1251("продажа;количество;№ чека\nЁлка\u{A0};ёж;АБВабвЯя\n")
    let reader = try CSVReader(bytes: bytes, name: "t.csv", options: russianOptions(chunk))
    #expect(reader.encoding == .windows1251 && reader.header == ["продажа", "количество", "№ чека"])
    #expect(try lines(of: reader) == [.row(2, ["Ёлка", "ёж", "АБВабвЯя"])])
  }

  @Test("Windows-1251 is converted behind the sample too", arguments: [1000, 256 << 10])
  func longRussian(chunk: Int) throws {
    let row = "Тамга — нет;2\n".replacing("—", with: "-")
    let bytes = windows1251("село;число\n" + String(repeating: row, count: 40_000))
    let reader = try CSVReader(bytes: bytes, name: "t.csv", options: CSVOptions(chunkBytes: chunk))
    var count = 0
    while let verdict = try reader.next({ row throws(RowProblem) in row.text(at: 0) }) {
      if verdict == .good("Тамга - нет") { count += 1 }
    }
    #expect(count == 40_000 && reader.bytesRead == bytes.count)
  }

  @Test("The signs of Windows-1251 outside of the alphabet become themselves; 0x98 is no letter")
  func signs() throws {
    let bytes = windows1251("наименование;сумма\n") + [0x88, 0x96, 0xAB, 0xBB, 0x3B, 0x31, 0x0A, 0x61, 0x3B, 0x98, 0x0A]
    #expect(
      try read(bytes: bytes) == [
        .row(2, ["€–«»", "1"]), .rejected("row 3, column сумма: holds byte 0x98, which is no letter in Windows-1251; type the value again"),
      ])
  }

  @Test("Too little evidence for Windows-1251 leaves UTF-8 with a verdict on each bad row")
  func littleEvidence() throws {
    #expect(try encoding(Array("a;b\n".utf8) + windows1251("Тамга;2\n")) == .utf8)
    #expect(try encoding(Array("a;b\n".utf8) + windows1251("Да;нет;ок\nЁё;яя\n")) == .utf8)
    #expect(try encoding(Array("a;b\n1;café ".utf8) + [0xE9, 0x0A]) == .utf8)
  }

  @Test("A UTF-8 file into which a Windows-1251 row was pasted stays UTF-8")
  func pasted() throws {
    let utf8 = "продажа;количество\n" + String(repeating: "Тамга;2\n", count: 9)
    let lines = try read(bytes: Array(utf8.utf8) + windows1251("Боконбаево;акции\n") + Array("Тоң;3\n".utf8))
    #expect(lines.count == 11 && lines.last == .row(12, ["Тоң", "3"]))
    #expect(lines[9].description.hasPrefix("✗ row 11, column продажа: is not UTF-8 text: byte 0xC1 at byte"))
  }

  @Test("A letter cut in two by the end of the sample is no error")
  func cutSample() throws {
    let header = "ab,село\n"
    let filler = String(repeating: "x", count: EncodingGuess.sampleBytes - header.utf8.count - 3)
    #expect(try encoding(Array("\(header)\(filler),ң,Боконбаево\n".utf8)) == .utf8)
  }

  @Test("An encoding that is given is not guessed")
  func given() throws {
    let bytes = Array("a;b\n".utf8) + windows1251("Да;2\n")
    #expect(try read(bytes: bytes, options: CSVOptions(encoding: .windows1251)) == [.row(2, ["Да", "2"])])
    let russian = windows1251("продажа;количество\n")
    #expect(
      message { _ = try read(bytes: russian, options: CSVOptions(encoding: .utf8)) }.contains("is not UTF-8 text: byte 0xEF at byte 0 of the file"))
  }
}
