public import Bookkeeping
public import Exchange
import Foundation
public import Ledger

/// Takes one file into a book: reads, hands in rounds, and keeps account of what became of every row.
///
/// `run` hands in rounds and takes their verdicts as they come, so it needs a bookkeeper of its own: verdicts of others must not come in between.
public struct FileImport {
  /// How many commands go to the bookkeeper at once.
  public static let roundSize = 500
  /// How many problems are kept; all of them stand in the rejects file.
  public static let problemsMax = 100

  /// The file.
  public let source: ImportSource
  /// How a refusal is put to whoever reads the problems: in the ledger's own words unless said otherwise.
  public var reason: @Sendable (Refusal) -> String = { $0.message }
  /// How a reason found while reading is put to them: in English unless said otherwise.
  public var said: @Sendable (RowReason) -> String = { $0.text }
  let reader: CommandReader
  private let rejects: RejectsWriter
  private let bytes: Int

  private var verdicts = ImportVerdicts()
  private var events = 0
  private var problems: [RowProblem] = []
  /// Rows that were read and have no verdict yet, in file order.
  private var waiting: [RowVerdict<ReadCommand>] = []
  private var isAtEnd = false

  /// Opens the file and its rejects file.
  /// - Parameter folder: where the rejects file goes; nil: beside the file.
  /// - Throws: `CSVFileError` when the file cannot be read or lacks columns.
  public init(_ source: ImportSource, mapping: ColumnMapping, options: CSVOptions, defaults: ImportDefaults, rejects folder: String?)
    throws(CSVFileError)
  {
    self.source = source
    var options = options
    if let sheet = source.sheet { options.sheet = SheetChoice(sheet) }
    do throws(CSVFileError) {
      reader = try CommandReader(path: source.path, table: source.table, mapping: mapping, options: options, defaults: defaults)
    } catch {
      guard let sheet = source.sheet else { throw error }
      throw CSVFileError(error.code, path: "\(error.path) «\(sheet)»", message: error.message, because: error.because)
    }
    rejects = try RejectsWriter(path: Self.rejectsPath(source, folder), delimiter: reader.delimiter)
    let attributes = try? FileManager.default.attributesOfItem(atPath: source.path)
    bytes = (attributes?[.size] as? Int) ?? 0
  }

  /// Where its rejects file goes.
  public var rejectsPath: String { rejects.path }

  /// Beside the file, unless its folder cannot be written to or another was named.
  private static func rejectsPath(_ source: ImportSource, _ folder: String?) -> String {
    // Sheets of one workbook have a file each.
    let own = source.sheet == nil ? source.path : (source.path as NSString).deletingPathExtension + "." + source.table.fileName
    let beside = RejectsWriter.path(beside: own) as NSString
    if let folder { return folder + "/" + beside.lastPathComponent }
    let home = beside.deletingLastPathComponent
    return FileManager.default.isWritableFile(atPath: home.isEmpty ? "." : home) ? beside as String : beside.lastPathComponent
  }

  /// What became of the file.
  public struct Result: Sendable {
    /// How many rows came to what.
    public let verdicts: ImportVerdicts
    /// New events.
    public let events: Int
    /// The first rows that were not taken, and why: at most `problemsMax`. What stood in them may be personal.
    public let problems: [RowProblem]
    /// The file with all of them; nil when every row was good.
    public let rejectsPath: String?
  }

  /// Takes the whole file in.
  /// - Parameters:
  ///   - author: on whose behalf; nil: the bookkeeper's own author.
  ///   - progress: is told how far it is, 0…1, and how many rows have a verdict.
  ///   - rejected: is told of each of the first `problemsMax` problems, as it is found.
  public mutating func run(
    _ bookkeeper: Bookkeeper, author: String? = nil, progress: (Double, Int) -> Void = { _, _ in }, rejected: (RowProblem) -> Void = { _ in }
  ) async throws -> Result {
    for remark in reader.remarks { verdicts.note("\(source.name): \(said(remark))") }
    while !isAtEnd {
      let round = try readRound()
      try settle(await bookkeeper.submit(round.map { Instruction($0.command, author: author) }), rejected)
      progress(bytes == 0 ? 1 : Double(reader.bytesRead) / Double(bytes), verdicts.rows)
    }
    try settle(await bookkeeper.finish(), rejected)
    try rejects.finish()
    return Result(verdicts: verdicts, events: events, problems: problems, rejectsPath: rejects.count > 0 ? rejects.path : nil)
  }

  private mutating func readRound() throws(CSVFileError) -> [ReadCommand] {
    var round: [ReadCommand] = []
    for _ in 0..<Self.roundSize {
      guard let verdict = try reader.next() else {
        isAtEnd = true
        break
      }
      if case .good(let command) = verdict { round.append(command) }
      waiting.append(verdict)
    }
    return round
  }

  /// Takes verdicts on commands in, and with them the rejects that stand between: people read the rejects file beside the spreadsheet, row by row.
  private mutating func settle(_ settled: [Verdict], _ rejected: (RowProblem) -> Void) throws {
    var settled = settled[...]
    var done = 0
    for verdict in waiting {
      switch verdict {
      case .rejected(let problem): try reject(problem, rejected)
      case .good(let command):
        guard let verdict = settled.popFirst() else {
          waiting.removeFirst(done)
          return
        }
        try settle(command, verdict, rejected)
      }
      done += 1
    }
    waiting = []
  }

  private mutating func settle(_ command: ReadCommand, _ verdict: Verdict, _ rejected: (RowProblem) -> Void) throws {
    switch verdict {
    case .recorded(_, let count):
      verdicts.take(command.places.count)
      events += count
    case .unchanged: verdicts.leave(command.places.count)
    case .refused(let refusal): for problem in command.problems(refusal, reason: reason(refusal)) { try reject(problem, rejected) }
    }
  }

  private mutating func reject(_ problem: RowProblem, _ rejected: (RowProblem) -> Void) throws(CSVFileError) {
    verdicts.reject()
    let problem = RowProblem(
      row: problem.row, line: problem.line, column: problem.column, value: problem.value,
      because: RowReason(problem.because.rule, problem.because.values, said(problem.because)))
    try rejects.write(problem)
    guard problems.count < Self.problemsMax else { return }
    problems.append(problem)
    rejected(problem)
  }
}
