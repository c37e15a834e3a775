import Exchange
import Ledger
public import ReadModels

extension ReconcileReport {
  /// One object: `as_of_position`, and `rows` (lines), `unstated`, `statements` and `receipts`, each an array of rows as the tables have them.
  public var json: String {
    let parts = [("rows", lineTable), ("unstated", unstatedTable), ("statements", statementTable), ("receipts", receiptTable(receipts))]
    return JSONText.object([("as_of_position", String(position))] + parts.map { ($0.0, $0.1.jsonRows) })
  }

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

  /// All lines: what each stands for, and why not.
  public var lineTable: ReportAnswer {
    answer(
      Self.headColumns + [("status", .text), ("method", .text), ("sales", .text), ("note", .text)],
      findings.map { finding in
        head(finding) + [
          .text(finding.status.rawValue), finding.method.map { .text($0.rawValue) } ?? .null,
          .text(finding.targets.map(\.text).joined(separator: ", ")), .text(finding.note),
        ]
      })
  }

  /// Lines that stand for something.
  public func matchedTable(_ findings: [LineFinding]) -> ReportAnswer {
    answer(
      Self.headColumns + [("method", .text), ("stands_for", .text)],
      findings.map { head($0) + [$0.method.map { .text($0.rawValue) } ?? .null, .text(names($0.targets))] })
  }

  /// A line may stand for hundreds of sales.
  private func names(_ targets: [ClaimTarget]) -> String {
    guard !targets.isEmpty else { return "–" }
    return targets.prefix(6).map(\.text).joined(separator: ", ") + (targets.count > 6 ? " and \(targets.count - 6) more" : "")
  }

  /// Lines that do not, and why.
  public func openTable(_ findings: [LineFinding]) -> ReportAnswer {
    answer(Self.headColumns + [("why", .text)], findings.map { head($0) + [.text($0.note)] })
  }

  /// Sales and returns that no line stands for.
  public var unstatedTable: ReportAnswer {
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

  /// The statements and how each stands.
  public var statementTable: ReportAnswer {
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

  /// Money that waits.
  public func receiptTable(_ receipts: [WaitingReceipt]) -> ReportAnswer {
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
