import Exchange
import Ledger
import Office
import ReadModels

extension ReconcileReport {
  /// Rows of a list for people; CSV and JSON have all.
  private static var shownRows: Int { 50 }

  func print(_ format: OutputFormat) {
    switch format {
    case .table: printTables()
    case .csv: ReportPrinter(format: .csv, currency: .kgs).print(lineTable)
    case .json: Swift.print(json)
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
    show(isDryRun ? "Would be matched" : "Matched by itself", matchedTable(new))
    show("Open", openTable(open))
    show("On no statement", unstatedTable)
    show("Statements", statementTable)
    show("Money that waits in suspense", receiptTable(receipts.filter { $0.channel != nil }))
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

  private func hint(_ finding: LineFinding) -> String {
    let start = "Decide with: esep reconcile \(channel) --statement \(finding.statement.statement)"
    return switch finding.line.type {
    case .sale: "\(start) --match \(finding.line.line)=SALE[,SALE…]"
    case .return: "\(start) --match \(finding.line.line)=RETURN"
    case .commission, .fee, .tax, .adjustment: "\(start) --accept \(finding.line.line)"
    }
  }
}
