import Exchange
import Ledger
import ReadModels

/// What is told after reconciling a channel.
struct ReconcileReport {
  let channel: ChannelCode
  let findings: [LineFinding]
  /// Sales and returns that no line stands for, of the days the statements are about.
  let unstated: [(candidate: Candidate, currency: Currency)]
  let statements: [StatementState]
  /// Money that came and does not pay for a statement yet.
  let receipts: [WaitingReceipt]
  let position: Int64
  let isDryRun: Bool

  /// Rows of a list for people; CSV and JSON have all.
  private static let shownRows = 50

  func print(_ format: OutputFormat) {
    switch format {
    case .table: printTables()
    case .csv: ReportPrinter(format: .csv, currency: .kgs).print(lineAnswer(findings))
    case .json:
      let parts = [
        ("rows", lineAnswer(findings)), ("unstated", unstatedAnswer(unstated)), ("statements", statementAnswer),
        ("receipts", receiptAnswer(receipts)),
      ]
      let members = parts.map { "\(JSONText.string($0.0)):\(ReportPrinter.jsonRows($0.1))" }.joined(separator: ",")
      Swift.print("{\"as_of_position\":\(position),\(members)}")
    }
  }

  private func printTables() {
    let printer = ReportPrinter(format: .table, currency: .kgs)
    func show(_ title: String, _ answer: ReportAnswer) {
      guard !answer.rows.isEmpty else { return }
      Swift.print(title + "\n")
      Swift.print(printer.table(answer.columns, Array(answer.rows.prefix(Self.shownRows))))
      let more = answer.rows.count - Self.shownRows
      if more > 0 { Swift.print("… \(more) more: --format csv or json\n") }
    }
    let new = findings.filter { $0.status == .matched }
    let open = findings.filter { $0.status != .matched && $0.status != .before }
    if !findings.isEmpty { Swift.print(summary + "\n") }
    show(isDryRun ? "Would be matched" : "Matched by itself", matchedAnswer(new))
    show("Open", openAnswer(open))
    show("On no statement", unstatedAnswer(unstated))
    show("Statements", statementAnswer)
    show("Money that waits in suspense", receiptAnswer(receipts.filter { $0.channel != nil }))
    let nobodys = receipts.count { $0.channel == nil }
    if nobodys > 0 { Swift.print("\(nobodys) more \(nobodys == 1 ? "receipt" : "receipts") of nobody named: --format json\n") }
    if let finding = open.first(where: { $0.status.needsPerson }) {
      Swift.print(hint(finding) + "\n")
    } else if let (statement, receipt) = payable {
      Swift.print("Apply with: esep reconcile \(channel) --statement \(statement.received.statement) --apply \(receipt.payout)\n")
    }
    Swift.print("As of position \(position).\(isDryRun ? " Dry run: nothing was recorded." : "")")
  }

  /// `12 lines: 8 matched now (5 by reference, 3 by attributes), 2 before, 2 need a person.`
  private var summary: String {
    let counts = MatchMethod.allCases.compactMap { method in
      let count = findings.count { $0.status == .matched && $0.method == method }
      return count > 0 ? "\(count) by \(method.rawValue)" : nil
    }
    let now = findings.count { $0.status == .matched }
    let before = findings.count { $0.status == .before }
    let persons = findings.count { $0.status.needsPerson }
    let waits = findings.count { $0.status == .waits }
    var parts = ["\(now) \(isDryRun ? "would be matched" : "matched now")" + (counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))")]
    parts.append("\(before) matched before")
    parts.append("\(persons) \(persons == 1 ? "needs" : "need") a person")
    if waits > 0 { parts.append("\(waits) \(waits == 1 ? "waits" : "wait") for others") }
    return "\(findings.count) \(findings.count == 1 ? "line" : "lines"): \(parts.joined(separator: ", "))."
  }

  /// The first statement that only lacks money, and a receipt for it: the one that names it, else one of just what is open.
  private var payable: (StatementState, WaitingReceipt)? {
    for statement in statements where statement.isMatched && !statement.isSettled {
      let (code, open) = (statement.received.statement.text, statement.open.own)
      let fitting =
        receipts.first { $0.reference == code } ?? receipts.first { $0.left == open && $0.currency == statement.received.currency }
      if let fitting { return (statement, fitting) }
    }
    return nil
  }

