/// Reads a CSV file, or a sheet of a workbook, row by row in bounded memory, and never fails on what is inside a row.
///
/// Grammar: RFC 4180, leniently (see `RecordScanner`). Every row gets a verdict: good, or a `RowProblem`. Blank rows are passed over.
///
/// **A structurally bad row costs one physical line.** Whether quotes, columns or length are wrong, reading goes on at the next line break after the bad row
/// began, quoted or not. So one stray quote spoils one line and does not swallow the rows behind it; the price is that a row with line breaks in its
/// quotes and, say, a column too many is rejected in pieces.
///
/// Not thread-safe: use it from one task. The file is closed when the reader goes.
public final class CSVReader {
  /// The names in the first row, trimmed, without empty ones at its end.
  public let header: [String]
  /// Found or given; of a workbook, what Excel writes between fields in Kyrgyzstan.
  public let delimiter: CSVDelimiter
  /// Of a workbook: which sheet is read, if others are not.
  public let remarks: [RowReason]
  /// Found or given.
  public var encoding: CSVEncoding { buffer.encoding }
  /// Bytes read from the file so far, for progress.
  public var bytesRead: Int { buffer.bytesRead }

  let options: CSVOptions
  let buffer: RecordBuffer
  let scanner: RecordScanner
  /// The row about to be read.
  private var position: RowPosition

  /// Opens a file and reads its header.
  /// - Throws: `CSVFileError` when the file cannot be opened, is empty, is no text that is read here, or has a damaged header.
  public convenience init(path: String, options: CSVOptions = CSVOptions()) throws(CSVFileError) {
    try self.init(source: ByteSource(path: path), options: options)
  }

  /// Reads CSV text that is already in memory; `name` stands in error messages.
  /// - Throws: as for a file.
  public convenience init(bytes: [UInt8], name: String, options: CSVOptions = CSVOptions()) throws(CSVFileError) {
    try self.init(source: ByteSource(bytes: bytes, name: name), options: options)
  }

  private init(source: ByteSource, options given: CSVOptions) throws(CSVFileError) {
    var options = given
    try source.openSheet(options.sheet)
    if source.sheet != nil { (options.isSheet, options.encoding, options.delimiter) = (true, .utf8, .comma) }
    self.options = options
    remarks = source.sheet?.remarks ?? []
    buffer = RecordBuffer(source: source, options: options)
    try buffer.begin(encoding: options.encoding)
    let between = options.delimiter ?? .guess(from: UnsafeBufferPointer(start: buffer.base + buffer.start, count: buffer.end - buffer.start))
    delimiter = options.isSheet ? .semicolon : between
    scanner = RecordScanner(delimiter: between, columnsMax: options.columnsMax)
    var reading = RowReading(buffer: buffer, scanner: scanner, options: options, header: nil)
    var position = RowPosition()
    switch try reading.next(&position) {
    case nil: throw CSVFileError.empty(source.path)
    case .rejected(let problem):
      throw CSVFileError(.header, path: source.path, message: "the header cannot be read. \(problem)", because: [problem.because])
    case .good(let found):
      let row = CSVRow(number: found.row, line: found.line, count: found.count, base: found.base, slots: scanner.slots)
      var names = row.texts()
      while names.last?.isEmpty == true { names.removeLast() }
      header = names
    }
    self.position = position
  }

  /// Reads the next row that is not blank and lends it to `body`.
  ///
  /// `body` refuses a row by throwing a `RowProblem`, which becomes the verdict.
  /// - Returns: the verdict, or nil at the end of the file.
  /// - Throws: `CSVFileError.readFailed` when the file cannot be read on.
  public func next<Content>(_ body: (borrowing CSVRow) throws(RowProblem) -> Content) throws(CSVFileError) -> RowVerdict<Content>? {
    var reading = RowReading(buffer: buffer, scanner: scanner, options: options, header: header)
    switch try reading.next(&position) {
    case nil: return nil
    case .rejected(let problem): return .rejected(problem)
    case .good(let found):
      let row = CSVRow(number: found.row, line: found.line, count: header.count, base: found.base, slots: scanner.slots)
      do throws(RowProblem) {
        return .good(try body(row))
      } catch {
        return .rejected(error)
      }
    }
  }
}
