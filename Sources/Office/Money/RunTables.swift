public import Ledger
public import ReadModels

extension PayoutRun {
  /// Its payments, one a row.
  public func paymentTable(asOf position: Int64) -> ReportAnswer {
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
    return ReportAnswer(asOf: position, "Payout run \(run) of what was available by \(cutOff): \(standing)", columns, rows)
  }

  /// Each producer's lines: of which sale how much.
  public func lineTable(of producer: ProducerCode?, asOf position: Int64) -> ReportAnswer {
    let rows = orderedPayments.filter { producer == nil || $0.totals.producer == producer }.flatMap { payment in
      payment.payment.items.map { [Cell.text(payment.totals.producer.text), $0.sale.map { .text($0.text) } ?? .null, .int64($0.amount)] }
    }
    return ReportAnswer(asOf: position, "What payout run \(run) pays for", [("producer", .text), ("sale", .text), ("amount", .money)], rows)
  }

  /// Runs and how far each is, one a row.
  public static func table(of runs: [PayoutRun], asOf position: Int64) -> ReportAnswer {
    let rows = runs.map { run in
      [
        Cell.text(run.run.text), .text(run.cutOff.description), .text(run.status.rawValue), .int64(Int64(run.payments.count)), .int64(run.net),
        .int64(Int64(run.waiting)),
      ]
    }
    return ReportAnswer(
      asOf: position, "Payout runs; waiting are payments that the bank has not confirmed",
      [("run", .text), ("cut_off", .date), ("status", .text), ("payments", .count), ("net", .money), ("waiting", .count)], rows)
  }

  /// Payments of an instructed run that the bank has not confirmed.
  public var waiting: Int { status == .instructed ? payments.values.count { $0.status == .asItsRun } : 0 }

  /// Who did what with it, in a sentence.
  public var standing: String {
    var steps = ["prepared by \(prepared.by) on \(prepared.on)"]
    if let approved { steps.append("approved by \(approved.by) on \(approved.on)") }
    if let instructed { steps.append("instructed by \(instructed.by) on \(instructed.on)") }
    if let rejected { steps.append("rejected by \(rejected.by) on \(rejected.on): \(rejectionReason ?? "")") }
    return steps.joined(separator: ", ")
  }

  /// What a payment waits for, or how it ended.
  public func word(_ status: Payment.Status) -> String {
    switch status {
    case .asItsRun: self.status.rawValue
    case .paid(let date, let reference): "paid \(date)" + (reference.map { ", \($0)" } ?? "")
    case .sentBack(let date, let reason, _): "returned \(date): \(reason)"
    }
  }

  /// What it pays out.
  public var net: Int64 { payments.values.reduce(0) { $0 + $1.totals.net } }
}
