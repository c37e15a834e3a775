import Foundation
import Testing

/// Documents recorded one by one.
@Suite("Documents", .serialized)
struct RecordTests {
  /// Documents in the order they are recorded, what is said of each, and the exit status.
  static let documents: [(json: String, said: String, status: Int32)] = [
    (#"{"record":"community","community":"TOS","name":"Тосор","oblast":"Issyk-Kul"}"#, "recorded at position 22", 0),
    (#"{"record":"producer","producer":"P-3","name":"Жаңыл","community":"TOS","group":"G-1"}"#, "recorded at position 23 to 24", 0),
    (#"{"record":"product","product":"MAT","name":"Chii mat","category":"weaving","unit":"MTK"}"#, "recorded at position 25", 0),
    (
      #"{"record":"channel","channel":"FAIR","name":"Fair","kind":"fair","country":"KG","currency":"KGS","model":"consignment","#
        + #""commission_percent":"10","fee_percent":5,"settle_days":0,"valid_from":"2023-01-01"}"#, "recorded at position 26 to 27", 0
    ),
    (#"{"record":"rate","date":"2023-06-01","currency":"USD","nominal":1,"rate":"87.25"}"#, "recorded at position 28", 0),
    (
      #"{"record":"batch","batch":"KB-3","product":"MAT","produced_on":"2023-06-01","kind":"regular","accepted":"3","contributions":"#
        + #"[{"producer":"P-3","quantity":"2.5"},{"producer":"P-1","quantity":1}]}"#, "recorded at position 29 to 30", 0
    ),
    (
      sale,
      "refused. quantity: 5 sold, but product MAT produced by 2023-06-02 has only 3 in stock; record the goods first, "
        + "or allow unallocated sales, whose money waits in suspense", 1
    ),
    ("unallocated", "recorded at position 31 to 32", 0),
    (
      allocation,
      "refused. quantity: 2 sold, but product MAT produced by 2023-06-03 has only 0 in stock; record the goods first, "
        + "or allow unallocated sales, whose money waits in suspense", 1
    ),
    (
      #"{"record":"batch","batch":"KB-4","product":"MAT","produced_on":"2023-06-03","kind":"order","contributions":[{"producer":"P-3","quantity":9}]}"#,
      "recorded at position 33 to 34", 0
    ),
    (allocation, "recorded at position 35 to 36", 0),
    (allocation, "already in the book; nothing changed", 0),
    (#"{"record":"return","return":"R-2","returned_on":"2023-06-05","sale":"S-4","quantity":1,"disposition":"scrap"}"#, "recorded at position 37", 0),
    (#"{"record":"reverse","sale":"S-3","reason":"typed twice","date":"2023-06-05"}"#, "recorded at position 38 to 39", 0),
    (
      #"{"record":"return","return":"R-3","returned_on":"2023-06-06","sale":"S-3","quantity":1}"#,
      "refused. sale: sale S-3 was reversed as a whole; nothing can be changed or returned on it", 1
    ),
    (#"{"record":"deactivate","producer":"P-3","reason":"moved","date":"2023-06-06"}"#, "recorded at position 40", 0),
    (
      #"{"record":"batch","batch":"KB-5","product":"MAT","produced_on":"2023-06-07","kind":"test","contributions":[{"producer":"P-3","quantity":1}]}"#,
      "refused. producer: producer P-3 has been inactive since 2023-06-06; reactivate her first or correct the code", 1
    ),
    (#"{"record":"reactivate","producer":"P-3","date":"2023-06-08"}"#, "recorded at position 41", 0),
  ]

  private static let sale =
    #"{"record":"sale","sale":"S-4","sold_on":"2023-06-02","channel":"FAIR","product":"MAT","quantity":5,"unit_price":"100","currency":"KGS"}"#
  private static let allocation = #"{"record":"allocate","sale":"S-4","date":"2023-06-03"}"#

  @Test("A document of each kind is recorded, or refused with the reason, and every figure is right afterwards")
  func everyKind() async throws {
    let (desk, folder) = try await TinyBook.imported()
    for (json, said, status) in Self.documents {
      try folder.write("document.json", json == "unallocated" ? Self.sale : json)
      var arguments = ["record", folder.path + "/document.json"]
      if json == "unallocated" { arguments.append("--allow-unallocated") }
      let result = try await Program.run(Desk.esep, arguments, environment: desk.environment)
      #expect(result.output == said + "\n" && result.status == status, "\(json): \(result.output)\(result.errors)")
    }
    // Of 500, less 10 % and 5 %, three fifths came from KB-3 and two from KB-4; a fifth came back. S-3 is as if it had not been.
    let earned = try await desk.report("producer-revenue", "--from", "2023-05")
    #expect(earned.rows.filter { $0["channel"] == "FAIR" }.reduce(0) { $0 + ($1["net"]?.number ?? 0) } == 34_000)
    #expect(earned.row(["channel": "SHOP", "producer": "P-2"])?["net"] == 0)
    let stock = try await desk.report("stock")
    #expect(stock.row(["batch": "KB-2"])?["on_hand"] == 20_000)
    #expect(stock.row(["batch": "KB-3"])?["on_hand"] == 0)
    #expect(stock.row(["batch": "KB-4"])?["on_hand"] == 7_000)
    try await desk.expectVerified()
  }

  @Test("An erased producer's data are gone from the database; her code and every figure stay, and an old file does not bring her back")
  func erase() async throws {
    let (desk, folder) = try await TinyBook.imported()
    let before = try await desk.report("producer-revenue", "--by", "month")
    try folder.write("document.json", #"{"record":"erase","producer":"P-1","reason":"her wish","date":"2023-06-08"}"#)
    #expect(try await desk.succeed("record", folder.path + "/document.json") == "recorded at position 22\n")
    #expect(try await desk.succeed("record", folder.path + "/document.json") == "already in the book; nothing changed\n")
    #expect(try await desk.query("SELECT id FROM main.person") == ["P-2"])
    try await desk.succeed("import", folder.path)
    #expect(try await desk.head() == 22)
    #expect(try await desk.query("SELECT id FROM main.person") == ["P-2"])
    let after = try await desk.report("producer-revenue", "--by", "month")
    #expect(after.rows == before.rows)
    try await desk.expectVerified()
  }

  /// Files that are no documents, and what is said; `{}` is the file.
  static let faulty: [(json: String, said: String)] = [
    ("x", "{} is not JSON; see 'esep record --help'"),
    ("[]", "{}: write one object, or an array of objects"),
    (#"{"producer":"P-3"}"#, #"{}, document 1: "record" is missing; it says what the document is"#),
    (
      #"[{"record":"feast"}]"#,
      #"{}, document 1: "record": "feast" is not known; write one of: advance, batch, channel, community, deduction, producer, product, rate, "#
        + "receipt, return, return-payment, sale, settle, statement, adjust, adjustment, allocate, apply, approve, buy, certify, claim, "
        + "close-site, consent, count, criteria, deactivate, dispatch, dispute, enrol, erase, grant, inspect, instruct, leave, lift-recall, "
        + "match, open-site, prepare, programme, reactivate, recall, receive, recipe, reject, resolve, reverse, revoke, settle-run, stage, "
        + "tolerance, training, unmatch, withdraw-claim, withdraw-consent, write-off"
    ),
    (
      #"{"record":"erase","producer":"P-1","reason":"her wish","date":"2023-02-30"}"#,
      #"{}, document 1: "date": «2023-02-30» is in no calendar; write it like 2024-01-31"#
    ),
    (#"{"record":"reverse","sale":"S-1","date":"2023-06-30"}"#, #"{}, document 1: "reason" is missing or empty"#),
    (
      sale.replacingOccurrences(of: ":5,", with: ":1.5,"),
      #"{}, document 1: write 1.5 as text, "1.5": numbers with decimals are kept exactly only so"#
    ),
    (sale.replacingOccurrences(of: ":5,", with: ":true,"), "{}, document 1: a member holds neither text nor a whole number"),
    (sale.replacingOccurrences(of: "}", with: #","colour":"red"}"#), "{}, document 1: column «colour» is not known and not used"),
    (
      sale.replacingOccurrences(of: "}", with: #","contributions":[{"sale":"S-5"},{"sale":"S-6"}]}"#),
      "{}, document 1: a member holds neither text nor a whole number"
    ),
  ]

  @Test("A file that is no document is refused whole, with what is wrong in it")
  func noDocument() async throws {
    let (desk, folder) = try await TinyBook.imported()
    for (json, said) in Self.faulty {
      try folder.write("document.json", json)
      let result = try await desk.esep("record", folder.path + "/document.json")
      let wanted = "esep: " + said.replacingOccurrences(of: "{}", with: folder.path + "/document.json")
      #expect(result.status == 1 && result.output == "" && result.errors.lines.first == wanted, "\(json): \(result.errors)")
    }
    #expect(try await desk.head() == 21)
  }
}
