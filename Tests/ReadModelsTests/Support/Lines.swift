import EventLog
import Ledger
import ReadModels

/// An event for tests whose payload says its entries outright: `{"lines":"kind=sold,channel=muji,…;kind=…"}`. So the engine is tested on any
/// entries, without the ledger's rules about which can come together.
struct Lines {
  static let type = "Lines"

  var lines: [[(name: String, value: String)]]

  var payload: String {
    let text = lines.map { line in line.map { "\($0.name)=\($0.value)" }.joined(separator: ",") }.joined(separator: ";")
    return "{\"lines\":\"\(text)\"}"
  }

  /// A sale of one piece through MUJI.
  static func sale(gross: Int) -> Lines {
    Lines(lines: [[("kind", "sold"), ("channel", "muji"), ("country", "JP"), ("quantity", "1000"), ("gross", "\(gross)")]])
  }

  func event(_ stream: String, on day: CalendarDate) -> NewEvent {
    NewEvent(stream: stream, type: Self.type, schema: 1, occurredOn: day.daysSince1970, payload: payload)
  }
}

struct Poison: Error, CustomStringConvertible {
  let description = "this payload is poison"
}

extension Unroller {
  /// Reads `Lines`; refuses events of type `Poison`; gives no entries for any other (registries read those themselves).
  static func lines(version: Int32 = 1) -> Unroller {
    Unroller(version: version) { event in
      if event.type == "Poison" { throw Poison() }
      guard event.type == Lines.type else { return [] }
      return event.payloadText.dropFirst(#"{"lines":""#.count).dropLast(2).split(separator: ";").map { line in
        var fields: [Substring: String] = [:]
        for field in line.split(separator: ",") {
          let pair = field.split(separator: "=", omittingEmptySubsequences: false)
          fields[pair[0]] = String(pair[1])
        }
        return entry(fields)
      }
    }
  }

  private static func entry(_ fields: [Substring: String]) -> Entry {
    var entry = Entry(fields["kind"] ?? "")
    (entry.sale, entry.batch, entry.product, entry.category) = (fields["sale"], fields["batch"], fields["product"], fields["category"])
    (entry.hsCode, entry.unit, entry.channel, entry.country) = (fields["hs_code"], fields["unit"], fields["channel"], fields["country"])
    (entry.producer, entry.community, entry.sex, entry.place) = (fields["producer"], fields["community"], fields["sex"], fields["place"])
    (entry.producerGroup, entry.oblast, entry.counterparty) = (fields["producer_group"], fields["oblast"], fields["counterparty"])
    entry.quantity = fields["quantity"].flatMap { Int64($0) }
    (entry.returned, entry.currency) = (fields["return"], fields["currency"])
    (entry.document, entry.purpose, entry.reference) = (fields["document"], fields["purpose"], fields["reference"])
    entry.documentOn = fields["document_on"].flatMap { CalendarDate($0) }
    func amount(_ name: some StringProtocol) -> Int64 { fields[Substring(name)].flatMap { Int64($0) } ?? 0 }
    if fields["gross"] != nil {
      func amounts(_ book: String) -> Amounts {
        Amounts(
          gross: amount("\(book)gross"), discount: amount("\(book)discount"), commission: amount("\(book)commission"), fee: amount("\(book)fee"))
      }
      entry.amounts = amounts("")
      // Without figures of its own, the book has the document's; a statement as such is no money of the book.
      if fields["kind"] != "stated" { entry.bookAmounts = fields["book_gross"] == nil ? entry.amounts : amounts("book_") }
    }
    return entry
  }
}
