/// Reads a file of one table: rows of CSV or of a workbook's sheet with their columns found by name.
///
/// ```swift
/// let sales = try TableReader<SaleColumn>(path: "book/sales.csv")
/// while let verdict = try sales.next({ row throws(RowProblem) in
///   (try row.code(.sale), try row.date(.soldOn), try row.decimal(.quantity))
/// }) { … }
/// ```
/// Constant memory; not thread-safe; see `CSVReader`.
public final class TableReader<Columns: TableColumn> {
  /// The CSV below, for its delimiter, encoding and progress.
  public let csv: CSVReader
  /// Which field each column is in, and notes on those that are not used.
  public let binding: ColumnBinding

  /// What a person should know but need not act on: which sheet is read, and columns that are not used.
  public var remarks: [RowReason] { csv.remarks + binding.remarks }

  private let columns: BoundColumns

  /// Opens a file and matches its header to the table.
  /// - Throws: `CSVFileError` when the file cannot be read, lacks required columns or has one twice.
  public init(path: String, mapping: ColumnMapping = ColumnMapping(), options: CSVOptions = CSVOptions()) throws(CSVFileError) {
    csv = try CSVReader(path: path, options: options.preferring(Columns.table))
    binding = try ColumnBinding(Columns.table, header: csv.header, mapping: mapping, path: path)
    columns = BoundColumns(Columns.table, binding)
  }

  /// Reads text that is already in memory; `name` stands in messages.
  /// - Throws: as for a file.
  public init(bytes: [UInt8], name: String, mapping: ColumnMapping = ColumnMapping(), options: CSVOptions = CSVOptions()) throws(CSVFileError) {
    csv = try CSVReader(bytes: bytes, name: name, options: options.preferring(Columns.table))
    binding = try ColumnBinding(Columns.table, header: csv.header, mapping: mapping, path: name)
    columns = BoundColumns(Columns.table, binding)
  }

  /// Reads the next row that is not blank and lends it to `body`, whose `RowProblem` becomes the verdict.
  /// - Returns: the verdict, or nil at the end of the file.
  /// - Throws: `CSVFileError.readFailed` when the file cannot be read on.
  public func next<Content>(_ body: (borrowing TableRow<Columns>) throws(RowProblem) -> Content) throws(CSVFileError) -> RowVerdict<Content>? {
    // The row's pointers are lent again under the columns' names; neither row outlives this call.
    try csv.next { row throws(RowProblem) in try body(TableRow(BoundRow(row.lent(), columns))) }
  }
}
