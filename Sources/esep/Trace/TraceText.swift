import Auditing
import Exchange

/// A trace as a person or a script reads it.
struct TraceText {
  let trace: GoodsTrace

  init(_ trace: GoodsTrace) { self.trace = trace }

  func print(_ format: OutputFormat) {
    switch format {
    case .table: Swift.print(table, terminator: "")
    case .csv: Swift.print(csv, terminator: "")
    case .json: Swift.print(json)
    }
  }

  private var table: String {
    let subject = trace.subject
    var table = TextTable([
      .init("step"), .init("position", isNumber: true), .init("date"), .init("document"), .init("sale"), .init("quantity", isNumber: true),
      .init("amount", isNumber: true), .init("says"),
    ])
    for step in trace.steps {
      let amount = step.minor.flatMap { minor in
        step.money.map { "\(NumberText.money(minor: minor, decimals: $0.decimals)) \($0.code)" }
      }
      table.add([
        step.role.rawValue, NumberText.money(minor: step.position, decimals: 0), step.date, step.document, step.sale ?? "", step.quantity,
        amount ?? "", step.says,
      ])
    }
    let more = trace.sales > trace.followed ? " \(trace.followed) of its \(trace.sales) sales are followed; for more: --limit \(trace.sales)." : ""
    return "\(subject.kind.capitalizedFirst) \(subject.code)\n\n\(table.text())\nAs of position \(trace.asOfPosition).\(more)\n"
  }

  private var csv: String {
    let header = ["step", "position", "type", "date", "document", "sale", "quantity", "amount", "currency", "says"]
    let lines = trace.steps.map { step in
      [
        step.role.rawValue, String(step.position), step.type, step.date, step.document, step.sale ?? "", step.quantity, step.amount, step.currency,
        step.says,
      ].map(FormulaGuard.guarded)
    }
    return ([header] + lines).map { CSVText.line($0) }.joined()
  }

  private var json: String {
    let steps = trace.steps.map { step in
      JSONText.object([
        ("step", JSONText.string(step.role.rawValue)), ("position", String(step.position)), ("type", JSONText.string(step.type)),
        ("date", JSONText.string(step.date)), ("document", JSONText.string(step.document)), ("sale", step.sale.map(JSONText.string) ?? "null"),
        ("quantity", step.thousandths.map(String.init) ?? "null"), ("unit", step.unit.map(JSONText.string) ?? "null"),
        ("amount", step.minor.map(String.init) ?? "null"), ("currency", step.minor == nil ? "null" : JSONText.string(step.currency)),
        ("says", JSONText.string(step.says)),
      ])
    }
    let head: [(name: String, value: String)] = [
      ("kind", JSONText.string(trace.subject.kind)), ("code", JSONText.string(trace.subject.code)),
      ("as_of_position", String(trace.asOfPosition)), ("sales", String(trace.sales)), ("followed", String(trace.followed)),
    ]
    return JSONText.object(head).dropLast() + ",\"steps\":[\n" + steps.joined(separator: ",\n") + "\n]}"
  }
}

extension String {
  /// With its first letter large.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
