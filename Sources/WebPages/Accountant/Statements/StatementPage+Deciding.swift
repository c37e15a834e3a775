import Ledger
import Office
import ReadModels
import SignIn
import Web

/// What a person may decide about a statement.
extension StatementPage {
  /// How many lines in doubt get a form of their own; the others follow when these are decided.
  private static let formsMax = 12

  static func decisions(_ request: PageRequest, _ sight: Sight) -> [Block] {
    let words = request.words
    let received = sight.statement.received
    let action = StatementPages.path(received.channel.text, received.statement.text)
    guard !sight.isPast, request.identity?.may(.recordMoney) == true else { return [] }
    var blocks: [Block] = []
    let open = sight.statement.unmatchedLines
    if !open.isEmpty { blocks.append(request.button(action, "auto", words("accountant.match_sure"))) }
    for line in open.prefix(formsMax) {
      blocks.append(
        .heading(
          words("accountant.line_heading", ["line": line.line.text, "amount": request.amount(line.amount, received.currency.code)]),
          id: "line-" + String(line.line.text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })))
      blocks.append(.text(why(request, sight, line)))
      blocks += forms(request, sight, line, action)
    }
    if open.count > formsMax { blocks.append(.text(words.count("accountant.lines_more", Int64(open.count - formsMax)))) }
    let matched = sight.statement.orderedMatches.map { (value: $0.line.text, text: $0.line.text) }
    if !matched.isEmpty {
      blocks.append(
        .details(
          summary: words("accountant.unmatch"),
          [
            request.button(
              action, "unmatch", words("accountant.unmatch"),
              [
                Field("line", words("accountant.line"), .select(matched)),
                reason(request), day(request),
              ])
          ]))
    }
    return blocks
  }

  private static func forms(_ request: PageRequest, _ sight: Sight, _ line: StatementLine, _ action: String) -> [Block] {
    let words = request.words
    let hidden = Field("line", "", .hidden, value: line.line.text)
    let dispute = Field("dispute", words("accountant.dispute_difference"), value: "", hint: words("accountant.dispute_hint"))
    switch line.type {
    case .sale, .return:
      var choices: [(value: String, text: String)] = []
      switch sight.look.proposals[line.line] {
      case .unique(let targets, _, _): choices = [choice(request, sight, targets)]
      case .alternatives(let sets, _, _): choices = sets.map { choice(request, sight, $0) }
      default: break
      }
      var fields = [hidden]
      if !choices.isEmpty { fields.append(Field("targets", words("accountant.choose"), .radio(choices))) }
      fields += [Field("other", words("accountant.other_sales"), hint: words("accountant.other_hint")), dispute, day(request)]
      return [request.button(action, "match", words("accountant.match"), fields)]
    case .fee, .tax, .adjustment, .commission: return [request.button(action, "accept", words("accountant.accept"), [hidden, dispute, day(request)])]
    }
  }

  private static func reason(_ request: PageRequest) -> Field { Field("reason", request.words("accountant.reason"), isRequired: true) }

  /// The day a decision counts on: today, unless a month is being closed to which it still belongs.
  private static func day(_ request: PageRequest) -> Field {
    Field("date", request.words("accountant.decided_on"), .date, value: CalendarDate.todayHere.description)
  }

  /// Sales and returns as one choice, with what tells them from others.
  private static func choice(_ request: PageRequest, _ sight: Sight, _ targets: [ClaimTarget]) -> (value: String, text: String) {
    let currency = sight.statement.received.currency.code
    let texts = targets.map { target -> String in
      let number = target.text
      guard let candidate = sight.look.candidates[target] else { return number }
      return
        "\(number): \(request.day(candidate.date)), \(candidate.product), \(request.quantity(candidate.quantity.thousandths)), \(request.amount(candidate.netSales, currency))"
    }
    return (targets.map(\.text).joined(separator: ","), texts.joined(separator: " + "))
  }

  static func disputes(_ request: PageRequest, _ sight: Sight) -> [Block] {
    let words = request.words
    let received = sight.statement.received
    let action = StatementPages.path(received.channel.text, received.statement.text)
    var blocks: [Block] = [.heading(words("accountant.disputes"), id: "disputes")]
    let rows = sight.statement.disputes.map { dispute in
      [
        DataTable.Cell(dispute.line?.text ?? words("accountant.whole")), .init(request.amount(dispute.amount.own, received.currency.code)),
        .init(request.day(dispute.openedOn)), .init(dispute.reason),
        .init(
          dispute.resolution.map { words(family: "dispute_outcome", $0.outcome.rawValue) + ", " + request.day($0.on) }
            ?? words("accountant.dispute_open")),
      ]
    }
    blocks.append(
      .table(
        DataTable(
          words("accountant.disputes"),
          columns: [
            .init(words("accountant.line")), .init(words("accountant.amount", ["currency": received.currency.code]), isNumber: true),
            .init(words("accountant.since")),
            .init(words("accountant.reason")), .init(words("accountant.state")),
          ], rows: rows, files: TableFiles(csv: StatementFile.path(request, received, .disputes)),
          empty: words("accountant.no_disputes"), hidesCaption: true)))
    guard !sight.isPast, request.identity?.may(.recordMoney) == true else { return blocks }
    let lines = [(value: "", text: words("accountant.whole"))] + received.lines.prefix(500).map { (value: $0.line.text, text: $0.line.text) }
    blocks.append(
      .details(
        summary: words("accountant.dispute"),
        [
          request.button(
            action, "dispute", words("accountant.dispute"),
            [
              Field("line", words("accountant.line"), .select(lines)),
              Field(
                "amount", words("accountant.amount", ["currency": received.currency.code]), .decimal, isRequired: true),
              reason(request), day(request),
            ])
        ]))
    let open = sight.statement.disputes.filter { $0.resolution == nil }.map {
      (value: $0.line?.text ?? "", text: $0.line?.text ?? words("accountant.whole"))
    }
    if !open.isEmpty {
      let outcomes = DisputeOutcome.allCases.map { (value: $0.rawValue, text: words(family: "dispute_outcome", $0.rawValue)) }
      blocks.append(
        .details(
          summary: words("accountant.resolve"),
          [
            request.button(
              action, "resolve", words("accountant.resolve"),
              [
                Field("line", words("accountant.line"), .select(open)), Field("outcome", words("accountant.outcome"), .select(outcomes)),
                reason(request), day(request),
              ])
          ]))
    }
    return blocks
  }

  static func receipts(_ request: PageRequest, _ sight: Sight) -> [Block] {
    let words = request.words
    let received = sight.statement.received
    let action = StatementPages.path(received.channel.text, received.statement.text)
    var blocks: [Block] = [.heading(words("accountant.money"), id: "money")]
    let rows = sight.statement.payments.map { payment in
      [
        DataTable.Cell(payment.received.payout.text), .init(request.day(payment.on)),
        .init(request.amount(payment.received.amount, received.currency.code)),
      ]
    }
    blocks.append(
      .table(
        DataTable(
          words("accountant.money"),
          columns: [.init(words("accountant.receipt")), .init(words("accountant.day")), .init(words("accountant.sum"), isNumber: true)], rows: rows,
          files: TableFiles(csv: StatementFile.path(request, received, .money)), empty: words("accountant.no_money"), hidesCaption: true)))
    let fitting = sight.receipts.filter { $0.currency == received.currency }
    // A statement that is paid in full takes no more.
    let isOpen = !sight.isPast && !sight.statement.isSettled
    guard isOpen, request.identity?.may(.recordMoney) == true, !fitting.isEmpty else { return blocks }
    let choices = fitting.prefix(50).map { receipt in
      (
        value: receipt.payout.text,
        text:
          "\(receipt.payout): \(request.day(receipt.receivedOn)), \(request.amount(receipt.left, receipt.currency.code))\(receipt.reference.map { ", " + $0 } ?? "")"
      )
    }
    blocks.append(
      request.button(
        action, "apply", words("accountant.apply"),
        [
          Field("payout", words("accountant.waiting_receipt"), .radio(choices)),
          Field("amount", words("accountant.amount", ["currency": received.currency.code]), .decimal, hint: words("accountant.apply_hint")),
          day(request),
        ]))
    return blocks
  }
}
