import Foundation
import TestSupport
import Testing
import Web

@testable import WebPages

@Suite("Files that are sent while they are made")
struct DownloadTests {
  @Test("A folder as an archive is what tar takes out of it again")
  func archive() async throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("esep-tar-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let long = String(repeating: "d", count: 60) + "/" + String(repeating: "e", count: 60) + "/f.txt"
    let files = ["a.txt": 0, "b/c.bin": 511, "b/d.bin": 512, "b/e.bin": 300_000, long: 3]
    for (name, size) in files {
      let file = place.appendingPathComponent("in/\(name)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((0..<size).map { UInt8(truncatingIfNeeded: $0) }).write(to: file)
    }
    let bytes = Gathered()
    try await TarFile.write(place.path + "/in", as: "pack") { await bytes.add($0) }
    try Data(await bytes.all).write(to: place.appendingPathComponent("pack.tar"))
    let tar = Process()
    (tar.executableURL, tar.arguments) = (URL(fileURLWithPath: "/usr/bin/env"), ["tar", "-xf", place.path + "/pack.tar", "-C", place.path])
    try tar.run()
    tar.waitUntilExit()
    #expect(tar.terminationStatus == 0)
    for (name, size) in files {
      #expect(FileManager.default.contents(atPath: place.path + "/pack/\(name)") == Data((0..<size).map { UInt8(truncatingIfNeeded: $0) }), "\(name)")
    }
  }

  @Test("Who stops reading stops the writer; nothing is held for him")
  func abandoned() async throws {
    struct Gone: Error {}
    let pipe = PiecePipe()
    pipe.abandon()
    #expect(throws: PipeProblem.self) { try pipe.push("x") }
    await #expect(throws: Gone.self) {
      try await DownloadFile.write(to: BrokenLine(error: Gone())) { push in for _ in 0..<1_000_000 { try push(String(repeating: "x", count: 1000)) } }
    }
  }

  @Test("A slow reader gets every piece, in order")
  func inOrder() async throws {
    let file = WrittenFile()
    try await DownloadFile.write(to: file) { push in for number in 0..<20_000 { try push("\(number)\n") } }
    #expect(await file.text == (0..<20_000).map { "\($0)\n" }.joined())
  }

  @Test("Names are safe on every disk", arguments: ["../x", "a/b", ".hidden", "ы", "x\"y", ""])
  func names(_ text: String) {
    let name = DownloadFile.name([text], "csv")
    #expect(name.hasSuffix(".csv") && !name.contains("/") && !name.contains("\"") && name.allSatisfy(\.isASCII))
  }
}

private actor Gathered {
  private(set) var all: [UInt8] = []
  func add(_ bytes: [UInt8]) { all += bytes }
}

/// A line that breaks at once.
private struct BrokenLine: PieceWriter {
  let error: any Error
  func write(_ text: String) async throws { throw error }
  func write(_ bytes: [UInt8]) async throws { throw error }
}
