import Foundation
import Testing

/// Documents of a programme, recorded one by one from JSON.
@Suite("Documents of a programme", .serialized)
struct ProgrammeDocumentTests {
  /// Documents in the order they are recorded, and what is said of each after its position.
  static let documents: [(json: String, said: String)] = [
    (#"{"record":"programme","programme":"CA+","name":"RESILAND","funder":"World Bank","from":"2023-04-01","to":"2026-12-31"}"#, "recorded"),
    (
      #"{"record":"open-site","site":"W-1","name":"Felt workshop","community":"BOK","kind":"workshop","date":"2023-02-10","#
        + #""funding":[{"payer":"Kumtor"},{"payer":"FAO","amount":"2500.50","currency":"USD"}]}"#, "recorded"
    ),
    (
      #"{"record":"open-site","site":"P-1","name":"Pasture","community":"BOK","kind":"demonstration_plot","programme":"CA+","date":"2023-05-01"}"#,
      "recorded"
    ),
    (#"{"record":"close-site","site":"P-1","reason":"flood","date":"2023-06-01"}"#, "recorded"),
    (
      #"{"record":"close-site","site":"P-9","reason":"flood","date":"2023-06-01"}"#,
      "refused. site: there is no site 'P-9' in this book; correct the code or open the site first"
    ),
    (#"{"record":"enrol","programme":"CA+","enrolment":"1","unit":"person","producer":"P-1","date":"2023-04-03"}"#, "recorded"),
    (
      #"{"record":"enrol","programme":"CA+","enrolment":"2","unit":"household","count":7,"persons":"31","site":"W-1","community":"BOK","date":"2023-04-03"}"#,
      "recorded"
    ),
    (
      #"{"record":"enrol","programme":"CA+","enrolment":"3","unit":"person","producer":"P-1","date":"2023-04-04"}"#,
      "refused. producer: producer P-1 takes part in programme CA+ already, as 1; nobody is counted twice"
    ),
    (#"{"record":"leave","programme":"CA+","enrolment":"1","reason":"moved","date":"2023-09-01"}"#, "recorded"),
    (
      #"{"record":"training","training":"T-1","topic":"felting","hours":16,"site":"W-1","programme":"CA+","participants":["P-1","P-2"],"others":3,"#
        + #""date":"2023-05-05"}"#, "recorded"
    ),
    (
      #"{"record":"grant","grant":"G-1","payer":"FAO","programme":"CA+","amount":"1000","currency":"USD","use":"looms","date":"2023-06-01"}"#,
      "recorded"
    ),
    (#"{"record":"consent","producer":"P-2","purpose":"public_name","date":"2023-06-01"}"#, "recorded"),
    (#"{"record":"withdraw-consent","producer":"P-2","purpose":"public_name","date":"2023-06-02"}"#, "recorded"),
    (
      #"{"record":"claim","claim":"C-1","source":"paper","statement":"half sold abroad","figure":"50","unit":"percent","definition":"channel_share","#
        + #""published_on":"2023-07-01","from":"2023-01","through":"2023-12","channels":["MUJI"],"bound":"about"}"#, "recorded"
    ),
    (
      #"{"record":"claim","claim":"C-2","source":"paper","statement":"x","figure":"8.05","unit":"KGS","definition":"net_sales","#
        + #""published_on":"2023-07-01","through":"2023-12"}"#, "recorded"
    ),
    (
      #"{"record":"claim","claim":"C-3","source":"paper","statement":"x","figure":"500","unit":"households","definition":"registered_producers","#
        + #""published_on":"2023-07-01","through":"2023-12"}"#,
      "refused. unit: 'households' does not fit the definition registered_producers; write 'persons'"
    ),
    (#"{"record":"withdraw-claim","claim":"C-2","reason":"misread","date":"2023-07-02"}"#, "recorded"),
  ]

  @Test("A document of each kind is recorded, or refused with the reason; the reports count it, now and as of an earlier day, and no money is moved")
  func everyKind() async throws {
    let (desk, folder) = try await TinyBook.imported()
    let sales = try await desk.report("channel-sales").rows
    let trial = try await desk.report("trial-balance").rows
    for (json, said) in Self.documents {
      try folder.write("document.json", json)
      let result = try await desk.esep("record", folder.path + "/document.json")
      #expect(result.output.hasPrefix(said) && result.status == (said == "recorded" ? 0 : 1), "\(json): \(result.output)\(result.errors)")
    }
    #expect(try await desk.report("channel-sales").rows == sales)
    #expect(try await desk.report("trial-balance").rows == trial)
    let enrolment = try await desk.report("enrolment")
    #expect(enrolment.row(["programme": "CA+", "persons": 0, "persons_left": 1, "households": 7, "people": 31, "sites": 1]) != nil, "\(enrolment)")
    let earlier = try await desk.report("enrolment", "--through", "2023-08-31")
    #expect(earlier.row(["programme": "CA+", "persons": 1, "persons_left": 0]) != nil, "\(earlier)")
    let sites = try await desk.report("sites")
    #expect(sites.row(["site": "W-1", "payers": "FAO; Kumtor", "open": "yes"]) != nil, "\(sites)")
    #expect(sites.row(["site": "P-1", "closed_on": "2023-06-01", "open": "no"]) != nil, "\(sites)")
    #expect(try await desk.report("funding").row(["site": "W-1", "payer": "FAO", "amount": 250_050, "currency": "USD"]) != nil)
    #expect(try await desk.report("training").row(["topic": "felting", "participants": 2, "women": 2, "others": 3]) != nil)
    #expect(try await desk.report("grants").row(["programme": "CA+", "amount": 100_000, "currency": "USD"]) != nil)
    // MUJI sold 3243.75 som net of 5693.75.
    let claims = try await desk.report("claims")
    #expect(claims.rows.count == 1 && claims.row(["claim": "C-1", "book": "56.97", "difference": "-6.97", "bound": "about"]) != nil, "\(claims)")
    try await desk.expectVerified()
  }

  /// Documents that cannot be read, and what is said.
  static let faulty: [(json: String, said: String)] = [
    (
      #"{"record":"grant","grant":"G","payer":"FAO","amount":"1","currency":"USD","date":"2023-06-01"}"#,
      #"a grant is given for a "programme" or for a "site"; write one of the two"#
    ),
    (
      #"{"record":"open-site","site":"W","name":"x","community":"BOK","kind":"castle","date":"2023-06-01"}"#,
      #""kind": «castle» is not known here; write one of: workshop, shop, training_centre, collection_point, demonstration_plot, other"#
    ),
    (
      #"{"record":"open-site","site":"W","name":"x","community":"BOK","kind":"shop","funding":[{"payer":"FAO","currency":"USD"}],"date":"2023-06-01"}"#,
      #""currency" is no member of a document of kind open-site; see 'esep record --help'"#
    ),
    (
      #"{"record":"claim","claim":"C","source":"s","statement":"x","figure":"3500+","unit":"persons","definition":"registered_producers","#
        + #""published_on":"2023-06-01","through":"2023-12"}"#,
      #""figure": «3500+» is no number; write it in whole units with a decimal point, such as 2500000 or 8.05"#
    ),
    (
      #"{"record":"claim","claim":"C","source":"s","statement":"x","figure":"1","unit":"KGS","definition":"net_sales","#
        + #""published_on":"2023-06-01","through":"December"}"#,
      #""through": «December» is no month; write it like 2024-01"#
    ),
    (
      #"{"record":"training","training":"T","topic":"x","participants":"P-1","date":"2023-06-01"}"#, #""participants" is an array of codes"#
    ),
  ]

  @Test("A document that cannot be read is refused with the member that is wrong")
  func unreadable() async throws {
    let (desk, folder) = try await TinyBook.imported()
    for (json, said) in Self.faulty {
      try folder.write("document.json", json)
      try await desk.refuse("record", folder.path + "/document.json", saying: "\(folder.path)/document.json, document 1: \(said)")
    }
  }
}
