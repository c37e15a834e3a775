public import Auditing
import Exchange

// A trace for programs and for spreadsheets.
extension GoodsTrace {
  /// Its steps as lines of RFC 4180.
  public var csv: String {
    let header = ["step", "position", "type", "date", "document", "sale", "quantity", "amount", "currency", "says"]
    let lines = steps.map { step in
      [
        step.role.rawValue, String(step.position), step.type, step.date, step.document, step.sale ?? "", step.quantity, step.amount, step.currency,
        step.says,
      ].map(FormulaGuard.guarded)
    }
    return ([header] + lines).map { CSVText.line($0) }.joined()
  }

  /// One object: `kind`, `code`, `as_of_position`, `sales`, `followed`, and `steps`; money in minor units, quantities in thousandths.
  public var json: String {
    let steps = steps.map { step in
      JSONText.object([
        ("step", JSONText.string(step.role.rawValue)), ("position", String(step.position)), ("type", JSONText.string(step.type)),
        ("date", JSONText.string(step.date)), ("document", JSONText.string(step.document)), ("sale", step.sale.map(JSONText.string) ?? "null"),
        ("quantity", step.thousandths.map(String.init) ?? "null"), ("unit", step.unit.map(JSONText.string) ?? "null"),
        ("amount", step.minor.map(String.init) ?? "null"), ("currency", step.minor == nil ? "null" : JSONText.string(step.currency)),
        ("says", JSONText.string(step.says)),
      ])
    }
    let head: [(name: String, value: String)] = [
      ("kind", JSONText.string(subject.kind)), ("code", JSONText.string(subject.code)),
      ("as_of_position", String(asOfPosition)), ("sales", String(sales)), ("followed", String(followed)),
    ]
    return JSONText.object(head).dropLast() + ",\"steps\":[\n" + steps.joined(separator: ",\n") + "\n]}"
  }
}
