/// Why a whole file cannot be taken. Trouble with a single row is a `RowProblem` and does not stop the reading.
public struct CSVFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble, for programs.
  public enum Code: Sendable, Equatable {
    case notFound, isDirectory, notReadable, readFailed, writeFailed, tooManyRows
    case empty, utf16, workbook, header
    case columns
  }

  /// What kind of trouble.
  public let code: Code
  /// The file, as the caller named it.
  public let path: String
  /// What is wrong and what to do about it, without the file's name.
  public let message: String

  /// The file and what is wrong with it, fit for the terminal.
  public var description: String { "\(path): \(message)" }

  /// What is wrong, as rules and their values; empty where the message is all there is.
  public let because: [RowReason]

  /// An error about the file at `path`.
  public init(_ code: Code, path: String, message: String, because: [RowReason] = []) {
    self.code = code
    self.path = path
    self.message = message
    self.because = because
  }
}

extension CSVFileError {
  private init(_ code: Code, path: String, _ because: RowReason) { self.init(code, path: path, message: because.text, because: [because]) }

  /// What the operating system's error number says about opening a file, in a clerk's words.
  static func opening(_ path: String, error: Int32) -> CSVFileError {
    switch error {
    case SystemFile.noSuchFile: CSVFileError(.notFound, path: path, message: "there is no such file; check its name and folder")
    case SystemFile.isDirectory: CSVFileError(.isDirectory, path: path, message: "this is a folder, not a file; name a CSV file in it")
    case SystemFile.noPermission: CSVFileError(.notReadable, path: path, message: "no permission to read this file; ask its owner to let you read it")
    default: CSVFileError(.notReadable, path: path, message: "cannot be opened: \(SystemFile.text(of: error))")
    }
  }

  static func empty(_ path: String) -> CSVFileError {
    CSVFileError(.empty, path: path, .fileEmpty)
  }

  static func utf16(_ path: String) -> CSVFileError {
    CSVFileError(.utf16, path: path, .fileUTF16)
  }

  static func workbook(_ path: String) -> CSVFileError {
    CSVFileError(.workbook, path: path, .fileWorkbook)
  }

  /// - Parameter what: in a few words for whoever mends it.
  static func damaged(_ path: String, _ what: String) -> CSVFileError {
    CSVFileError(.workbook, path: path, .workbookDamaged(what))
  }

  static func noSheet(_ path: String, _ sheet: String, among sheets: [String]) -> CSVFileError {
    CSVFileError(.workbook, path: path, .noSheet(sheet, among: sheets))
  }

  static func tooManyTexts(_ path: String) -> CSVFileError {
    CSVFileError(.workbook, path: path, .workbookTooLarge(megabytes: SharedStrings.bytesMax >> 20))
  }
}
