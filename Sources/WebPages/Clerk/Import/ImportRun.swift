import Bookkeeping
import EventLog
import Exchange
import Foundation
import Ledger
import Office
import SignIn
import Web

/// Judges or records the rows of an uploaded file.
struct ImportRun {
  let request: PageRequest
  let folder: String

  /// What it takes to import a file of that kind.
  static func permission(_ table: String) -> Permission {
    switch table {
    case "batches", "sales", "returns": .recordGoods
    case "communities", "producers", "products", "channels", "rates": .recordRegistry
    default: .recordMoney
    }
  }

  /// - Parameter records: false judges every row and takes everything back.
  /// - Throws: `CSVFileError` when the file cannot be read or lacks columns.
  func callAsFunction(_ before: ImportOutcome, _ table: Table, records: Bool) async throws -> ImportOutcome {
    let desk = request.desk
    let source = ImportSource(path: folder + "/" + table.fileName, table: table, name: before.name)
    let defaults = ImportDefaults(today: .todayHere, allowsUnallocated: before.allowsUnallocated, book: desk.currency)
    var reading = try FileImport(source, mapping: ColumnMapping(), options: CSVOptions(), defaults: defaults, rejects: folder)
    let words = request.words
    reading.reason = { RefusalText(words)($0) }
    reading.said = { RowReasonText(words)($0) }
    let actor = request.identity?.name ?? ""
    let result: FileImport.Result
    if records {
      result = try await reading.run(Bookkeeper(log: desk.log, book: desk.currency, author: actor))
    } else {
      let log = try await TransactionLog(options: desk.owner)
      do { result = try await reading.run(Bookkeeper(log: log, book: desk.currency, author: actor)) } catch {
        await log.discard()
        throw error
      }
      await log.discard()
    }
    var outcome = before
    outcome.isRecorded = records
    (outcome.taken, outcome.unchanged, outcome.rejected) = (result.verdicts.taken, result.verdicts.unchanged, result.verdicts.rejected)
    outcome.events = result.events
    outcome.notes = Array(result.verdicts.notes.prefix(20))
    outcome.problems = result.problems.prefix(50).map {
      ImportOutcome.Problem(row: $0.row, column: $0.column, value: $0.value, reason: $0.reason)
    }
    outcome.position = try await desk.log.headPosition()
    if records { try? await desk.wait(for: outcome.position, timeoutMilliseconds: 5_000) }
    return outcome
  }
}
