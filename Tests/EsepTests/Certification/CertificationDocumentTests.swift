import Foundation
import Testing

/// Documents about products and certificates, recorded one by one from JSON.
@Suite("Documents of products and brand committees", .serialized)
struct CertificationDocumentTests {
  private static let criteria = #"""
    {"record":"criteria","oblast":"Issyk-Kul","version":1,"valid_from":"2023-01-01","quality_safety":{"max":10,"needed":"6"},
     "local_material":"pass_fail","ecology":"pass_fail","unique_design":{"max":5,"needed":2},"stars":[8,"12"]}
    """#
  private static let certify = #"""
    {"record":"certify","product":"SLIP","certificate":"IK-1","oblast":"Issyk-Kul","decided_on":"2023-02-01","valid_until":"2025-01-31",
     "quality_safety":8,"local_material":"pass","ecology":"pass","unique_design":"4","outcome":"granted","stars":2}
    """#

  /// Documents in the order they are recorded, and what is said of each; numbers of positions are left out.
  static let documents: [(json: String, said: String)] = [
    (#"{"record":"stage","product":"SLIP","stage":8,"note":"made since 1998","date":"2023-01-20"}"#, "recorded at position"),
    (#"{"record":"stage","product":"SLIP","stage":"9","date":"2023-01-25"}"#, "recorded at position"),
    (
      #"{"record":"stage","product":"SLIP","stage":11,"date":"2023-01-26"}"#,
      "refused. note: step 11 of product SLIP leaves out step 10; record it first, or say in a note why it was left out"
    ),
    (
      #"{"record":"recipe","product":"SLIP","version":1,"valid_from":"2023-01-20","yield_percent":"97.5","inputs":["#
        + #"{"material":"wool","quantity":"0.35","unit":"KGM"},{"material":"soap","quantity":2,"unit":"GRM"}]}"#, "recorded at position"
    ),
    (criteria, "recorded at position"), (criteria, "already in the book; nothing changed"), (certify, "recorded at position"),
    (certify, "already in the book; nothing changed"),
    (
      certify.replacingOccurrences(of: #""quality_safety":8"#, with: #""quality_safety":5"#).replacingOccurrences(of: "IK-1", with: "IK-2"),
      "refused. outcome: decision IK-2 says granted, but the results do not meet quality_safety; correct the outcome or the results"
    ),
    (
      certify.replacingOccurrences(of: "Issyk-Kul", with: "Naryn"),
      "refused. oblast: product SLIP comes from Issyk-Kul; the committee of Naryn cannot certify it: take it to the committee of Issyk-Kul"
    ),
    (
      #"{"record":"revoke","product":"SLIP","certificate":"IK-7","reason":"dye that runs","date":"2023-06-01"}"#,
      "refused. certificate: no certificate IK-7 was ever granted to product SLIP; correct the number or the product"
    ),
    (
      #"{"record":"channel","channel":"SHOP","name":"Brand shop","kind":"brand shop","country":"KG","currency":"KGS","model":"consignment","#
        + #""commission_percent":30,"fee_percent":5,"settle_days":14,"valid_from":"2023-07-01","valid_to":"2023-12-31","certification":"refuse"}"#,
      "recorded at position"
    ),
    (
      #"{"record":"channel","channel":"SHOP","name":"Brand shop","kind":"brand shop","country":"KG","currency":"KGS","model":"consignment","#
        + #""commission_percent":25,"fee_percent":5,"settle_days":14,"valid_from":"2023-12-31"}"#,
      "refused. valid_from: terms of channel SHOP from 2023-12-31 overlap those from 2023-07-01 to 2023-12-31; "
        + "let the earlier end before the later begin, or leave their last day out"
    ),
    (#"{"record":"revoke","product":"SLIP","certificate":"IK-1","reason":"dye that runs","date":"2023-07-15"}"#, "recorded at position"),
    (
      #"{"record":"sale","sale":"S-9","sold_on":"2023-07-15","channel":"SHOP","product":"SLIP","quantity":1,"unit_price":"1500","currency":"KGS"}"#,
      "refused. product: channel SHOP takes only certified products, and SLIP was not certified on 2023-07-15: certificate IK-1 was revoked on 2023-07-15; "
        + "have the brand committee of its oblast certify it, or sell it through another channel"
    ),
    (
      #"{"record":"sale","sale":"S-9","sold_on":"2023-07-14","channel":"SHOP","product":"SLIP","quantity":1,"unit_price":"1500","currency":"KGS"}"#,
      "recorded at position"
    ),
  ]

  @Test("A document of each kind is recorded, or refused with the reason; reports tell as of any day what it came to")
  func everyKind() async throws {
    let (desk, folder) = try await TinyBook.imported()
    for (json, said) in Self.documents {
      try folder.write("document.json", json)
      let result = try await desk.esep("record", folder.path + "/document.json")
      let output = result.output.lines.first ?? ""
      #expect(said.hasPrefix("recorded") ? output.hasPrefix(said) : output == said, "\(json): \(result.output)\(result.errors)")
    }
    let before = try await desk.report("certification", "--through", "2023-07-14")
    #expect(before.rows.count == 1)
    #expect(before.row(["product": "SLIP", "certificate": "IK-1", "standing": "valid"])?["stars"] == 2)
    let after = try await desk.report("certification", "--through", "2023-07-15")
    #expect(after.row(["product": "SLIP", "standing": "revoked"]) != nil)
    let pipeline = try await desk.report("product-pipeline", "--through", "2023-02-04")
    #expect(pipeline.row(["product": "SLIP", "stage": 9, "since": "2023-01-25"])?["days"] == 10)
    try await desk.expectVerified()
  }

  /// Documents that cannot be read, and what is said; `{}` is the file.
  static let faulty: [(json: String, said: String)] = [
    (
      #"{"record":"stage","product":"SLIP","stage":12,"date":"2023-01-20"}"#,
      #""stage": 12 is no step of the method; write 1 (territory analysis) to 11 (branding and sales)"#
    ),
    (#"{"record":"stage","product":"SLIP","stage":"samples","date":"2023-01-20"}"#, #""stage": «samples» is no whole number"#),
    (
      certify.replacingOccurrences(of: #""pass","ecology""#, with: #""perhaps","ecology""#),
      #""local_material": «perhaps» is no result; write pass, fail or the points"#
    ),
    (
      criteria.replacingOccurrences(of: #""ecology":"pass_fail""#, with: #""ecology":"stars""#),
      #""ecology": write "pass_fail", or {"max", "needed"} where points are given"#
    ),
    (
      criteria.replacingOccurrences(of: "[8,\"12\"]", with: "3"),
      #""stars" is an array of points: what one star takes, what two take, and so on"#
    ),
    (
      #"{"record":"recipe","product":"SLIP","version":1,"valid_from":"2023-01-20","yield_percent":"97.555","inputs":[{"material":"wool","quantity":1,"#
        + #""unit":"KGM"}]}"#, #""yield_percent": 97.555 has more than 2 decimals; round it to 2"#
    ),
    (
      certify.replacingOccurrences(of: #","stars":2"#, with: #","medals":2"#),
      #""medals" is no member of a document of kind certify; see 'esep record --help'"#
    ),
  ]

  @Test("A document that cannot be read is refused with the member and what to write")
  func unreadable() async throws {
    let (desk, folder) = try await TinyBook.imported()
    for (json, said) in Self.faulty {
      try folder.write("document.json", json)
      let result = try await desk.esep("record", folder.path + "/document.json")
      #expect(result.status == 1 && result.output == "", "\(json): \(result.output)")
      #expect(result.errors.lines.first == "esep: \(folder.path)/document.json, document 1: \(said)", "\(json): \(result.errors)")
    }
  }
}
