import Ledger

// Kinds about goods, products and certificates that have no spreadsheet.
extension DocumentKinds {
  static let production: [DocumentKind] = [
    DocumentKind(
      "inspect",
      [
        .needs("batch", .code), .needs("by", .word(Inspection.self)), .may("accepted", .quantity), .may("rejected", .quantity),
        .needs("date", .date), .may("inspector", .text), .may("reasons", .list([.needs("reason", .text), .needs("quantity", .quantity)])),
        .may("again", .flag), .may("place", .text), .may("reference", .text),
      ]),
    DocumentKind("recall", [.needs("batch", .code), .needs("reason", .text), .needs("by", .text), .needs("date", .date)]),
    DocumentKind("lift-recall", [.needs("batch", .code), .needs("reason", .text), .needs("by", .text), .needs("date", .date)]),
    DocumentKind(
      "write-off",
      [
        .needs("batch", .code), .may("place", .text), .needs("quantity", .quantity), .needs("reason", .text), .needs("date", .date),
        .may("reference", .text),
      ]),
    DocumentKind(
      "buy",
      [
        .needs("batch", .code), .may("unit_price", .decimal),
        .may("prices", .list([.needs("producer", .code), .needs("unit_price", .decimal)])), .needs("date", .date), .may("reference", .text),
      ]),
  ]

  static let movement: [DocumentKind] = [
    DocumentKind(
      "dispatch",
      [.needs("dispatch", .code), .may("from", .text), .needs("to", .text), .needs("date", .date), .needs("lines", lines("quantity"))]),
    DocumentKind("receive", [.needs("dispatch", .code), .needs("date", .date), .may("lines", lines("received"))]),
    DocumentKind("count", [.needs("count", .code), .needs("place", .text), .needs("date", .date), .needs("lines", lines("counted"))]),
    DocumentKind(
      "adjust",
      [
        .needs("batch", .code), .may("place", .text), .needs("change", .quantity), .needs("reason", .text), .needs("date", .date),
        .may("reference", .text),
      ]),
  ]

  static let products: [DocumentKind] = [
    DocumentKind("stage", [.needs("product", .code), .needs("stage", .integer), .may("note", .text), .needs("date", .date)]),
    DocumentKind(
      "recipe",
      [
        .needs("product", .code), .needs("version", .integer), .needs("valid_from", .date), .needs("yield_percent", .percent),
        .needs("inputs", .list([.needs("material", .text), .needs("quantity", .quantity), .needs("unit", .word(Unit.self))])),
      ]),
  ]

  static let certification: [DocumentKind] = [
    DocumentKind(
      "criteria",
      [.needs("oblast", .text), .needs("version", .integer), .needs("valid_from", .date)]
        + byCriterion(.either(["pass_fail"], [.needs("max", .integer), .needs("needed", .integer)])) + [.may("stars", .values(.integer))]),
    DocumentKind(
      "certify",
      [.needs("product", .code), .needs("certificate", .code), .needs("oblast", .text), .may("criteria_version", .integer)]
        // A word, pass or fail, or points.
        + byCriterion(.text) + [
          .may("outcome", .word(CertificationOutcome.self)), .may("stars", .integer), .needs("decided_on", .date), .may("valid_until", .date),
        ]),
    DocumentKind("revoke", [.needs("product", .code), .needs("certificate", .code), .needs("reason", .text), .needs("date", .date)]),
  ]

  private static func lines(_ quantity: String) -> DocumentMember.Kind { .list([.needs("batch", .code), .needs(quantity, .quantity)]) }

  private static func byCriterion(_ type: DocumentMember.Kind) -> [DocumentMember] {
    [Criterion.qualitySafety, .localMaterial, .ecology, .uniqueDesign].map { .needs($0.rawValue, type) }
  }
}
