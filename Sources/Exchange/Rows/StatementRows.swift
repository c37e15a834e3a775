import Ledger

/// The rows of `statements.csv` that make a statement: its lines, and the balances it opens and closes with.
struct StatementGroup: RowGroup {
  private struct Head {
    let statement: StatementCode, channel: ChannelCode
    let periodFrom: CalendarDate, periodTo: CalendarDate
    let currency: Currency
    var receivedOn: CalendarDate?
  }

  private var head: Head?
  private var opening: Int64?
  private var closing: Int64?
  private var lines: [StatementLine] = []
  private var rows: [LineCode: Int] = [:]
  /// What each row is, in order: a line's number, or the word of a balance.
  private var parts: [String] = []
  /// SHA-256 of the file the rows stand in, in hexadecimal digits.
  private let fileSHA256: String?

  init(fileSHA256: String?) { self.fileSHA256 = fileSHA256 }

  static let thing = "statement"

  static func name(of row: borrowing TableRow<StatementColumn>) throws(RowProblem) -> GroupName {
    GroupName(number: try row.code(.statement), owner: try row.code(.channel))
  }

  mutating func add(_ row: borrowing TableRow<StatementColumn>, after first: Int?) throws(RowProblem) {
    let here = try Head(
      statement: row.ledgerCode(.statement), channel: row.ledgerCode(.channel), periodFrom: row.calendarDate(.periodFrom),
      periodTo: row.calendarDate(.periodTo), currency: row.currency(.currency), receivedOn: row.optionalCalendarDate(.receivedOn))
    let number = here.statement.text
    try row.agree(.periodFrom, head?.periodFrom, here.periodFrom, of: Self.thing, number, after: first)
    try row.agree(.periodTo, head?.periodTo, here.periodTo, of: Self.thing, number, after: first)
    try row.agree(.currency, head?.currency, here.currency, of: Self.thing, number, after: first)
    try row.agree(.receivedOn, head?.receivedOn, here.receivedOn, of: Self.thing, number, after: first)
    let amount = try row.units(.amount, digits: here.currency.decimals)
    let type = try row.word(.type)
    switch type {
    case "opening": opening = try once(opening, amount, row, type)
    case "closing": closing = try once(closing, amount, row, type)
    default: try addLine(row, amount)
    }
    parts.append(StatementLineType(rawValue: type) == nil ? type : lines.last?.line.text ?? "")
    var head = self.head ?? here
    head.receivedOn = head.receivedOn ?? here.receivedOn
    self.head = head
  }

  private func once(_ known: Int64?, _ amount: Int64, _ row: borrowing TableRow<StatementColumn>, _ type: String) throws(RowProblem) -> Int64 {
    if known != nil { throw row.problem(.type, .balanceTwice(type)) }
    return amount
  }

  private mutating func addLine(_ row: borrowing TableRow<StatementColumn>, _ amount: Int64) throws(RowProblem) {
    let line = try StatementLine(
      line: row.ledgerCode(.line), type: row.choice(.type), reference: row.optionalText(.reference), quantity: row.optionalQuantity(.quantity),
      amount: amount)
    if let there = rows.updateValue(row.number, forKey: line.line) {
      throw row.problem(.line, .lineTwice(line.line.text, row: there))
    }
    switch line.type {
    case .sale where amount < 0:
      throw row.problem(.amount, .saleNegative)
    case .return where amount > 0:
      throw row.problem(.amount, .returnPositive)
    default: lines.append(line)
    }
  }

  func command() -> ReadCommand.Content? {
    guard let head else { return nil }
    let command = ReceiveStatement(
      statement: head.statement, channel: head.channel, periodFrom: head.periodFrom, periodTo: head.periodTo, currency: head.currency,
      opening: opening, closing: closing, receivedOn: head.receivedOn, fileSHA256: fileSHA256, lines: lines)
    return ReadCommand.Content(command: .settlement(.receive(command)), parts: parts)
  }
}
