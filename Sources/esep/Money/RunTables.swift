import Ledger
import ReadModels

extension PayoutRun {
  /// Its payments, one a row.
  func paymentTable(asOf position: Int64) -> ReportAnswer {
    let columns: [(String, ColumnKind)] = [
      ("producer", .text), ("gross", .money), ("tax", .money), ("fee", .money), ("reserve", .money), ("debt", .money), ("advances", .money),
      ("net", .money), ("status", .text),
    ]
    var sums = [Int64](repeating: 0, count: 7)
    var rows = orderedPayments.map { payment in
      let totals = payment.totals
      let amounts = [totals.gross, totals.tax, totals.fee, totals.reserve, totals.debt, totals.advances, totals.net]
      for (index, amount) in amounts.enumerated() { sums[index] += amount }
      return [.text(totals.producer.text)] + amounts.map { Cell.int64($0) } + [.text(word(payment.status))]
    }
    rows.append([.text("total")] + sums.map { .int64($0) } + [.text("")])
    return answer("Payout run \(run) of what was available by \(cutOff): \(standing)", columns, rows, position)
  }

  /// Each producer's lines: of which sale how much.
  func lineTable(of producer: ProducerCode?, asOf position: Int64) -> ReportAnswer {
    let rows = orderedPayments.filter { producer == nil || $0.totals.producer == producer }.flatMap { payment in
      payment.payment.items.map { [Cell.text(payment.totals.producer.text), $0.sale.map { .text($0.text) } ?? .null, .int64($0.amount)] }
    }
    return answer("What payout run \(run) pays for", [("producer", .text), ("sale", .text), ("amount", .money)], rows, position)
  }

  private func answer(_ title: String, _ columns: [(String, ColumnKind)], _ rows: [[Cell]], _ position: Int64) -> ReportAnswer {
    ReportAnswer(asOfPosition: position, title: title, columns: columns.map { ReportColumn(name: $0.0, kind: $0.1) }, rows: rows)
  }

  /// Who did what with it, in a sentence.
  var standing: String {
    var steps = ["prepared by \(prepared.by) on \(prepared.on)"]
    if let approved { steps.append("approved by \(approved.by) on \(approved.on)") }
    if let instructed { steps.append("instructed by \(instructed.by) on \(instructed.on)") }
    if let rejected { steps.append("rejected by \(rejected.by) on \(rejected.on): \(rejectionReason ?? "")") }
    return steps.joined(separator: ", ")
  }

  /// What a payment waits for, or how it ended.
  func word(_ status: Payment.Status) -> String {
    switch status {
    case .asItsRun: self.status.rawValue
    case .paid(let date, let reference): "paid \(date)" + (reference.map { ", \($0)" } ?? "")
    case .sentBack(let date, let reason, _): "returned \(date): \(reason)"
    }
  }

  /// What it pays out.
  var net: Int64 { payments.values.reduce(0) { $0 + $1.totals.net } }
}
