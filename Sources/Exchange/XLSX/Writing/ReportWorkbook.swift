import CXLSXWriter
public import Ledger
public import ReadModels

/// A report as an Excel workbook of one sheet, written row by row in constant memory, by libxlsxwriter.
///
/// Money, quantities, shares and days are numbers that Excel adds up and shows as people write them. What has more digits than the fifteen that Excel
/// works with is text, since a number would lose its end. Text is never a formula.
///
/// `@unchecked Sendable`: whoever writes adds rows from one thread, and ends after the last of them.
public final class ReportWorkbook: @unchecked Sendable {
  /// Rows beneath the header: as many as a sheet holds.
  public static let rowsMax = 1_048_575
  /// The largest whole number that Excel keeps to its last digit.
  private static let wholeMax: UInt64 = 999_999_999_999_999

  private let path: String
  private let columns: [ReportColumn]
  private let currency: Currency
  private let currencyColumn: Int?
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]
  private var rows = 0

  /// Begins a file.
  /// - Parameters:
  ///   - name: the report's, which the sheet is called by.
  ///   - title: what it says, for the file's properties.
  ///   - currency: the book's.
  /// - Throws: `CSVFileError.writeFailed` when there is no room for it.
  public init(path: String, name: String, title: String, columns: [ReportColumn], currency: Currency) throws(CSVFileError) {
    (self.path, self.columns, self.currency) = (path, columns, currency)
    currencyColumn = columns.firstIndex { $0.name == "currency" }
    var options = lxw_workbook_options()
    options.constant_memory = UInt8(LXW_TRUE.rawValue)
    guard let workbook = workbook_new_opt(path, &options), let sheet = workbook_add_worksheet(workbook, String(name.prefix(31))) else {
      throw CSVFileError(.writeFailed, path: path, message: "a workbook cannot be begun; is there room on the disk?")
    }
    (self.workbook, self.sheet) = (workbook, sheet)
    title.withCString { text in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: text)
      workbook_set_properties(workbook, &properties)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    let bold = format("", isBold: true)
    for (index, column) in columns.enumerated() {
      worksheet_set_column(sheet, UInt16(index), UInt16(index), column.kind.width, nil)
      worksheet_write_string(sheet, 0, UInt16(index), column.name, bold)
    }
  }

  deinit {
    // Frees what the library holds; the unfinished file is for the caller to remove.
    if let workbook { workbook_close(workbook) }
  }

  /// Adds a row.
  /// - Throws: `CSVFileError.tooManyRows` when the sheet is full.
  public func add(_ row: [Cell]) throws(CSVFileError) {
    rows += 1
    guard rows <= Self.rowsMax else {
      throw CSVFileError(.tooManyRows, path: path, message: "a sheet holds \(Self.rowsMax) rows, and the report has more; take it as CSV")
    }
    var own: Currency?
    if let currencyColumn, case .text(let code) = row[currencyColumn] { own = Currency(code) }
    for (index, cell) in row.enumerated() { write(cell, columns[index].kind, own: own, at: UInt16(index)) }
  }

  /// Ends the file.
  /// - Throws: `CSVFileError.writeFailed` when it could not be written.
  public func finish() throws(CSVFileError) {
    guard let ended = workbook else { return }
    workbook = nil
    let error = workbook_close(ended)
    guard error == LXW_NO_ERROR else {
      throw CSVFileError(.writeFailed, path: path, message: "the workbook cannot be written: \(String(cString: lxw_strerror(error)))")
    }
  }

  private func write(_ cell: Cell, _ kind: ColumnKind, own: Currency?, at column: UInt16) {
    switch (kind, cell) {
    case (_, .null): break
    case (.amount, .int64(let minor)): write(minor, decimals: (own ?? currency).decimals, at: column)
    case (.money, .int64(let minor)): write(minor, decimals: currency.decimals, at: column)
    case (.quantity, .int64(let thousandths)): write(thousandths, decimals: 3, shown: "General", at: column)
    case (_, .int64(let number)): write(number, decimals: 0, at: column)
    case (.share, .decimal(let text)): write(decimal: text, shown: "0.00%", at: column)
    case (_, .decimal(let text)): write(decimal: text, shown: "General", at: column)
    case (.date, .text(let text)):
      guard let date = CalendarDate(text), date.daysSince1970 > CellText.firstDay else { return write(text, at: column) }
      worksheet_write_number(sheet, UInt32(rows), column, Double(date.daysSince1970 + CellText.epoch1900), format("yyyy-mm-dd"))
    case (_, .text(let text)): write(text, at: column)
    }
  }

  private func write(_ text: String, at column: UInt16) { worksheet_write_string(sheet, UInt32(rows), column, text, nil) }

  private func write(_ number: Int64, decimals: Int, shown: String? = nil, at column: UInt16) {
    let text = NumberText.money(minor: number, decimals: decimals, separator: "")
    guard number.magnitude <= Self.wholeMax, let value = Double(text) else { return write(text, at: column) }
    let shown = shown ?? (decimals == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: decimals))
    worksheet_write_number(sheet, UInt32(rows), column, value, format(shown))
  }

  private func write(decimal text: String, shown: String, at column: UInt16) {
    guard text.count(where: \.isNumber) <= 15, let value = Double(text) else { return write(text, at: column) }
    worksheet_write_number(sheet, UInt32(rows), column, value, format(shown))
  }

  private func format(_ code: String, isBold: Bool = false) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[code] { return known }
    guard let format = workbook_add_format(workbook) else { return nil }
    if isBold { format_set_bold(format) } else { format_set_num_format(format, code) }
    formats[code] = format
    return format
  }
}

extension ColumnKind {
  /// A column's width, in digits.
  fileprivate var width: Double {
    switch self {
    case .money, .amount: 16
    case .text: 20
    default: 12
    }
  }
}
