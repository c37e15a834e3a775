import EventLog
import Ledger
import ReadModels
import TestSupport

/// Events about money, by the lines they unroll into; amounts are in minor units.
struct MoneyEvents {
  typealias Line = [(name: String, value: String)]

  private(set) var events: [NewEvent] = []

  /// A line: gross in the document's currency and in the book's, and what else it says.
  static func line(_ kind: String, _ own: Int64, _ book: Int64? = nil, _ more: KeyValuePairs<String, String> = [:]) -> Line {
    var line: Line = [("kind", kind), ("gross", "\(own)")]
    if let book { line.append(("book_gross", "\(book)")) }
    for (name, value) in more { line.append((name, value)) }
    if !more.contains(where: { $0.key == "currency" }) { line.append(("currency", book == nil ? "KGS" : "JPY")) }
    return line
  }

  mutating func add(_ day: CalendarDate, _ lines: Line...) { add(day, lines) }

  mutating func add(_ day: CalendarDate, _ lines: [Line]) { events.append(Lines(lines: lines).event("thing/\(events.count)", on: day)) }

  /// A year in the life of one sale to MUJI, in yen at half a som: sold, stated, disputed, paid with a gain, released, paid out; half of it comes back after
  /// that, and the payment is sent back too.
  static let oneSale: MoneyEvents = {
    var book = MoneyEvents()
    func line(_ kind: String, _ own: Int64, _ book: Int64? = nil, _ more: KeyValuePairs<String, String> = [:]) -> Line {
      Self.line(kind, own, book, more)
    }
    book.add(
      .day(2024, 1, 10),
      line(
        "sold", 1000, 500,
        [
          "sale": "S-1", "batch": "B-1", "channel": "MUJI", "producer": "aigul", "commission": "100", "book_commission": "50", "fee": "120",
          "book_fee": "60",
        ]),
      line("sold", 200, 100, ["sale": "S-1", "channel": "MUJI"]))
    let stated = ("ST-1", "2024-01-31")
    func statement(_ purpose: String, _ amount: Int64) -> Line {
      line(
        "stated", amount, nil, ["channel": "MUJI", "document": stated.0, "purpose": purpose, "document_on": stated.1, "currency": "JPY"])
    }
    book.add(.day(2024, 2, 5), statement("sale", 1200), statement("commission", -100), statement("fee", -20))
    book.add(
      .day(2024, 2, 6),
      line(
        "matched", 1200, 600,
        [
          "channel": "MUJI", "document": "ST-1", "sale": "S-1", "purpose": "reference", "commission": "100", "book_commission": "50",
          "document_on": "2024-01-10",
        ]))
    book.add(.day(2024, 2, 6), line("charged", -20, -10, ["channel": "MUJI", "document": "ST-1", "purpose": "fee"]))
    book.add(.day(2024, 2, 7), line("disputed", 80, 40, ["channel": "MUJI", "document": "ST-1"]))
    book.add(.day(2024, 2, 20), line("resolved", 30, 15, ["channel": "MUJI", "document": "ST-1", "purpose": "written_off"]))
    book.add(.day(2024, 2, 20), line("resolved", 50, 25, ["channel": "MUJI", "document": "ST-1", "purpose": "recovered"]))
    book.add(
      .day(2024, 3, 1), line("banked", 530, nil, ["channel": "MUJI", "document": "PO-1", "purpose": "amount"]),
      line("banked", 5, nil, ["channel": "MUJI", "document": "PO-1", "purpose": "bank_fee"]))
    book.add(
      .day(2024, 3, 1), line("settled", 1050, 525, ["channel": "MUJI", "document": "ST-1", "reference": "PO-1"]),
      line("exchanged", 10, nil, ["channel": "MUJI", "document": "ST-1", "purpose": "gain"]))
    book.add(
      .day(2024, 3, 1),
      line(
        "released", 390, nil,
        [
          "channel": "MUJI", "sale": "S-1", "producer": "aigul", "document": "ST-1", "reference": "PO-1", "purpose": "sale",
          "document_on": "2024-01-10",
        ]),
      line("released", 3, nil, ["channel": "MUJI", "producer": "aigul", "document": "ST-1", "reference": "PO-1", "purpose": "exchange"]))
    book.add(.day(2024, 3, 2), line("advanced", 20, nil, ["producer": "aigul", "document": "A-1", "purpose": "cash"]))
    func ofRun(_ kind: String, _ amount: Int64, _ purpose: String? = nil, _ reference: String? = nil) -> Line {
      var line = line(kind, amount, nil, ["producer": "aigul", "document": "RUN-1"])
      if let purpose { line.append(("purpose", purpose)) }
      if let reference { line.append(("reference", reference)) }
      return line
    }
    book.add(
      .day(2024, 3, 10), ofRun("approved", 300), ofRun("deducted", 39, "tax"), ofRun("deducted", 4, "fee"), ofRun("deducted", 10, "reserve"),
      ofRun("netted", 20, "advance"))
    book.add(.day(2024, 3, 12), ofRun("paid", 300, nil, "BANK-77"))
    book.add(
      .day(2024, 4, 1),
      line(
        "returned", -500, -250,
        [
          "sale": "S-1", "return": "R-1", "batch": "B-1", "channel": "MUJI", "producer": "aigul", "commission": "-50", "book_commission": "-25",
          "fee": "-60", "book_fee": "-30",
        ]))
    book.add(
      .day(2024, 4, 1), line("refundable", 500, 250, ["sale": "S-1", "return": "R-1", "channel": "MUJI"]),
      line("withdrawn", 20, nil, ["sale": "S-1", "return": "R-1", "channel": "MUJI", "producer": "aigul", "purpose": "available"]),
      line("withdrawn", 175, nil, ["sale": "S-1", "return": "R-1", "channel": "MUJI", "producer": "aigul", "purpose": "debt"]))
    book.add(
      .day(2024, 5, 6),
      line(
        "matched", -500, -250,
        [
          "channel": "MUJI", "document": "ST-2", "sale": "S-1", "return": "R-1", "purpose": "reference", "commission": "-50",
          "book_commission": "-25", "document_on": "2024-04-01",
        ]),
      line("refund_netted", 500, 250, ["channel": "MUJI", "document": "ST-2", "sale": "S-1", "return": "R-1", "document_on": "2024-04-01"]))
    book.add(.day(2024, 5, 20), ofRun("sent_back", 300, "paid"), ofRun("tax_back", 39))
    book.add(
      .day(2024, 6, 1), line("adjusted", 7, nil, ["document": "ADJ-1", "purpose": "5200"]),
      line("adjusted", -7, nil, ["document": "ADJ-1", "purpose": "2100", "producer": "aigul"]))
    return book
  }()

