import Ledger
import Testing

@Suite("Lines read straight from bytes")
struct QuickLinesTests {
  private static let frequent: Set<String> = ["SaleRecorded", "SaleReturned", "BatchDrawn", "BatchRestocked", "BatchProduced", "BatchInspected"]

  /// The lines, or nil when the quick reader leaves the event to the careful one.
  private func quick(_ reader: inout QuickLines, _ type: String, _ payload: [UInt8]) -> [Entry]? {
    Array(type.utf8).withUnsafeBytes { type in
      payload.withUnsafeBytes { payload in reader.read(type: type, payload: payload) ? reader.entries(of: payload) : nil }
    }
  }

  private func careful(_ type: String, _ payload: [UInt8]) -> [Entry]? {
    do throws(PayloadProblem) { return unroll(try Event(type: type, payload: payload)) } catch { return nil }
  }

  @Test("Of random histories both readers make the same lines, and the frequent events in ASCII all go the quick way", arguments: 1...40)
  func sameLines(seed: Int) {
    var reader = QuickLines()
    for fact in everyEvent(seed: seed) {
      let (type, payload) = (fact.event.type, fact.event.payload.canonicalBytes)
      let lines = quick(&reader, type, payload)
      if let lines { #expect(lines == unroll(fact.event), "seed \(seed), \(type): \(text(payload))") }
      let isPlain = payload.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
      // Goods of our own, what is sold without its certificate, and inspections with a number have lines that only the careful reader makes.
      let onlyCarefully = unroll(fact.event).contains { line in
        line.kind.hasSuffix("_own") || ["cost", "uncertified"].contains(line.kind) || line.reference != nil
      }
      #expect((lines != nil) == (isPlain && !onlyCarefully && Self.frequent.contains(type)), "seed \(seed), \(type): \(text(payload))")
    }
  }

  @Test("What the quick reader takes of damaged payloads, the careful one takes too, and makes the same of it", arguments: 1...40)
  func neverTakesMore(seed: Int) {
    var (random, reader) = (SplitMix64(seed: seed), QuickLines())
    var taken = 0
    for fact in everyEvent(seed: seed) where Self.frequent.contains(fact.event.type) {
      let original = fact.event.payload.canonicalBytes
      for _ in 0..<60 {
        let payload = damaged(original, &random)
        guard let lines = quick(&reader, fact.event.type, payload) else { continue }
        taken += 1
        #expect(lines == careful(fact.event.type, payload), "seed \(seed), \(fact.event.type): \(text(payload))")
      }
    }
    // A digit for another, a letter of a code for another: much damage leaves a payload lawful.
    #expect(taken > 30)
  }

  private func damaged(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var payload = original
    for _ in 0..<random.number(1...2) where !payload.isEmpty {
      let place = random.number(0...payload.count - 1)
      switch random.number(0...6) {
      case 0: payload[place] ^= 1 << random.number(UInt8(0)...7)
      case 1: payload.remove(at: place)
      case 2: payload.insert(random.pick(Array(#"{}[]",:\0123456789-tfnu. A"#.utf8)), at: place)
      case 3: payload.removeSubrange(place...)
      case 4: payload.swapAt(place, random.number(0...payload.count - 1))
      default: payload[place] = random.pick(Array("0123456789AZ-. \"".utf8))
      }
    }
    return payload
  }

  @Test("Words, dates and numbers that the careful reader refuses are not taken quickly either")
  func refusals() {
    let produced =
      #"{"batch":"B","contributions":[{"producer":"P","quantity":1}],"kind":"regular","produced_on":"2024-02-29","product":"T","quantity":1,"unit":"H87"}"#
    var reader = QuickLines()
    #expect(quick(&reader, "BatchProduced", Array(produced.utf8))?.count == 1)
    for (found, instead) in [
      ("2024-02-29", "2023-02-29"), ("2024-02-29", "2024-2-029"), ("regular", "regula"), ("H87", "H88"), ("H87", ""), (#""B""#, #""""#),
      (#""B""#, #""B ""#), (#""T""#, "\"" + String(repeating: "T", count: 65) + "\""), ("\"quantity\":1}", "\"quantity\":9007199254740992}"),
      ("\"quantity\":1}", "\"quantity\":-}"),
    ] {
      let payload = Array(produced.replacing(found, with: instead, maxReplacements: 1).utf8)
      #expect(careful("BatchProduced", payload) == nil, "\(instead)")
      #expect(quick(&reader, "BatchProduced", payload) == nil, "\(instead)")
    }
  }
}
