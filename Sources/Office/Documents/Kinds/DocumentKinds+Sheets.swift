import Exchange
import Ledger

// Kinds that have a spreadsheet: its columns, and what stands in arrays.
extension DocumentKinds {
  static let sheets: [DocumentKind] = [
    DocumentKind("advance", members(AdvanceColumn.table)),
    DocumentKind("batch", batch),
    DocumentKind("channel", members(ChannelColumn.table)),
    DocumentKind("community", members(CommunityColumn.table)),
    DocumentKind("deduction", members(DeductionColumn.table)),
    DocumentKind("producer", members(ProducerColumn.table)),
    DocumentKind("product", members(ProductColumn.table)),
    DocumentKind("rate", members(RateColumn.table)),
    DocumentKind("receipt", receipt),
    DocumentKind("return", members(ReturnColumn.table)),
    DocumentKind("return-payment", members(SettlementColumn.table, without: ["status", "reason"]) + [.needs("reason", .text)]),
    DocumentKind("sale", members(SaleColumn.table)),
    DocumentKind("settle", members(SettlementColumn.table, without: ["status"])),
    DocumentKind("statement", statementSheet),
  ]

  private static let batch: [DocumentMember] =
    members(BatchColumn.table, without: ["producer", "quantity", "site"]) + [
      .may("site", .text),
      .needs("contributions", .list([.needs("producer", .code), .needs("quantity", .quantity)])), .may("quantity", .quantity),
      .may("recipe", .integer), .may("inspected", .flag),
      .may(
        "inputs",
        .list([
          .needs("material", .text), .needs("quantity", .quantity), .needs("unit", .word(Unit.self)), .may("supplier", .text), .may("cost", .money),
          .may("currency", .currency), .may("advance", .code),
        ])),
    ]

  private static let statementSheet: [DocumentMember] =
    members(StatementColumn.table, without: ["line", "type", "reference", "quantity", "amount"]) + [
      .may("opening", .money), .may("closing", .money),
      .needs(
        "lines",
        .list([
          .needs("line", .code), .needs("type", .word(StatementLineType.self)), .may("reference", .text), .may("quantity", .quantity),
          .needs("amount", .money),
        ])),
    ]

  /// Money that pays for nothing yet, or for one statement, has no parts.
  private static let receipt: [DocumentMember] =
    members(PayoutColumn.table, without: ["amount"]) + [
      .may("amount", .money),
      .may(
        "parts", .list([.may("statement", .code), .needs("amount", .money), .may("bank_fee", .money), .may("book_amount", .money)])),
    ]

  private static func members(_ table: Table, without left: Set<String> = []) -> [DocumentMember] {
    table.columns.filter { !left.contains($0.name) }.map { column in
      let type = column.words.map { .choice($0.canonical) } ?? types[column.name] ?? .text
      return DocumentMember(name: column.name, type: type, isRequired: column.isRequired)
    }
  }

  /// How columns that hold neither words of a list nor free text are written.
  private static let types: [String: DocumentMember.Kind] = [
    "advance": .code, "amount": .money, "accepted": .quantity, "bank_fee": .money, "batch": .code, "birth_year": .integer, "book_amount": .money,
    "channel": .code, "commission_percent": .percent, "community": .code, "currency": .currency, "date": .date, "discount": .money,
    "fee_percent": .percent, "group": .code, "nominal": .integer, "outlet": .code, "paid_on": .date, "payout": .code, "percent": .percent,
    "period_from": .date, "period_to": .date, "produced_on": .date, "producer": .code, "product": .code, "quantity": .quantity, "rate": .decimal,
    "received_on": .date, "registered_on": .date, "return": .code, "returned_on": .date, "rule": .code, "run": .code, "sale": .code,
    "settle_days": .integer, "sold_on": .date, "statement": .code, "unit": .word(Unit.self), "unit_price": .decimal, "valid_from": .date,
    "valid_to": .date,
  ]
}
