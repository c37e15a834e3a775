import Exchange
import Testing

@Suite("The form of EPCIS documents")
struct EPCISFormTests {
  @Test("A batch from raw material is a transformation; what the standard has no field for stands under our prefix, and nothing stands twice")
  func transformation() throws {
    #expect(
      try event(Facts.produced) == """
        {"type":"TransformationEvent","eventID":"urn:esep:main-1a2b3c4d:event:id:1","eventTime":"2024-03-31T00:00:00+06:00",\
        "eventTimeZoneOffset":"+06:00","recordTime":"2024-03-31T23:59:59.123456Z","bizStep":"creating_class_instance","disposition":"active",\
        "inputQuantityList":[{"epcClass":"urn:esep:main-1a2b3c4d:material:class:comb%20honey","quantity":15,"uom":"KGM"}],\
        "outputQuantityList":[{"epcClass":"urn:esep:main-1a2b3c4d:product:class:HONEY:KB-7","quantity":12.5,"uom":"KGM"}],\
        "readPoint":{"id":"urn:esep:main-1a2b3c4d:site:loc:Ak-Terek"},"ilmd":{"cbvmda:lotNumber":"KB-7"},\
        "certificationInfo":["urn:esep:main-1a2b3c4d:certificate:bt:CERT-2024-03-31"],"esep:fact":"BatchProduced","esep:stream":"batch/KB-7",\
        "esep:version":1,"esep:says":{"esep:contributions":[{"esep:producer":"P-1","esep:quantity":12500}],"esep:inputs":[{"esep:cost":35000,\
        "esep:currency":"KGS","esep:supplier":"Apiary 3"}],"esep:kind":"regular"}}
        """)
  }

  @Test("A sale says which lots it drew from and what of it no lot is known of; pieces are counted without a unit")
  func sale() throws {
    let text = try event(Facts.sold)
    #expect(
      text.contains(
        #""quantityList":[{"epcClass":"urn:esep:main-1a2b3c4d:product:class:SHYRDAK:FB-1","quantity":2},"#
          + #"{"epcClass":"urn:esep:main-1a2b3c4d:product:class:SHYRDAK","quantity":1}],"#
          + #""readPoint":{"id":"urn:esep:main-1a2b3c4d:place:loc:SHOP:Bishkek"}"#))
    #expect(text.contains(#""bizStep":"retail_selling","disposition":"retail_sold""#))
    #expect(text.contains(#""bizTransactionList":[{"bizTransaction":"urn:esep:main-1a2b3c4d:sale:bt:S-1"}]"#))
  }

  @Test("An inspection is one event for what passed and one for what failed")
  func inspection() throws {
    let events = try Documents.written([Facts.inspected]).split(separator: "\n").filter { $0.hasPrefix("{\"type\"") || $0.hasPrefix(",{\"type\"") }
    #expect(events.count == 2)
    #expect(events.map { $0.contains("\"disposition\":\"conformant\"") } == [true, false])
    #expect(events.last?.contains("\"disposition\":\"non_conformant\"") == true)
    #expect(events.map { $0.contains("\"quantity\":8}") } == [true, false])
    #expect(events.last?.contains("urn:esep:main-1a2b3c4d:event:id:3:2") == true)
  }

  @Test("A sale taken back is the sale's own event, declared an error")
  func reversal() throws {
    let lines = try Documents.written([Facts.sold, Facts.reversed]).split(separator: "\n").filter { $0.contains("retail_selling") }
    try #require(lines.count == 2)
    // Behind the sale's event stand its closing brace and a comma.
    #expect(lines[1].hasPrefix(lines[0].dropLast(2)), "the declared event says all that the sale's does")
    #expect(lines[1].contains(#""errorDeclaration":{"declarationTime":"2024-03-31T23:59:59.123456Z","reason":"did_not_occur","#))
  }

  @Test("Names keep any code apart, and a name of one kind is none of another")
  func names() throws {
    for names in try EPCISDocumentTests.names() {
      for parts in [["A:B", "c/d"], ["a", "b:c/d%2F"], ["product", "class"], ["Партия №1 ", "é"], ["%41", "A"]] {
        let name = names.name(.product, parts)
        #expect(EPCISNames.parts(of: name, .product) == parts, "\(name)")
        for kind in EPCISNames.Kind.allCases where kind != .product { #expect(EPCISNames.parts(of: name, kind) == nil, "\(name) as \(kind)") }
      }
    }
    #expect(EPCISNames.parts(of: "urn:epc:class:lgtin:4012345.011111.4444", .product) == nil)
    #expect(EPCISNames.parts(of: "urn:esep:b:product:class:%FF", .product) == nil)
  }

  @Test(
    "An address that things cannot be named by is refused with a better one",
    arguments: ["ovop.example", "https://", "https://x.example/?a=1", "https://x.example/a b", "https://x.example/product/class/", "https:///x"])
  func address(text: String) {
    #expect(throws: EPCISProblem("“\(text)” is no address to name things by; write one such as https://ovop.example/trace")) {
      _ = try EPCISNames(address: text)
    }
  }

  private func event(_ fact: EPCISFact) throws -> String {
    let lines = try Documents.written([fact]).split(separator: "\n")
    return String(try #require(lines.first { $0.hasPrefix("{\"type\"") }))
  }
}
