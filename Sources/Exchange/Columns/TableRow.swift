/// One row of a table, lent to a closure: fields by column, parsed when asked.
///
/// Functions without "optional" refuse an empty or missing field; those with it answer nil.
public struct TableRow<Columns: TableColumn>: ~Copyable {
  private let bound: BoundRow

  /// The row as a spreadsheet numbers it; the header is row 1.
  public var number: Int { bound.row.number }
  /// The physical line on which it begins.
  public var line: Int { bound.row.line }

  init(_ bound: consuming BoundRow) { self.bound = bound }

  /// A field parsed by `parser`, nil when it is empty or the file lacks the column.
  /// - Throws: `RowProblem` with what the parser says.
  public func optional<T>(_ column: Columns, _ parser: (UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> T) throws(RowProblem) -> T? {
    try bound.optional(column.rawValue, parser)
  }

  /// A field parsed by `parser`.
  /// - Throws: `RowProblem` when it is empty, or with what the parser says.
  public func required<T>(_ column: Columns, _ parser: (UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> T) throws(RowProblem) -> T {
    try bound.required(column.rawValue, parser)
  }

  /// A problem with a field of this row, for checks that go beyond one field.
  public func problem(_ column: Columns, _ because: RowReason) -> RowProblem { bound.problem(column.rawValue, because) }
  /// The same, told in words.
  public func problem(_ column: Columns, _ reason: String) -> RowProblem { problem(column, RowReason(words: reason)) }

  /// A problem with the row as a whole.
  public func problem(_ because: RowReason) -> RowProblem { RowProblem(row: number, line: line, column: nil, value: "", because: because) }
  /// The same, told in words.
  public func problem(_ reason: String) -> RowProblem { problem(RowReason(words: reason)) }

  private func filled<T>(_ value: T?, _ column: Columns) throws(RowProblem) -> T { try bound.filled(value, column.rawValue) }

  /// A code: 1…64 visible letters.
  public func code(_ column: Columns) throws(RowProblem) -> String { try filled(bound.code(column.rawValue), column) }
  /// A code, or nil.
  public func optionalCode(_ column: Columns) throws(RowProblem) -> String? { try bound.code(column.rawValue) }

  /// A name or remark: up to 1000 letters on one line.
  public func text(_ column: Columns) throws(RowProblem) -> String { try filled(bound.text(column.rawValue), column) }
  /// A name or remark, or nil.
  public func optionalText(_ column: Columns) throws(RowProblem) -> String? { try bound.text(column.rawValue) }

  /// A decimal number, exactly.
  public func decimal(_ column: Columns) throws(RowProblem) -> ParsedDecimal { try filled(bound.decimal(column.rawValue), column) }
  /// A decimal number, exactly, or nil.
  public func optionalDecimal(_ column: Columns) throws(RowProblem) -> ParsedDecimal? { try bound.decimal(column.rawValue) }

  /// A decimal number as a whole multiple of 10^−`digits`: 3 for quantities, a currency's decimals for money.
  public func units(_ column: Columns, digits: Int) throws(RowProblem) -> Int64 { try filled(bound.units(column.rawValue, digits: digits), column) }
  /// The same, or nil.
  public func optionalUnits(_ column: Columns, digits: Int) throws(RowProblem) -> Int64? { try bound.units(column.rawValue, digits: digits) }

  /// A calendar day.
  public func date(_ column: Columns) throws(RowProblem) -> ParsedDate { try filled(bound.date(column.rawValue), column) }
  /// A calendar day, or nil.
  public func optionalDate(_ column: Columns) throws(RowProblem) -> ParsedDate? { try bound.date(column.rawValue) }

  /// A whole number in `range`.
  public func integer(_ column: Columns, in range: ClosedRange<Int>) throws(RowProblem) -> Int {
    try filled(bound.integer(column.rawValue, in: range), column)
  }
  /// A whole number in `range`, or nil.
  public func optionalInteger(_ column: Columns, in range: ClosedRange<Int>) throws(RowProblem) -> Int? {
    try bound.integer(column.rawValue, in: range)
  }

  /// The canonical word of a column that has words.
  /// - Precondition: the table gives the column words.
  public func word(_ column: Columns) throws(RowProblem) -> String { try filled(bound.word(column.rawValue), column) }
  /// The canonical word, or nil.
  /// - Precondition: the table gives the column words.
  public func optionalWord(_ column: Columns) throws(RowProblem) -> String? { try bound.word(column.rawValue) }
}
