import Exchange

/// The sample as CSV: a step a row.
enum SampleTable {
  static let header = CSVText.line([
    "payment", "ticket", "producer", "run", "item", "step", "position", "type", "date", "document", "amount", "currency", "says", "proof",
  ])

  static func lines(_ trace: PaymentTrace) -> [String] {
    trace.steps.map { line(trace, item: "", $0) } + trace.items.flatMap { item in item.steps.map { line(trace, item: item.sale ?? "", $0) } }
  }

  private static func line(_ trace: PaymentTrace, item: String, _ step: TraceStep) -> String {
    let cells = [
      String(trace.number), trace.ticket, trace.producer, trace.run, item, step.role.rawValue, String(step.position), step.type, step.date,
      step.document, step.amount, step.currency, step.says, String(BundlePath.proof(step.position).dropFirst("sample/".count)),
    ]
    return CSVText.line(cells.map(FormulaGuard.guarded))
  }
}
