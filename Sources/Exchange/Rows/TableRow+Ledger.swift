import Ledger

/// Fields as the ledger's own values.
extension TableRow {
  func ledgerCode<Named>(_ column: Columns, of: Named.Type = Named.self) throws(RowProblem) -> Code<Named> { try checked(code(column), column) }

  func optionalLedgerCode<Named>(_ column: Columns, of: Named.Type = Named.self) throws(RowProblem) -> Code<Named>? {
    guard let text = try optionalCode(column) else { return nil }
    return try checked(text, column)
  }

  private func checked<Named>(_ text: String, _ column: Columns) throws(RowProblem) -> Code<Named> {
    guard let code = Code<Named>(checking: text) else { throw problem(column, .notCode(text, Code<Named>.problem(in: text) ?? "")) }
    return code
  }

  func calendarDate(_ column: Columns) throws(RowProblem) -> CalendarDate {
    CalendarDate(daysSince1970: try date(column).daysSince1970)
  }

  func optionalCalendarDate(_ column: Columns) throws(RowProblem) -> CalendarDate? {
    try optionalDate(column).map { CalendarDate(daysSince1970: $0.daysSince1970) }
  }

  /// A quantity in thousandths; the ledger decides what is too small or too large.
  func quantity(_ column: Columns) throws(RowProblem) -> Quantity { Quantity(thousandths: try units(column, digits: 3)) }

  func optionalQuantity(_ column: Columns) throws(RowProblem) -> Quantity? {
    try optionalUnits(column, digits: 3).map { Quantity(thousandths: $0) }
  }

  /// An exact decimal: a price or a rate.
  func decimalNumber(_ column: Columns) throws(RowProblem) -> DecimalNumber {
    let decimal = try decimal(column)
    guard let number = DecimalNumber(mantissa: decimal.mantissa, scale: decimal.scale) else {
      throw problem(column, .inexact(decimal.description))
    }
    return number
  }

  func currency(_ column: Columns) throws(RowProblem) -> Currency {
    let text = try code(column)
    guard let currency = Currency(text) ?? Currency(text.uppercased()) else {
      throw problem(column, .notCurrency("«\(text)»"))
    }
    return currency
  }

  /// A percentage in basis points: at most two decimals.
  func basisPoints(_ column: Columns) throws(RowProblem) -> Int64 { try units(column, digits: 2) }

  func optionalCountry(_ column: Columns) throws(RowProblem) -> String? { try optionalCode(column)?.uppercased() }

  /// A canonical word as a value of a closed list; tables and ledger agree on the words, a test checks it.
  func choice<Word: RawRepresentable>(_ column: Columns, _: Word.Type = Word.self) throws(RowProblem) -> Word where Word.RawValue == String {
    let text = try word(column)
    guard let word = Word(rawValue: text) else { throw problem(column, .unknownWord("«\(text)»")) }
    return word
  }

  func optionalChoice<Word: RawRepresentable>(_ column: Columns, _: Word.Type = Word.self) throws(RowProblem) -> Word?
  where Word.RawValue == String { try optionalWord(column) == nil ? nil : choice(column) }
}
