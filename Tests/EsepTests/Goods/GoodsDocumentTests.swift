import Testing

/// Documents about goods, recorded one by one.
@Suite("Documents of goods", .serialized)
struct GoodsDocumentTests {
  private static let batch =
    #"{"record":"batch","batch":"KB-3","product":"SLIP","produced_on":"2023-05-10","kind":"regular","inspected":false,"#
    + #""inputs":[{"material":"wool","supplier":"Tian-Shan","quantity":"2.5","unit":"KGM","cost":"500","currency":"KGS"}],"#
    + #""contributions":[{"producer":"P-1","quantity":6},{"producer":"P-2","quantity":4}]}"#
  private static let dispatch =
    #"{"record":"dispatch","dispatch":"D-1","to":"SHOP/A","date":"2023-05-12","lines":[{"batch":"KB-3","quantity":5}]}"#

  private static func sale(_ number: String, _ quantity: Int, batch: String = "") -> String {
    #"{"record":"sale","sale":"\#(number)","sold_on":"2023-05-21","channel":"SHOP","outlet":"A","product":"SLIP","batch":"\#(batch)","quantity":"#
      + #"\#(quantity),"unit_price":"1500","currency":"KGS"}"#
  }

  /// Documents in the order they are recorded, and what is said of each; `recorded` is followed by positions.
  static let documents: [(json: String, said: String)] = [
    (
      batch.replacingOccurrences(of: #""inspected":false"#, with: #""accepted":12"#), "refused. accepted: 12 accepted, but only 10 produced"
    ),
    (
      batch.replacingOccurrences(of: #""inspected":false"#, with: #""quantity":9,"inspected":false"#),
      "refused. quantity: the contributions of batch KB-3 come to 10, but 9 was made in all; correct one of the two"
    ),
    (
      batch.replacingOccurrences(of: #","currency":"KGS""#, with: ""),
      "refused. cost: a cost needs its currency, and a currency a cost; write both or neither"
    ),
    (
      batch.replacingOccurrences(of: #""inspected":false"#, with: #""recipe":2,"inspected":false"#),
      "refused. recipe: product SLIP has no recipe 2; agree it first, or leave it out"
    ),
    (batch, "recorded at position 22"),
    (batch, "already in the book; nothing changed"),
    (
      #"{"record":"inspect","batch":"KB-3","by":"committee","accepted":9,"rejected":2,"date":"2023-05-11"}"#,
      "refused. quantity: 11 of batch KB-3 looked at, but only 10 waits for inspection; correct accepted and rejected"
    ),
    (
      #"{"record":"inspect","batch":"KB-3","by":"committee","inspector":"OVOP quality","accepted":8,"rejected":2,"date":"2023-05-11","reference":"Q-1","#
        + #""reasons":[{"reason":"holes","quantity":"1.5"},{"reason":"colour runs","quantity":"0.5"}]}"#, "recorded"
    ),
    (
      #"{"record":"inspect","batch":"KB-3","by":"lab","accepted":1,"date":"2023-05-11"}"#,
      "refused. quantity: nothing of batch KB-3 waits for inspection; to reject goods that were accepted before, say that they were looked at again"
    ),
    (
      #"{"record":"inspect","batch":"KB-3","by":"lab","again":true,"rejected":1,"date":"2023-05-11","reasons":[{"reason":"dye","quantity":2}]}"#,
      "refused. reasons: the reasons account for 2 of batch KB-3, but 1 was rejected; correct one of the two"
    ),
    (#"{"record":"inspect","batch":"KB-3","by":"lab","again":true,"place":"hub","rejected":1,"date":"2023-05-11"}"#, "recorded"),
    (
      dispatch.replacingOccurrences(of: #""quantity":5"#, with: #""quantity":8"#),
      "refused. quantity: 8 of batch KB-3 cannot leave hub: only 7 lies there; correct the quantity, or count the place and record what was found"
    ),
    (dispatch, "recorded"),
    (dispatch, "already in the book; nothing changed"),
    (
      #"{"record":"receive","dispatch":"D-9","date":"2023-05-13"}"#,
      "refused. dispatch: there is no dispatch 'D-9' in this book; correct the code or record the dispatch first"
    ),
    (#"{"record":"receive","dispatch":"D-1","date":"2023-05-13","lines":[{"batch":"KB-3","received":4}]}"#, "recorded"),
    (
      #"{"record":"receive","dispatch":"D-1","date":"2023-05-13"}"#,
      "refused. dispatch: dispatch D-1 was received on 2023-05-13 with other quantities; record what differs as a count or an adjustment"
    ),
    (#"{"record":"count","count":"C-1","place":"SHOP/A","date":"2023-05-20","lines":[{"batch":"KB-3","counted":3}]}"#, "recorded"),
    (sale("S-4", 2), "recorded"),
    (
      sale("S-5", 2),
      "refused. quantity: 2 sold, but product SLIP produced by 2023-05-21 has only 1 in stock; record the goods first, "
        + "or allow unallocated sales, whose money waits in suspense"
    ),
    (#"{"record":"adjust","batch":"KB-3","place":"SHOP/A","change":2,"reason":"found under the counter","date":"2023-05-22"}"#, "recorded"),
    (
      #"{"record":"adjust","batch":"KB-3","place":"SHOP/A","change":"-5","reason":"lost","date":"2023-05-22"}"#,
      "refused. quantity: 5 of batch KB-3 cannot leave SHOP/A: only 3 lies there; correct the quantity, or count the place and record what was found"
    ),
    (#"{"record":"write-off","batch":"KB-3","place":"SHOP/A","quantity":1,"reason":"moths","date":"2023-05-23","reference":"W-1"}"#, "recorded"),
    (
      #"{"record":"buy","batch":"KB-3","unit_price":"900","date":"2023-05-24"}"#,
      "refused. batch: 2 of batch KB-3 was sold for its producers already; only a batch of which nothing was sold can be bought"
    ),
    (
      #"{"record":"batch","batch":"KB-4","product":"SLIP","produced_on":"2023-05-20","kind":"regular","contributions":"#
        + #"[{"producer":"P-1","quantity":2},{"producer":"P-2","quantity":3}]}"#, "recorded"
    ),
    (
      #"{"record":"buy","batch":"KB-4","prices":[{"producer":"P-1","unit_price":"900"}],"date":"2023-05-24"}"#,
      "refused. producer: there is no price for the goods of P-2 in batch KB-4; add one, or give one price for all"
    ),
    (
      #"{"record":"buy","batch":"KB-4","prices":[{"producer":"P-1","unit_price":"900"},{"producer":"P-2","unit_price":"850.50"}],"date":"2023-05-24"}"#,
      "recorded"
    ),
    (
      #"{"record":"recall","batch":"KB-99","reason":"dye","by":"laboratory","date":"2023-05-25"}"#,
      "refused. batch: there is no batch 'KB-99' in this book; correct the code or record the batch first"
    ),
    (
      #"{"record":"lift-recall","batch":"KB-3","reason":"dye","by":"laboratory","date":"2023-05-25"}"#,
      "refused. batch: batch KB-3 is not recalled; nothing to lift"
    ),
    (#"{"record":"recall","batch":"KB-3","reason":"dye","by":"laboratory","date":"2023-05-25"}"#, "recorded"),
    (
      sale("S-6", 1, batch: "KB-3"),
      "refused. batch: batch KB-3 is recalled (dye): nothing of it is sold or sent, and what comes back lies in quarantine; lift the recall or write the "
        + "goods off"
    ),
    (#"{"record":"lift-recall","batch":"KB-3","reason":"the second test passed","by":"laboratory","date":"2023-05-26"}"#, "recorded"),
  ]

  @Test("A document of each kind is recorded, or refused with the reason, and goods lie where they should afterwards")
  func everyKind() async throws {
    let (desk, folder) = try await TinyBook.imported()
    for (json, said) in Self.documents {
      try folder.write("document.json", json)
      let result = try await desk.esep("record", folder.path + "/document.json")
      let isAsSaid = said == "recorded" ? result.output.hasPrefix("recorded at position") : result.output == said + "\n"
      #expect(isAsSaid && result.status == (said.hasPrefix("refused") ? 1 : 0), "\(json): \(result.output)\(result.errors)")
    }
    let stock = try await desk.report("stock")
    // Ten made, eight accepted and one of them rejected later; five sent, four arrived, three counted, two sold, two found, one written off; back to the hub.
    #expect(stock.row(["batch": "KB-3", "place": "hub"])?["on_hand"] == 4_000, "\(stock.rows)")
    let outlet = try #require(stock.row(["batch": "KB-3", "place": "SHOP/A"]))
    #expect(outlet["received"] == 4_000 && outlet["sold"] == 2_000 && outlet["adjusted"] == 1_000 && outlet["written_off"] == 1_000)
    #expect(outlet["sent"] == 2_000 && outlet["on_hand"] == 0 && outlet["in_transit"] == 0)
    #expect(stock.row(["batch": "KB-4", "place": "hub"])?["owner"] == "association")
    let deliveries = try await desk.report("deliveries")
    #expect(deliveries.row(["dispatch": "D-1"])?["short"] == 1_000 && deliveries.rows.count == 1)
    let recalled = try await desk.report("recall")
    let sale = try #require(recalled.row(["batch": "KB-3"]))
    #expect(sale["sale"] == "S-4" && sale["still_out"] == 2_000 && sale["lifted_on"] == "2023-05-26")
    // 2 × 900 and 3 × 850.50 are hers at once.
    let balance = try await desk.report("producer-balance")
    #expect(balance.row(["producer": "P-1"])?["available"] == 180_000 && balance.row(["producer": "P-2"])?["available"] == 255_150)
    try await desk.expectVerified()
  }

  /// Files that are no documents, and what is said; `{}` is the file.
  static let faulty: [(json: String, said: String)] = [
    (batch.replacingOccurrences(of: "false", with: #""no""#), #""inspected" is true or false, without quotation marks"#),
    (batch.replacingOccurrences(of: #""unit":"KGM","#, with: ""), #""unit" is missing or empty"#),
    (
      batch.replacingOccurrences(of: #""supplier""#, with: #""colour""#),
      #""colour" is no member of a document of kind batch, in its inputs; see 'esep record --help'"#
    ),
    (
      #"{"record":"inspect","batch":"KB-3","by":"me","accepted":1,"date":"2023-05-11"}"#,
      #""by": «me» is not known here; write one of: self, committee, lab"#
    ),
    (
      dispatch.replacingOccurrences(of: "SHOP/A", with: "SHOP/"),
      #""to": «SHOP/» is no place; write hub, samples, quarantine, CHANNEL or CHANNEL/OUTLET"#
    ),
    (
      dispatch.replacingOccurrences(of: ":5", with: #":5,"colour":"red""#),
      #""colour" is no member of a document of kind dispatch, in its lines; see 'esep record --help'"#
    ),
    (
      dispatch.replacingOccurrences(of: ":5", with: #":"five""#),
      #""quantity": «five» is not a number; write it like 1234.50 or 1 234,50"#
    ),
    (#"{"record":"count","count":"C-1","place":"hub","date":"2023-05-20","lines":"all"}"#, #""lines" is an array of objects with batch and counted"#),
    (
      #"{"record":"buy","batch":"KB-1","date":"2023-05-20"}"#,
      #""unit_price" is missing; or give "prices", an array of objects with producer and unit_price"#
    ),
    (
      #"{"record":"buy","batch":"KB-1","date":"2023-05-20","prices":[{"producer":"P-1","unit_price":1},{"producer":"P-1","unit_price":2}]}"#,
      #""prices" has P-1 twice"#
    ),
    (#"{"record":"recall","batch":"KB-1","reason":"dye","date":"2023-05-20"}"#, #""by" is missing or empty"#),
  ]

  @Test("A document that cannot be understood is refused whole, with what is wrong in it")
  func noDocument() async throws {
    let (desk, folder) = try await TinyBook.imported()
    for (json, said) in Self.faulty {
      try folder.write("document.json", json)
      let result = try await desk.esep("record", folder.path + "/document.json")
      #expect(
        result.status == 1 && result.output == "" && result.errors.lines.first == "esep: \(folder.path)/document.json, document 1: \(said)",
        "\(json): \(result.errors)")
    }
    #expect(try await desk.head() == 21)
  }
}