  /// Random lines of every kind, with amounts that the ledger itself would never put together: signs that differ between the currencies, and nothing in one
  /// of them. Rules of booking are linear, so that debits and credits come to the same whatever the amounts are.
  static func random(seed: UInt64, count: Int) -> MoneyEvents {
    var (random, book) = (SplitMix64(seed: seed), MoneyEvents())
    let kinds: [(kind: String, purposes: [String], isBookOnly: Bool, isProducers: Bool)] = [
      ("sold", [], false, true), ("returned", [], false, true), ("reversed", [], false, true), ("allocated", [], false, true),
      ("sold_own", [], false, false), ("returned_own", [], false, false), ("reversed_own", [], false, false), ("allocated_own", [], false, false),
      ("cost", ["sold", "lost"], true, false), ("bought", [], true, true),
      ("matched", ["reference", "subset"], false, false), ("unmatched", ["reference"], false, false), ("charged", ["fee", "tax"], false, false),
      ("uncharged", ["fee"], false, false), ("disputed", [], false, false), ("resolved", ["recovered", "written_off"], false, false),
      ("banked", ["amount", "bank_fee"], true, false), ("settled", [], false, false), ("exchanged", ["gain", "loss"], true, false),
      ("released", ["sale", "exchange"], true, true), ("withdrawn", ["available", "debt"], true, true), ("refundable", [], false, false),
      ("refund_netted", [], false, false), ("refund_unnetted", [], false, false), ("advanced", ["cash", "material"], true, true),
      ("approved", [], true, true), ("deducted", ["tax", "fee", "reserve"], true, true), ("netted", ["debt", "advance"], true, true),
      ("paid", [], true, true), ("sent_back", ["paid", "instructed"], true, true), ("tax_back", [], true, true),
    ]
    func amount(_ random: inout SplitMix64) -> Int64 {
      Bool.random(using: &random) ? Int64.random(in: -3...3, using: &random) : Int64.random(in: -90_000...90_000, using: &random)
    }
    while book.events.count < count {
      let day = CalendarDate(daysSince1970: 19_723 + Int32.random(in: 0..<400, using: &random))
      let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
      let channel = ["MUJI", "FAIR", "ONLINE"][Int.random(in: 0..<3, using: &random)]
      let currency = kind.isBookOnly ? "KGS" : ["JPY", "KGS", "USD"][Int.random(in: 0..<3, using: &random)]
      var lines: [Line] = []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        var line: Line = [("kind", kind.kind), ("currency", currency), ("document", "D-\(Int.random(in: 1...9, using: &random))")]
        let hasNoChannel = ["bought", "advanced", "approved", "deducted", "netted", "paid", "sent_back", "tax_back"].contains(kind.kind)
        if !hasNoChannel { line.append(("channel", channel)) }
        if let purpose = kind.purposes.randomElement(using: &random) { line.append(("purpose", purpose)) }
        let mayBeUnknown = ["sold", "returned", "reversed", "allocated"].contains(kind.kind)
        if kind.isProducers, !mayBeUnknown || Int.random(in: 0..<4, using: &random) > 0 {
          line.append(("producer", "p\(Int.random(in: 1...4, using: &random))"))
        }
        if Bool.random(using: &random) { line.append(("document_on", "\(day.adding(days: -40))")) }
        let isOwn = kind.kind.hasSuffix("_own")
        let hasParts = mayBeUnknown || isOwn || kind.kind == "matched" || kind.kind == "unmatched"
        for name in ["gross"] + (hasParts ? ["commission"] : []) + (mayBeUnknown ? ["discount", "fee"] : isOwn ? ["discount"] : []) {
          let own = amount(&random)
          line.append((name, "\(own)"))
          line.append(("book_\(name)", "\(currency == "KGS" ? own : amount(&random))"))
        }
        lines.append(line)
      }
      book.add(day, lines)
      if Int.random(in: 0..<20, using: &random) == 0 {
        let amount = amount(&random)
        book.add(
          day, line("adjusted", amount, nil, ["purpose": "5200", "document": "ADJ"]),
          line("adjusted", -amount, nil, ["purpose": "2100", "document": "ADJ", "producer": "p1"]))
      }
    }
    return book
  }
}
