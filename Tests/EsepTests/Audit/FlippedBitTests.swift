import Foundation
import TestSupport
import Testing

/// A pack in which something is not as it was.
@Suite("A pack that was changed", .serialized)
struct FlippedBitTests {
  /// One of every kind of file.
  static let files = [
    "README.md", "SHA256SUMS", "checkpoint", "checkpoints.jsonl", "commits.jsonl", "definitions.csv", "definitions/Models/money_moves.sql",
    "definitions/Reports/stock.sql", "definitions/Rules/account.sql", "events.jsonl", "journal.hledger", "reports.csv", "reports/trial-balance.csv",
    "sample/sample.csv", "sample/sample.md", "verifier",
  ]

  @Test("One flipped bit in any kind of file, and both the independent checker and the import refuse the pack, and nothing is recorded")
  func flipped() async throws {
    let book = try await AuditBook.make()
    let (pack, desk) = (try await book.pack(), try await Desk.fresh())
    let seed: UInt64 = 2024
    var random = SplitMix64(seed: seed)
    print("Flipped bits of a pack: seed \(seed)")
    let proof = try #require(try FileManager.default.contentsOfDirectory(atPath: pack + "/sample/proofs").min())
    let tile = try #require(try FileManager.default.contentsOfDirectory(atPath: pack + "/tile/0/000.p").first)
    for file in Self.files + ["sample/proofs/\(proof)", "tile/0/000.p/\(tile)"] {
      let whole = try Data(contentsOf: URL(fileURLWithPath: "\(pack)/\(file)"))
      var broken = whole
      let (byte, bit) = (Int.random(in: 0..<whole.count, using: &random), Int.random(in: 0..<8, using: &random))
      broken[byte] ^= 1 << bit
      try broken.write(to: URL(fileURLWithPath: "\(pack)/\(file)"))
      let checked = try await Outsider.check("bundle", pack)
      let place = "seed \(seed), bit \(bit) of byte \(byte) of \(file)"
      #expect(checked.status == 1 && checked.output.hasPrefix("BAD: "), "\(place): \(checked.output)")
      let taken = try await desk.esep("import", pack)
      #expect(taken.status == 1 && taken.output == "", "\(place): \(taken.output)\(taken.errors)")
      #expect(try await desk.head() == 0)
      try whole.write(to: URL(fileURLWithPath: "\(pack)/\(file)"))
    }
    #expect(try await Outsider.check("bundle", pack).status == 0)
  }

  @Test("A checkpoint and a proof are refused by the independent checker after one flipped bit, too")
  func notes() async throws {
    let book = try await AuditBook.make()
    let (pack, key) = (try await book.pack(), try await book.key())
    let proof = try #require(try FileManager.default.contentsOfDirectory(atPath: pack + "/sample/proofs").max())
    let seed: UInt64 = 7
    var random = SplitMix64(seed: seed)
    print("Flipped bits of notes: seed \(seed)")
    for (kind, file) in [("checkpoint", "checkpoint"), ("proof", "sample/proofs/\(proof)")] {
      let whole = try Data(contentsOf: URL(fileURLWithPath: "\(pack)/\(file)"))
      #expect(try await Outsider.check(kind, "\(pack)/\(file)", "--key", key).status == 0)
      for _ in 0..<12 {
        var broken = whole
        let (byte, bit) = (Int.random(in: 0..<whole.count, using: &random), Int.random(in: 0..<8, using: &random))
        broken[byte] ^= 1 << bit
        try book.folder.write("broken", broken)
        let checked = try await Outsider.check(kind, book.folder.path + "/broken", "--key", key)
        let place = "seed \(seed), bit \(bit) of byte \(byte) of \(kind)"
        #expect(checked.status == 1 && checked.output.hasPrefix("BAD: "), "\(place): \(checked.output)")
      }
    }
  }

  @Test("Whoever changes an event and mends the sums is found by the root; nothing is recorded")
  func forged() async throws {
    let book = try await AuditBook.make()
    let (pack, desk) = (try await book.pack(), try await Desk.fresh())
    let events = try String(contentsOfFile: pack + "/events.jsonl", encoding: .utf8)
    let name = String(try await book.key().prefix { $0 != "+" })
    let lines = events.lines
    let forged = events.replacingOccurrences(of: #""amount":202493"#, with: #""amount":202494"#)
    #expect(forged != events)
    for (text, message) in [
      (forged, "The events are not those that “\(name)” signed: their root is "),
      (lines.dropLast().joined(separator: "\n") + "\n", "\(pack)/events.jsonl ends before position \(lines.count). Nothing was recorded"),
      (events + lines[0] + "\n", "The pack has not the \(lines.count) events that were signed: commits.jsonl accounts for \(lines.count)."),
      ((lines[1...] + lines[..<1]).joined(separator: "\n") + "\n", "\(pack)/events.jsonl, line 1, is position 2. Nothing was recorded"),
      (events.replacingOccurrences(of: #"{"actor":"#, with: #"{"actor": "#), "\(pack)/events.jsonl, line 1, is no event in leaf form: "),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: pack + "/events.jsonl"))
      try await Outsider.mendSums(pack)
      let taken = try await desk.esep("import", pack)
      #expect(taken.status == 1 && taken.output == "" && taken.errors.contains("esep: \(message)"), "\(taken.output)\(taken.errors)")
      #expect(try await desk.head() == 0)
      let checked = try await Outsider.check("bundle", pack)
      #expect(checked.status == 1 && checked.output.hasPrefix("BAD: "), "\(checked.output)")
    }
  }

  @Test("A report that does not follow from the events is named, though every sum was mended")
  func report() async throws {
    let book = try await AuditBook.make()
    let (pack, desk) = (try await book.pack(), try await Desk.fresh())
    let file = URL(fileURLWithPath: pack + "/reports/producer-balance.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("2024.93"))
    try Data(text.replacingOccurrences(of: "2024.93", with: "3024.93").utf8).write(to: file)
    try await Outsider.mendSums(pack)
    let taken = try await desk.esep("import", pack)
    let told =
      "These reports say something else than the pack's: producer-balance. "
      + "The definitions are the same, so the pack's reports do not follow from its events.\n"
    #expect(taken.status == 1 && taken.errors.hasSuffix(told), "\(taken.errors)")
  }
}
