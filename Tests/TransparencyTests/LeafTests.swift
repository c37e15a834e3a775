import Foundation
import TestSupport
import Testing
import Transparency

@Suite("A leaf is the whole event in one spelling")
struct LeafTests {
  private static func leaf(_ payload: String = "{\"a\":1}", actor: String = "a\"\\\u{1}ж", recordedAt: Int64 = 1_710_490_353_123_456) -> EventLeaf {
    EventLeaf(
      position: 17, version: 2, schema: 1, occurredOn: 19_797, recordedAt: recordedAt, stream: "sale/S-1", type: "SaleRecorded", actor: actor,
      payload: Array(payload.utf8))
  }

  @Test("Its text is sorted, dates and times are written out, and it reads back as what it was")
  func text() throws {
    let expected =
      "{\"actor\":\"a\\\"\\\\\\u0001ж\",\"occurred_on\":\"2024-03-15\",\"payload\":{\"a\":1},\"position\":17,"
      + "\"recorded_at\":\"2024-03-15T08:12:33.123456Z\",\"schema\":1,\"stream\":\"sale/S-1\",\"type\":\"SaleRecorded\",\"version\":2}"
    let bytes = try Self.leaf().bytes()
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(try EventLeaf(parsing: bytes) == Self.leaf())
    #expect(try CanonicalJSON.canonicalized(bytes) == bytes)
    #expect(try Self.leaf().hash().bytes == NaiveTree.leaf(bytes))
  }

  @Test("Times before 1970 and in any year have the form of Foundation's calendar", arguments: 1...40)
  func times(seed: Int) throws {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime]
    let seconds = Int64(seed) * 7_777_777_777 - 60_000_000_000
    let text = String(decoding: try Self.leaf(recordedAt: seconds * 1_000_000 + 7).bytes(), as: UTF8.self)
    let plain = formatter.string(from: Date(timeIntervalSince1970: Double(seconds))).dropLast()
    // Foundation goes over to the Julian calendar before 1582; nothing of ours is that old.
    if seconds > -12_000_000_000 { #expect(text.contains("\"recorded_at\":\"\(plain).000007Z\"")) }
  }

  @Test("A payload that is not canonical, or no object, makes no leaf")
  func refusals() throws {
    #expect(throws: LeafProblem.payloadNotObject) { try Self.leaf("[1]").bytes() }
    let problem = #expect(throws: LeafProblem.self) { try Self.leaf("{\"a\": 1}").bytes() }
    #expect(
      problem?.message
        == "the payload is not canonical JSON (RFC 8785): byte 5 of the JSON: a value is due here, without white space before it")
  }

  @Test("No changed byte of a leaf gives the same event, and none brings the reader down", arguments: 1...4 as ClosedRange<UInt64>)
  func mutations(seed: UInt64) throws {
    let bytes = try Self.leaf("{\"list\":[1,-2,{\"x\":null}],\"text\":\"Ош \\n\"}").bytes()
    var random = SplitMix64(seed: seed)
    for _ in 0..<4_000 {
      var changed = bytes
      changed[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 << (random.next() % 8))
      if random.next() % 8 == 0 { changed.removeLast(Int(random.next() % 40)) }
      if let event = try? EventLeaf(parsing: changed) {
        let again = try event.bytes()
        #expect(again == changed && event != Self.leaf(), "seed \(seed)")
      }
    }
  }
}
