import Exchange
import Testing

@Suite("EPCIS documents that are not read")
struct EPCISRefusalTests {
  @Test("What is no document of ours is refused, with what is wrong and where")
  func refused() throws {
    let document = try Documents.written([Facts.made, Facts.inspected, Facts.sold, Facts.reversed])
    let cases: [(find: String, put: String, says: String)] = [
      (
        "\"schemaVersion\":\"2.0\"", "\"schemaVersion\":\"1.2\"",
        "this is no EPCIS 2.0 document: type and schemaVersion have to come before the events, as Esep writes them"
      ),
      (
        "EPCISDocument", "EPCISQueryDocument",
        "this is no EPCIS 2.0 document: type and schemaVersion have to come before the events, as Esep writes them"
      ),
      ("urn:esep:terms#", "urn:other:terms#", "“esep” does not stand for urn:esep:terms# in this document: another program wrote it"),
      (
        "\"action\":\"ADD\"", "\"action\":\"DELETE\"",
        "event 1 of the document cannot be read: no BatchProduced is a ObjectEvent with action DELETE, step creating_class_instance and disposition active"
      ),
      (
        "\"disposition\":\"non_conformant\"", "\"disposition\":\"conformant\"",
        "event 3 of the document cannot be read: “accepted” is said twice and differently"
      ),
      ("\"esep:fact\":\"SaleRecorded\",", "", "event 4 of the document cannot be read: it does not say which fact of a book it is"),
      ("T00:00:00+06:00", "T01:00:00+06:00", "event 1 of the document cannot be read: its time or its number is not as Esep writes them"),
      ("\"quantity\":10}", "\"quantity\":10.00001}", "event 1 of the document cannot be read: a quantity is no number of thousandths"),
      (
        "product:class:SHYRDAK:FB-1", "class:lgtin:4012345.1",
        "event 1 of the document cannot be read: “urn:esep:main-1a2b3c4d:class:lgtin:4012345.1” is no name that Esep gives"
      ),
      ("\"epcClass\":", "\"epcclass\":", "event 1 of the document cannot be read: goods have no epcClass"),
      (",\"esep:draws\":[{\"esep:produced\":10000}]", "", "event 4 of the document cannot be read: 1 goods, but esep:draws has 0"),
      ("\n]}}\n", "\n]}\n", "the document is no JSON: no “}” at byte"),
      (
        "\"esep:version\":1,", "\"esep:version\":1,\"esep:version\":2,",
        "the document is no JSON: the member “esep:version” stands there twice at byte"
      ),
    ]
    for (find, put, says) in cases {
      #expect(document.contains(find), "\(find) is not in the document")
      let problem = #expect(throws: EPCISProblem.self, "\(find)") { try EPCISReader(Array(document.replacing(find, with: put).utf8)).facts() }
      let text = problem?.description ?? ""
      #expect(says.hasSuffix("at byte") ? text.hasPrefix(says) : text == says, "\(text)")
    }
  }

  @Test("A document that was changed in a field of the standard reads as another fact, never as the old one")
  func changed() throws {
    let facts = [Facts.produced, Facts.made, Facts.inspected, Facts.sold]
    let document = try Documents.written(facts)
    for (find, put) in [
      ("\"quantity\":12.5", "\"quantity\":13.5"), ("\"uom\":\"KGM\"", "\"uom\":\"GRM\""), ("2024-03-31T00", "2024-03-30T00"),
      (":SHYRDAK:", ":KIYIZ:"), ("loc:SHOP", "loc:MUJI"),
    ] {
      #expect(document.contains(find))
      let read = try? EPCISReader(Array(document.replacing(find, with: put).utf8)).facts()
      #expect(read != facts, "\(find)")
    }
  }

  @Test("A reversal whose sale is missing, and a fact that is nothing to EPCIS, are not written")
  func notWritten() throws {
    let writer = EPCISWriter(names: Documents.names, units: [:])
    #expect(throws: EPCISProblem("the sale that is reversed at position 5 was not given")) { try writer.text(of: Facts.reversed, isFirst: true) }
    let paid = Facts.fact(9, "payables/book", "ProducerPaid", "{}")
    #expect(throws: EPCISProblem("ProducerPaid is nothing that EPCIS has a form for")) { try writer.text(of: paid, isFirst: true) }
    let broken = Facts.fact(9, "batch/B", "BatchDrawn", "[1")
    #expect(throws: EPCISProblem("the event at position 9 is no JSON: no “]” at byte 2")) { try writer.text(of: broken, isFirst: true) }
  }
}
