import Ledger

/// Documents of the money side that have no spreadsheet.
enum MoneyDocuments {
  /// The kinds there are.
  static let kinds = [
    "adjustment", "apply", "approve", "dispute", "instruct", "match", "prepare", "reject", "resolve", "settle-run", "tolerance", "unmatch",
  ]

  /// What a document asks for; nil for a kind that is not of the money side.
  static func command(_ kind: String, _ members: DocumentMembers) throws -> Command? {
    if let command = try settlement(kind, members) { return .settlement(command) }
    if let command = try payables(kind, members) { return .payables(command) }
    return nil
  }

  private static func settlement(_ kind: String, _ members: DocumentMembers) throws -> SettlementCommand? {
    switch kind {
    case "match":
      return try .match(
        MatchLine(
          channel: members.code("channel"), statement: members.code("statement"), line: members.code("line"), targets: targets(members),
          method: .person, date: members.date(), dispute: members.optionalText("dispute")))
    case "unmatch":
      return try .unmatch(
        UnmatchLine(
          channel: members.code("channel"), statement: members.code("statement"), line: members.code("line"), reason: members.text("reason"),
          date: members.date()))
    case "dispute":
      return try .dispute(
        DisputeStatement(
          channel: members.code("channel"), statement: members.code("statement"), line: members.optionalCode("line"),
          amount: members.amount("amount", members.currency()), reason: members.text("reason"), date: members.date()))
    case "resolve":
      return try .resolve(
        ResolveDispute(
          channel: members.code("channel"), statement: members.code("statement"), line: members.optionalCode("line"),
          outcome: members.choice("outcome"), reason: members.text("reason"), date: members.date()))
    case "tolerance":
      let currency = try members.currency()
      return try .agreeTolerance(
        AgreeTolerance(
          channel: members.code("channel"), currency: currency, amount: members.amount("amount", currency), validFrom: members.date("valid_from")))
    case "apply":
      let text = try members.optionalText("currency")
      return try .applyReceipt(
        ApplyReceipt(
          payout: members.code("payout"), channel: members.code("channel"), statement: members.code("statement"),
          amount: text == nil ? nil : members.amount("amount", members.currency()), date: members.date()))
    default: return nil
    }
  }

  /// Sales by their numbers, returns as objects with the sale and the return.
  private static func targets(_ members: DocumentMembers) throws -> [ClaimTarget] {
    let list = try members.list("sales", of: "sale numbers, or objects with \"sale\" and \"return\" for goods that came back")
    return try list.map { element in
      let target = (element as? [String: Any]).map { DocumentMembers($0) } ?? DocumentMembers(["sale": element])
      let claim = try ClaimTarget(sale: target.code("sale"), returned: target.optionalCode("return"))
      try target.checkAllUsed(by: "match")
      return claim
    }
  }

  private static func payables(_ kind: String, _ members: DocumentMembers) throws -> PayablesCommand? {
    switch kind {
    case "prepare":
      return try .prepare(
        PreparePayoutRun(run: members.code("run"), cutOff: members.date("cut_off"), by: members.text("by"), date: members.date()))
    case "approve": return try .approve(ApprovePayoutRun(run: members.code("run"), by: members.text("by"), date: members.date()))
    case "reject":
      return try .reject(
        RejectPayoutRun(run: members.code("run"), by: members.text("by"), reason: members.text("reason"), date: members.date()))
    case "instruct": return try .instruct(InstructPayoutRun(run: members.code("run"), by: members.text("by"), date: members.date()))
    case "settle-run":
      return try .settleRun(SettleRun(run: members.code("run"), reference: members.optionalText("reference"), date: members.date()))
    case "adjustment":
      return try .adjust(
        PostAdjustment(
          adjustment: members.code("adjustment"), corrects: members.optionalPosition("corrects"), reason: members.text("reason"),
          by: members.text("by"), date: members.date(), lines: lines(members)))
    default: return nil
    }
  }

  private static func lines(_ members: DocumentMembers) throws -> [AdjustmentLine] {
    try members.objects("lines", of: "account, debit or credit, and producer where it is hers").map { line in
      let account: Account = try line.choice("account")
      let producer: ProducerCode? = try line.optionalCode("producer")
      let (debit, credit) = (try line.optionalAmount("debit", .kgs), try line.optionalAmount("credit", .kgs))
      guard (debit == nil) != (credit == nil), let amount = debit ?? credit, amount >= 0 else {
        throw DocumentProblem(of: "lines", "a line of an adjustment has a debit or a credit, never both and never negative")
      }
      try line.checkAllUsed(by: "adjustment")
      return AdjustmentLine(account: account, producer: producer, amount: debit ?? -amount)
    }
  }
}