  private func hint(_ finding: LineFinding) -> String {
    let start = "Decide with: esep reconcile \(channel) --statement \(finding.statement.statement)"
    return switch finding.line.type {
    case .sale: "\(start) --match \(finding.line.line)=SALE[,SALE…]"
    case .return: "\(start) --match \(finding.line.line)=RETURN"
    case .commission, .fee, .tax, .adjustment: "\(start) --accept \(finding.line.line)"
    }
  }

  // MARK: Tables

  private func answer(_ columns: [(String, ColumnKind)], _ rows: [[Cell]]) -> ReportAnswer {
    ReportAnswer(
      asOfPosition: position, title: "What the lines of \(channel)'s statements stand for",
      columns: columns.map { ReportColumn(name: $0.0, kind: $0.1) }, rows: rows)
  }

  private func head(_ finding: LineFinding) -> [Cell] {
    [
      .text(finding.statement.statement.text), .text(finding.line.line.text), .text(finding.line.type.rawValue),
      finding.line.reference.map { .text($0) } ?? .null, .int64(finding.line.amount), .text(finding.statement.currency.code),
    ]
  }

  private static let headColumns: [(String, ColumnKind)] = [
    ("statement", .text), ("line", .text), ("type", .text), ("reference", .text), ("amount", .amount), ("currency", .text),
  ]

  private func lineAnswer(_ findings: [LineFinding]) -> ReportAnswer {
    answer(
      Self.headColumns + [("status", .text), ("method", .text), ("sales", .text), ("note", .text)],
      findings.map { finding in
        head(finding) + [
          .text(finding.status.rawValue), finding.method.map { .text($0.rawValue) } ?? .null,
          .text(finding.targets.map(\.text).joined(separator: ", ")), .text(finding.note),
        ]
      })
  }

  private func matchedAnswer(_ findings: [LineFinding]) -> ReportAnswer {
    answer(
      Self.headColumns + [("method", .text), ("stands_for", .text)],
      findings.map { head($0) + [$0.method.map { .text($0.rawValue) } ?? .null, .text(names($0.targets))] })
  }

  /// A line may stand for hundreds of sales.
  private func names(_ targets: [ClaimTarget]) -> String {
    guard !targets.isEmpty else { return "–" }
    return targets.prefix(6).map(\.text).joined(separator: ", ") + (targets.count > 6 ? " and \(targets.count - 6) more" : "")
  }

  private func openAnswer(_ findings: [LineFinding]) -> ReportAnswer {
    answer(Self.headColumns + [("why", .text)], findings.map { head($0) + [.text($0.note)] })
  }

  private func unstatedAnswer(_ unstated: [(candidate: Candidate, currency: Currency)]) -> ReportAnswer {
    answer(
      [
        ("date", .date), ("sale", .text), ("return", .text), ("product", .text), ("quantity", .quantity), ("net_sales", .amount), ("currency", .text),
      ],
      unstated.map { item in
        let candidate = item.candidate
        return [
          .text(candidate.date.description), .text(candidate.target.sale.text), candidate.target.returned.map { .text($0.text) } ?? .null,
          .text(candidate.product.text), .int64(candidate.quantity.thousandths), .int64(candidate.netSales), .text(item.currency.code),
        ]
      })
  }

  private var statementAnswer: ReportAnswer {
    answer(
      [
        ("statement", .text), ("period_to", .date), ("currency", .text), ("unmatched_lines", .count), ("disputed", .amount), ("written_off", .amount),
        ("due", .amount), ("paid", .amount), ("open", .amount), ("standing", .text),
      ],
      statements.map { statement in
        let received = statement.received
        let standing =
          statement.isSettled ? "settled" : statement.hasOpenDispute ? "in dispute" : statement.isMatched ? "waits for money" : "to be matched"
        return [
          .text(received.statement.text), .text(received.periodTo.description), .text(received.currency.code),
          .int64(Int64(statement.unmatchedLines.count)), .int64(statement.disputed.own), .int64(statement.writtenOff.own), .int64(statement.due.own),
          .int64(statement.paid.own), .int64(statement.open.own), .text(standing),
        ]
      })
  }

  private func receiptAnswer(_ receipts: [WaitingReceipt]) -> ReportAnswer {
    answer(
      [
        ("payout", .text), ("received_on", .date), ("from", .text), ("reference", .text), ("amount", .amount), ("waits", .amount),
        ("currency", .text),
      ],
      receipts.map { receipt in
        [
          .text(receipt.payout.text), .text(receipt.receivedOn.description), receipt.channel.map { .text($0.text) } ?? .null,
          receipt.reference.map { .text($0) } ?? .null, .int64(receipt.amount), .int64(receipt.left), .text(receipt.currency.code),
        ]
      })
  }
}
