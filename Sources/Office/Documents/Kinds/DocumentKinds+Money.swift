import Ledger

// Kinds about people, sales and money that have no spreadsheet.
extension DocumentKinds {
  static let people: [DocumentKind] = [
    DocumentKind("deactivate", [.needs("producer", .code), .needs("reason", .text), .needs("date", .date)]),
    DocumentKind("reactivate", [.needs("producer", .code), .needs("date", .date)]),
    DocumentKind("erase", [.needs("producer", .code), .needs("reason", .text), .needs("date", .date)]),
    DocumentKind("allocate", [.needs("sale", .code), .needs("date", .date)]),
    DocumentKind("reverse", [.needs("sale", .code), .needs("reason", .text), .needs("date", .date)]),
  ]

  static let settlement: [DocumentKind] = [
    DocumentKind(
      "match",
      line + [.needs("sales", .list([.needs("sale", .code), .may("return", .code)])), .needs("date", .date), .may("dispute", .text)]),
    DocumentKind("unmatch", line + [.needs("reason", .text), .needs("date", .date)]),
    DocumentKind(
      "dispute",
      statement + [
        .may("line", .code), .needs("amount", .money), .needs("currency", .currency), .needs("reason", .text), .needs("date", .date),
      ]),
    DocumentKind(
      "resolve",
      statement + [.may("line", .code), .needs("outcome", .word(DisputeOutcome.self)), .needs("reason", .text), .needs("date", .date)]),
    DocumentKind("tolerance", [.needs("channel", .code), .needs("currency", .currency), .needs("amount", .money), .needs("valid_from", .date)]),
    DocumentKind(
      "apply", [.needs("payout", .code)] + statement + [.may("amount", .money), .may("currency", .currency), .needs("date", .date)]),
  ]

  static let payables: [DocumentKind] = [
    DocumentKind("prepare", [.needs("run", .code), .needs("cut_off", .date), .needs("by", .text), .needs("date", .date)]),
    DocumentKind("approve", [.needs("run", .code), .needs("by", .text), .needs("date", .date)]),
    DocumentKind("reject", [.needs("run", .code), .needs("by", .text), .needs("reason", .text), .needs("date", .date)]),
    DocumentKind("instruct", [.needs("run", .code), .needs("by", .text), .needs("date", .date)]),
    DocumentKind("settle-run", [.needs("run", .code), .may("reference", .text), .needs("date", .date)]),
    DocumentKind(
      "adjustment",
      [
        .needs("adjustment", .code), .may("corrects", .integer), .needs("reason", .text), .needs("by", .text), .needs("date", .date),
        .needs(
          "lines",
          .list([.needs("account", .word(Account.self)), .may("producer", .code), .may("debit", .money), .may("credit", .money)])),
      ]),
  ]

  private static let statement: [DocumentMember] = [.needs("channel", .code), .needs("statement", .code)]
  private static let line: [DocumentMember] = statement + [.needs("line", .code)]
}
