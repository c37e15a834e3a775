import Exchange
import Ledger
import Testing

@Suite("EPCIS documents")
struct EPCISDocumentTests {
  @Test("Whatever happens to goods, a document of it reads back to the same facts, byte for byte", arguments: 1...10 as ClosedRange<UInt64>)
  func readsBack(seed: UInt64) throws {
    var random = RandomFacts(seed: seed)
    let facts = random.facts(250)
    for names in try Self.names() {
      let document = try Documents.written(facts, names: names)
      let read = try EPCISReader(Array(document.utf8)).facts()
      if let (there, here) = zip(read, facts).first(where: { $0 != $1 }) {
        Issue.record(
          "seed \(seed): \(here.type)\n\(String(decoding: there.payload, as: UTF8.self))\n\(String(decoding: here.payload, as: UTF8.self))")
      }
      #expect(read.count == facts.count, "seed \(seed)")
    }
  }

  @Test("The random facts are ones that a book could hold, of every type that goes into a document")
  func factsAreReal() throws {
    var random = RandomFacts(seed: 99)
    var seen: Set<String> = []
    for fact in random.facts(2_000) {
      let event = try fact.event()
      #expect(event.payload.canonicalBytes == fact.payload, "\(fact.type)")
      seen.insert(fact.type)
    }
    #expect(seen == Set(EPCISWriter.types))
  }

  @Test("Documents are valid by GS1's own schema, whatever the facts, the codes and the way things are named", arguments: [1, 2, 3] as [UInt64])
  func valid(seed: UInt64) throws {
    var random = RandomFacts(seed: seed)
    let facts = random.facts(400)
    let documents = try Self.names().map { try Documents.written(facts, names: $0, master: Documents.master) } + [Documents.written([])]
    #expect(try GS1Schema.verdicts(documents) == documents.map { _ in "valid" }, "seed \(seed)")
  }

  @Test("GS1's schema refuses documents that are not as the standard has them, so its word for ours means something")
  func invalid() throws {
    let document = try Documents.written([Facts.produced, Facts.made, Facts.inspected, Facts.sold])
    let broken = [
      ("\"creating_class_instance\"", "\"making\""), ("\"retail_sold\"", "\"sold\""), ("\"ADD\"", "\"MAKE\""),
      ("\"eventTimeZoneOffset\":\"+06:00\",", ""), ("T00:00:00+06:00", ""), ("\"esep:says\"", "\"says\""),
      ("\"quantity\":12.5", "\"quantity\":\"12.5\""), ("\"uom\":\"KGM\"", "\"uom\":\"kilogram\""), ("\"schemaVersion\":\"2.0\",", ""),
      ("\"epcClass\":\"urn:", "\"epcClass\":\"not a name "), ("\"type\":\"ObjectEvent\",", ""), ("\"action\":\"OBSERVE\",", ""),
      ("\"readPoint\":{\"id\":", "\"readPoint\":{\"name\":"), ("\"2.0\"", "\"two\""),
    ].map { find, put in
      #expect(document.contains(find), "\(find) is not in the document")
      return document.replacing(find, with: put)
    }
    for (verdict, text) in zip(try GS1Schema.verdicts(broken), broken) { #expect(verdict != "valid", "\(text)") }
  }

  static func names() throws -> [EPCISNames] {
    [EPCISNames(authority: "main-1a2b3c4d"), EPCISNames(authority: "книга 1"), try EPCISNames(address: "https://ovop.example/trace")]
  }
}
