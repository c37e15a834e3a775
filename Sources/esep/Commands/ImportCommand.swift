import ArgumentParser
import Auditing
import Bookkeeping
import EventLog
import Exchange
import Foundation
import Ledger
import Office
import Postgres

/// `esep import`: a folder of spreadsheets into a book, or an audit pack into an empty one.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take spreadsheets into a book, row by row.",
    discussion: """
      A folder may hold any of communities, producers, products, channels, rates, batches, sales, returns, statements, payouts, advances, deductions \
      and settlements, each as .csv or .xlsx, or a workbook with sheets of these names (in Russian and Kyrgyz too); they are taken in the order in which \
      they depend on each other. Every row gets a verdict. Good rows are recorded; \
      bad ones go to a file beside the spreadsheet (sales.rejects.csv) with row, column, value and reason. Importing the same file again changes nothing.

      The rows of a batch, a statement or a payout belong together: a bad one costs the whole of it. What a payout pays has to be matched first \
      (esep reconcile); without a statement it waits in suspense.

      An audit pack (esep export bundle) goes into an empty book, with the positions, times and authors it has. Its signature, every file and the root \
      over all events are checked before anything is recorded, and every report is compared with the pack's afterwards.

      Example: esep import ~/Documents/book-2024
      """)

  @Argument(help: ArgumentHelp("Folders or files.", valueName: "path"))
  var paths: [String]

  @Flag(help: "Judge every row and record nothing. Others wait with recording meanwhile.")
  var dryRun = false

  @Flag(help: "Record everything or, if a single row is bad, nothing. Others wait with recording meanwhile.")
  var allOrNothing = false

  @Flag(help: "Record sales of goods that are not in stock; the money of what cannot be allocated waits in suspense.")
  var allowUnallocated = false

  @Option(help: ArgumentHelp("Letters of the files: utf-8 or windows-1251. Default: found out from each file.", valueName: "name"))
  var encoding: CSVEncoding?

  @Option(
    help: ArgumentHelp("Of a workbook that is called as a table, which sheet. Default: the one of that name, else the first.", valueName: "name"))
  var sheet: String?

  @Option(
    help: ArgumentHelp("What your own headers mean: a CSV file with file,header,column. Default: columns.csv in the folder.", valueName: "file"))
  var columns: String?

  @Option(help: ArgumentHelp("Where files of rejected rows go. Default: beside each spreadsheet.", valueName: "folder"))
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      "Of an audit pack: who has to have signed it, a verifier key or a file that holds it. Default: the pack's own.", valueName: "vkey"))
  var key: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    if try await importBundle() { return }
    let sources = try ImportSource.find(paths)
    let mapping = try ImportSource.mapping(columns, beside: paths)
    var options = CSVOptions()
    options.encoding = encoding
    options.sheet = SheetChoice(sheet)
    let defaults = ImportDefaults(today: Self.today, allowsUnallocated: allowUnallocated)
    // Every file is opened before anything is recorded: a header that cannot be read stops the import as a whole.
    var files: [FileImport] = []
    var failures: [String] = []
    for source in sources {
      do throws(CSVFileError) {
        files.append(try FileImport(source, mapping: mapping, options: options, defaults: defaults, rejects: rejects))
      } catch { failures.append(error.description) }
    }
    for (path, sharing) in Dictionary(grouping: files, by: \.rejectsPath) where sharing.count > 1 {
      let names = sharing.map(\.source.name).joined(separator: " and ")
      failures.append("\(names) would both have their rejected rows in \(path); import one after the other")
    }
    guard failures.isEmpty else { throw Failure.refused((failures + ["Nothing was recorded."]).joined(separator: "\n")) }
    try await Workplace.with(database) { workplace in
      let book = try await workplace.openOrCreate(database)
      let writer = try await workplace.open(book, as: .writer)
      let summary = try await record(files, writer)
      // What is recorded is recorded and is told, even if the reports cannot follow.
      print(summary.text)
      if !dryRun { try await Folding.catchUp(workplace, book) }
      guard summary.isClean else { throw ExitStatus.refused }
    }
  }

  /// Takes an audit pack, if it is one.
  private func importBundle() async throws -> Bool {
    guard let path = paths.first(where: Bundle.isThere) else {
      guard key == nil else {
        throw Failure.usage("--key is for an audit pack, and \(paths.joined(separator: " ")) is none: it has no signed checkpoint")
      }
      return false
    }
    let hasRowOptions = dryRun || allOrNothing || allowUnallocated || encoding != nil || sheet != nil || columns != nil || rejects != nil
    guard paths.count == 1, !hasRowOptions else {
      throw Failure.usage("\(path) is an audit pack: it is taken by itself and as it is. Options about rows do not go with it")
    }
    let pack = try BundleImport(path, key: key)
    try await Workplace.with(database) { workplace in try await pack.run(workplace, try await workplace.openOrCreate(database)) }
    return true
  }

  private func record(_ files: [FileImport], _ writer: ConnectionOptions) async throws -> ImportSummary {
    var summary = ImportSummary(isDryRun: dryRun)
    guard dryRun || allOrNothing else {
      let log = SharedLog(options: writer)
      do { try await run(files, on: log, &summary) } catch {
        await log.close()
        throw error
      }
      await log.close()
      return summary
    }
    let log = try await TransactionLog(options: writer)
    do { try await run(files, on: log, &summary) } catch {
      await log.discard()
      throw error
    }
    if allOrNothing && !dryRun && summary.isClean {
      try await log.keep()
    } else {
      await log.discard()
      summary.isDiscarded = !dryRun
    }
    return summary
  }

  private func run(_ files: [FileImport], on log: any WritableLog, _ summary: inout ImportSummary) async throws {
    let bookkeeper = Bookkeeper(log: log, author: "import")
    for var file in files { summary.add(file.source.name, try await file.runVisibly(bookkeeper)) }
  }

  /// Today by the clock of this machine, for registry entries that bring no date.
  static var today: CalendarDate {
    let now = Foundation.Calendar.current.dateComponents([.year, .month, .day], from: Date())
    return CalendarDate(year: now.year ?? 1970, month: now.month ?? 1, day: now.day ?? 1) ?? CalendarDate(daysSince1970: 0)
  }
}

extension CSVEncoding: ExpressibleByArgument {}
