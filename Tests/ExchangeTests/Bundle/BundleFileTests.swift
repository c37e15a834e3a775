import Foundation
import Testing

@testable import Exchange

@Suite("Files of an audit pack")
struct BundleFileTests {
  private let folder = TemporaryFolder()

  @Test("Sums are written in order of the paths, as sha256sum has them, and read again")
  func sums() throws {
    var sums = Checksums()
    let (a, b) = (String(repeating: "0a", count: 32), String(repeating: "f9", count: 32))
    sums.add("tile/0/000", b)
    sums.add("README.md", a)
    #expect(sums.text == "\(a)  README.md\n\(b)  tile/0/000\n")
    #expect(try Checksums(parsing: sums.text) == sums)
    #expect(sums.paths == ["README.md", "tile/0/000"] && sums["README.md"] == a && sums["x"] == nil)
  }

  @Test(
    "Sums that are cut off, of another form, doubled, or that lead out of the folder are refused by line",
    arguments: [
      "HASH  a", "HASH  a\n\n", "HASH a\n", "HASH *a\n", "hash  a\n", "HASH  \n", "HASH  /etc/passwd\n", "HASH  ../a\n", "HASH  a/../../b\n",
      "HASH  a//b\n", "HASH  a\\b\n", "HASH  a\nHASH  a\n", "HASHa\n",
    ])
  func badSums(_ text: String) {
    let text = text.replacingOccurrences(of: "HASH", with: String(repeating: "0a", count: 32))
    #expect(throws: BundleProblem.self) { try Checksums(parsing: text) }
  }

  @Test("A commit's line is canonical JSON; whatever is not exactly it is refused")
  func commits() throws {
    let line = CommitLine(firstPosition: 7, events: 3, key: "import \"x\"/é\n", fingerprint: [UInt8](0..<32))
    let text = String(decoding: line.text, as: UTF8.self)
    let digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    #expect(text == #"{"events":3,"fingerprint":"\#(digits)","first_position":7,"key":"import \"x\"/é\n"}"#)
    #expect(try CommitLine(parsing: line.text) == line)
    for bad in [
      text.replacingOccurrences(of: ":3", with: ": 3"), text.replacingOccurrences(of: ":3", with: ":0"),
      text.replacingOccurrences(of: "1f", with: "1F"),
      text.replacingOccurrences(of: "1f", with: ""), text.replacingOccurrences(of: "key", with: "kez"), text + "x", "{}", "", String(text.dropLast()),
      text.replacingOccurrences(of: ":7", with: ":-7"), text.replacingOccurrences(of: "{", with: #"{"a":1,"#),
    ] {
      #expect(throws: BundleProblem.self, "\(bad)") { try CommitLine(parsing: Array(bad.utf8)) }
    }
  }

  @Test("Lines are read one by one, however long; one without an end or beyond the bound is refused")
  func lines() throws {
    let long = String(repeating: "é", count: 300_000)
    let reader = try LineReader(folder.write("a.jsonl", Array("one\n\n\(long)\nlast\n".utf8)))
    var lines: [String] = []
    while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    #expect(lines == ["one", "", long, "last"] && reader.count == 4)
    #expect(try reader.next() == nil)
    let cut = try LineReader(folder.write("b.jsonl", Array("one\ntw".utf8)))
    #expect(try cut.next() == Array("one".utf8)[...])
    #expect(throws: BundleProblem("\(folder.path)/b.jsonl ends in the middle of line 2; it was cut off")) { try cut.next() }
    let bound = try LineReader(folder.write("c.jsonl", Array((long + "\n").utf8)), bytesMax: 1000)
    #expect(throws: BundleProblem.self) { try bound.next() }
    #expect(try LineReader(folder.write("d.jsonl", [])).next() == nil)
    #expect(throws: BundleProblem.self) { try LineReader(folder.path + "/missing") }
  }

  @Test("A folder is filled once: sums of all its files come last, and nothing that is there is overwritten")
  func folderOfFiles() throws {
    let path = folder.path + "/pack"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let new = try NewFolder(path)
    let empty = try new.write("a/b/empty", [])
    #expect(empty == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let file = try new.file("long")
    for _ in 0..<100_000 { try file.write("0123456789") }
    try new.end(file, "long")
    #expect(!FileManager.default.fileExists(atPath: path + "/SHA256SUMS"))
    try new.seal()
    let sums = try Checksums.verified(in: path) { _, _ in }
    #expect(sums.paths == ["a/b/empty", "long"] && sums["a/b/empty"] == empty)
    #expect(throws: BundleProblem.self) { try NewFolder(path) }
    try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/long"))
    let problem = BundleProblem("\(path)/long is not the file that SHA256SUMS lists: it was changed")
    #expect(throws: problem) { try Checksums.verified(in: path) { _, _ in } }
  }

  @Test("Hexadecimal digits are small and come in pairs")
  func hexadecimal() {
    #expect(Hexadecimal.text(of: [0, 10, 255]) == "000aff" && Hexadecimal.bytes(of: "000aff") == [0, 10, 255])
    for bad in ["0", "0A", "0g", " 00", "00 "] { #expect(Hexadecimal.bytes(of: bad) == nil, "\(bad)") }
  }
}
