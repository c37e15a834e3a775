import Bookkeeping
import Exchange
import Foundation
import Ledger

/// Takes one file into a book: reads, hands in rounds, and keeps account of what became of every row.
struct FileImport {
  /// How many commands go to the bookkeeper at once.
  static let roundSize = 500
  /// How many problems are shown; all of them stand in the rejects file.
  static let shownProblems = 5

  let source: ImportSource
  let reader: CommandReader
  private let rejects: RejectsWriter
  private let bytes: Int

  private var verdicts = ImportVerdicts()
  private var events = 0
  /// Rows that were read and have no verdict yet, in file order.
  private var waiting: [RowVerdict<ReadCommand>] = []
  private var isAtEnd = false

  /// Opens the file and its rejects file.
  init(_ source: ImportSource, mapping: ColumnMapping, options: CSVOptions, defaults: ImportDefaults, rejects folder: String?) throws(CSVFileError) {
    self.source = source
    reader = try CommandReader(path: source.path, table: source.table, mapping: mapping, options: options, defaults: defaults)
    rejects = try RejectsWriter(path: Self.rejectsPath(source, folder), delimiter: reader.delimiter)
    let attributes = try? FileManager.default.attributesOfItem(atPath: source.path)
    bytes = (attributes?[.size] as? Int) ?? 0
    for note in reader.notes { verdicts.note("\(source.name): \(note)") }
  }

  /// Beside the file, unless its folder cannot be written to or another was named.
  private static func rejectsPath(_ source: ImportSource, _ folder: String?) -> String {
    let beside = RejectsWriter.path(beside: source.path) as NSString
    if let folder { return folder + "/" + beside.lastPathComponent }
    let home = beside.deletingLastPathComponent
    return FileManager.default.isWritableFile(atPath: home.isEmpty ? "." : home) ? beside as String : beside.lastPathComponent
  }

  /// What became of the file.
  struct Result {
    let verdicts: ImportVerdicts
    let events: Int
    let rejectsPath: String?
  }

  /// Takes the whole file in.
  mutating func run(_ bookkeeper: Bookkeeper) async throws -> Result {
    var bar = ProgressBar(source.name)
    while !isAtEnd {
      let round = try readRound()
      try settle(await bookkeeper.submit(round.map { Instruction($0.command) }))
      bar.show(bytes == 0 ? 1 : Double(reader.bytesRead) / Double(bytes), "\(verdicts.rows) rows")
    }
    try settle(await bookkeeper.finish())
    try rejects.finish()
    bar.end()
    if verdicts.rejected > Self.shownProblems { Talk.say("  … \(verdicts.rejected - Self.shownProblems) more") }
    return Result(verdicts: verdicts, events: events, rejectsPath: rejects.count > 0 ? rejects.path : nil)
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
  private mutating func settle(_ settled: [Verdict]) throws {
    var settled = settled[...]
    var done = 0
    for verdict in waiting {
      switch verdict {
      case .rejected(let problem): try reject(problem)
      case .good(let command):
        guard let verdict = settled.popFirst() else {
          waiting.removeFirst(done)
          return
        }
        try settle(command, verdict)
      }
      done += 1
    }
    waiting = []
  }

  private mutating func settle(_ command: ReadCommand, _ verdict: Verdict) throws {
    switch verdict {
    case .recorded(_, let count):
      verdicts.take(command.places.count)
      events += count
    case .unchanged: verdicts.leave(command.places.count)
    case .refused(let refusal): for problem in command.problems(refusal) { try reject(problem) }
    }
  }

  private mutating func reject(_ problem: RowProblem) throws(CSVFileError) {
    verdicts.reject()
    try rejects.write(problem)
    if verdicts.rejected <= Self.shownProblems { Talk.say("\(source.name): \(problem)") }
  }
}
