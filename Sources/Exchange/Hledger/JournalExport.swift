public import ReadModels
import Synchronization

/// Exports a book's journal for hledger, as of one position.
public struct JournalExport: Sendable {
  private let reporter: Reporter

  /// An export of what the reporter's report `journal` says.
  public init(reporter: Reporter) { self.reporter = reporter }

  /// Writes the journal piece by piece; memory stays bounded whatever its length.
  ///
  /// - Parameters:
  ///   - parameters: which days, which channel, and as of when.
  ///   - write: takes UTF-8 text, in order; called from one thread at a time.
  /// - Returns: the position the journal is as of.
  /// - Throws: what `write` throws; `ReadModelError`; `PostgresError`.
  public func write(parameters: ReportParameters = ReportParameters(), to write: @escaping @Sendable (String) throws -> Void) async throws -> Int64 {
    let journal = Writer(HledgerJournal(book: parameters.bookCurrency))
    let position = try await reporter.forEachRow(of: "journal", parameters: parameters) { cells in
      let text = journal.add(try HledgerPosting(journalRow: cells))
      if !text.isEmpty { try write(text) }
    }
    try write(journal.finish())
    return position
  }
}

/// The journal while it is written.
private final class Writer: Sendable {
  private let journal: Mutex<HledgerJournal>

  init(_ journal: sending HledgerJournal) { self.journal = Mutex(journal) }

  func add(_ posting: HledgerPosting) -> String { journal.withLock { $0.add(posting) } }

  func finish() -> String { journal.withLock { $0.finish() } }
}

extension HledgerPosting {
  /// From a row of the report `journal`.
  fileprivate init(journalRow cells: [Cell]) throws {
    guard cells.count == 12, case .int64(let position) = cells[0], let date = cells[1].text, let account = cells[5].text,
      case .int64(let debit) = cells[8], case .int64(let credit) = cells[9], let currency = cells[10].text, case .int64(let amount) = cells[11]
    else { throw JournalExportError() }
    self.init(
      position: position, date: date, type: cells[2].text ?? "", stream: cells[3].text ?? "", account: account, name: cells[6].text,
      channel: cells[7].text, currency: currency, amount: amount, bookAmount: debit - credit)
  }
}

extension Cell {
  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
}

/// The report `journal` has other columns than the export reads; never when the tests have passed.
struct JournalExportError: Error, CustomStringConvertible {
  let description = "The report journal does not have the columns that the export reads."
}
