/// Writes the rows that were not taken to a CSV file a person opens in Excel: row, column, value, reason.
///
/// The file appears with the first reject; one left by an earlier run is removed at once, so that no rejects file means no rejects. It begins with a
/// byte order mark, without which Excel garbles Cyrillic, and cells that Excel would run as formulas are made text. Memory is bounded: 64 KiB are kept
/// before they are written. Not thread-safe.
public final class RejectsWriter {
  /// Where the rejects go.
  public let path: String
  /// Rejects written so far.
  public private(set) var count = 0

  private let delimiter: CSVDelimiter
  private var descriptor: Int32?
  private var isFinished = false
  private var buffer: [UInt8] = []

  private static let bufferBytesMax = 64 << 10

  /// Prepares to write and removes the file of an earlier run.
  /// - Parameter delimiter: take the one of the file that is imported, so that the same Excel opens both.
  /// - Throws: `CSVFileError.writeFailed` when the earlier file cannot be removed.
  public init(path: String, delimiter: CSVDelimiter = .comma) throws(CSVFileError) {
    self.path = path
    self.delimiter = delimiter
    if let error = SystemFile.remove(path) { throw failure("an earlier rejects file cannot be removed", error) }
  }

  deinit {
    if let descriptor { _ = SystemFile.closeFile(descriptor) }
  }

  /// The rejects file beside an imported file: `book/sales.csv` → `book/sales.rejects.csv`.
  public static func path(beside file: String) -> String {
    let name = file.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return file + ".rejects.csv" }
    return file[..<dot] + ".rejects.csv"
  }

  /// Adds a reject.
  /// - Precondition: `finish()` was not called.
  /// - Throws: `CSVFileError.writeFailed` when the disk is full or the folder not writable.
  public func write(_ problem: RowProblem) throws(CSVFileError) {
    precondition(!isFinished, "a rejects file is finished once, after the last reject")
    if descriptor == nil {
      switch SystemFile.create(path) {
      case .success(let new): descriptor = new
      case .failure(let error): throw failure("the rejects file cannot be created", error)
      }
      buffer = [0xEF, 0xBB, 0xBF]
      append(["row", "column", "value", "reason"])
    }
    let reason = problem.line == problem.row ? problem.reason : "\(problem.reason) (line \(problem.line) of the file)"
    append([String(problem.row), problem.column ?? "", Excerpt.cut(problem.value), reason])
    count += 1
    if buffer.count >= Self.bufferBytesMax { try flush() }
  }

  /// Writes what is still kept and closes the file; call it after the last reject.
  /// - Throws: `CSVFileError.writeFailed`.
  public func finish() throws(CSVFileError) {
    isFinished = true
    guard let open = descriptor else { return }
    try flush()
    descriptor = nil
    if let error = SystemFile.closeFile(open) { throw failure("the rejects file cannot be closed", error) }
  }

  private func append(_ cells: [String]) { CSVText.append(cells.map(FormulaGuard.guarded), delimiter: delimiter, to: &buffer) }

  private func flush() throws(CSVFileError) {
    guard let descriptor else { return }
    let error = buffer.withUnsafeBytes { SystemFile.writeAll(descriptor, $0) }
    buffer.removeAll(keepingCapacity: true)
    if let error { throw failure("the rejects file cannot be written", error) }
  }

  private func failure(_ what: String, _ error: SystemError) -> CSVFileError {
    CSVFileError(.writeFailed, path: path, message: "\(what): \(SystemFile.text(of: error.number))")
  }
}
