import Auditing
import Exchange
import Office

/// A trace as a person or a script reads it.
struct TraceText {
  let trace: GoodsTrace

  init(_ trace: GoodsTrace) { self.trace = trace }

  func print(_ format: OutputFormat) {
    switch format {
    case .table: Swift.print(table, terminator: "")
    case .csv: Swift.print(trace.csv, terminator: "")
    case .json: Swift.print(trace.json)
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
}

extension String {
  /// With its first letter large.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
