import Ledger
import Testing

@Suite("Tampered payloads")
struct TamperedPayloadTests {
  /// One payload of each type, the longest met.
  private static let samples: [(type: String, payload: [UInt8])] = {
    var longest: [String: [UInt8]] = [:]
    for fact in (1...10).flatMap({ everyEvent(seed: $0) }) {
      let bytes = fact.event.payload.canonicalBytes
      if bytes.count > longest[fact.event.type]?.count ?? 0, bytes.count < 1500 { longest[fact.event.type] = bytes }
    }
    return longest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  /// Reads; a value that was read must be writable again.
  private func survives(_ type: String, _ payload: [UInt8]) -> Bool {
    do throws(PayloadProblem) {
      let event = try Event(type: type, payload: payload)
      _ = (event.payload.canonicalBytes, unroll(event))
      return true
    } catch { return !error.description.isEmpty }
  }

  @Test("Flipped, lost, doubled and exchanged bytes are read or are a problem, and never stop the program", arguments: 1...40)
  func anyDamage(seed: Int) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      for (type, original) in Self.samples {
        var payload = original
        for _ in 0..<random.number(1...3) where !payload.isEmpty {
          let place = random.number(0...payload.count - 1)
          switch random.number(0...5) {
          case 0: payload[place] ^= 1 << random.number(UInt8(0)...7)
          case 1: payload[place] = random.number(UInt8.min...UInt8.max)
          case 2: payload.remove(at: place)
          case 3: payload.insert(random.pick(Array(#"{}[]",:\0123456789-tfnu"#.utf8)), at: place)
          case 4: payload.removeSubrange(place...)
          default: payload.swapAt(place, random.number(0...payload.count - 1))
          }
        }
        #expect(survives(type, payload), "seed \(seed)")
      }
    }
  }

  @Test("A payload of one type read as another is read or is a problem")
  func wrongType() {
    for (_, payload) in Self.samples {
      for type in everyEventType { #expect(survives(type, payload)) }
    }
  }

  @Test("A payload cut short anywhere is a problem")
  func cutShort() {
    for (type, payload) in Self.samples {
      for length in 0..<payload.count {
        #expect(problem(reading: type, Array(payload[..<length])) != nil, "\(type) cut to \(length)")
      }
    }
  }

  @Test("Anything after a payload is a problem", arguments: [" ", "}", "{}", "\0", "\n"])
  func somethingFollows(tail: String) {
    for (type, payload) in Self.samples {
      #expect(problem(reading: type, payload + Array(tail.utf8)) == "something follows the payload at byte \(payload.count)")
    }
  }

  @Test("An event type that a newer program wrote is a problem that names it")
  func unknownType() {
    #expect(problem(reading: "SaleImagined", []) == "no event type of this program: SaleImagined")
  }

  private static let drawn = #"{"batch":"B","on_hand":1,"product":"P","quantity":2,"sale":"S"}"#
  private static let published = #"{"currency":"JPY","date":"2024-01-05","nominal":100,"rate":"57.9"}"#
  private static let registered = #"{"community":"C","group":"G","payout_route":"cash","person":"x","producer":"P","sex":"f"}"#

  @Test(
    "A member that is missing, of the wrong kind or not of its list is a problem that names it",
    arguments: [
      ("BatchDrawn", drawn, #""batch":"B","#, "", "batch is missing"),
      ("BatchDrawn", drawn, #""B""#, #"7"#, "batch is missing"),
      ("BatchDrawn", drawn, #""B""#, #"" B""#, "batch is no code"),
      ("BatchDrawn", drawn, #","quantity":2"#, "", "quantity is missing"),
      ("BatchDrawn", drawn, #":2"#, #":"2""#, "quantity is missing"),
      ("BatchDrawn", drawn, #":2"#, ":9007199254740992", "a number too large at byte 65"),
      ("BatchDrawn", drawn, #":2"#, ":null", "a value of a kind that is not expected here"),
      ("BatchDrawn", drawn, #":2"#, ":{}", "a value of a kind that is not expected here"),
      ("FxRatePublished", published, "JPY", "XXX", "currency is no currency"),
      ("FxRatePublished", published, "2024-01-05", "2023-02-29", "date is no date"),
      ("FxRatePublished", published, "57.9", "57,9", "rate is no decimal number"),
      ("ProducerRegistered", registered, #""G""#, "7", "group is no text"),
      ("ProducerRegistered", registered, #""f""#, #""x""#, "sex is not a word of its list"),
      ("ProducerRegistered", registered, "cash", "gold", "payout_route is not a word of its list"),
    ])
  func named(type: String, payload: String, part: String, tampered: String, description: String) throws {
    #expect(survives(type, Array(payload.utf8)))
    let place = try #require(payload.firstRange(of: part))
    let changed = payload.replacingCharacters(in: place, with: tampered)
    #expect(problem(reading: type, Array(changed.utf8)) == description)
  }

  @Test("A sale whose net does not balance is a problem, in either currency", arguments: ["net", "book_net", "gross", "book_fee"])
  func unbalanced(member: String) throws {
    let sample = try #require(Self.samples.first { $0.type == "SaleRecorded" })
    let written = text(sample.payload)
    let place = try #require(written.ranges(of: #""\#(member)":"#).last)
    let changed = written.replacingCharacters(in: place, with: #""\#(member)":1"#)
    let description = member.hasPrefix("book_") ? "book_net does not balance" : "net does not balance"
    #expect(problem(reading: "SaleRecorded", Array(changed.utf8)) == description)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
