import ArgumentParser
import Exchange
import Foundation
import Glibc
import ReadModels

/// `esep export`: the book for other programs.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the book out for other programs.", subcommands: [Journal.self])

  /// `esep export journal`
  struct Journal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the journal for hledger (plain text accounting).",
      discussion: """
        Every event is a balanced transaction that bears its position. 'hledger check' passes on it, and its balances are those of the report \
        trial-balance.

        Example: esep export journal --out book.journal && hledger -f book.journal check
        """)

    @Option(help: ArgumentHelp("First day, month or year: 2024, 2024-03 or 2024-03-15.", valueName: "date"))
    var from: String?

    @Option(help: ArgumentHelp("Last day, month or year.", valueName: "date"))
    var to: String?

    @Option(help: ArgumentHelp("The file. Default: standard output.", valueName: "file"))
    var out: String?

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      var parameters = ReportParameters()
      parameters.from = try from.map { try Moment.day($0, option: "--from", isEnd: false) }
      parameters.to = try to.map { try Moment.day($0, option: "--to", isEnd: true) }
      let (asked, catalogue) = (parameters, try Catalogue.builtIn())
      try await Workplace.with(database) { workplace in
        let book = try await workplace.book(database)
        try await Folding.catchUp(workplace, book)
        let file = try JournalFile(out)
        let position = try await workplace.withReader(book) { pool in
          try await JournalExport(reporter: Reporter(pool: pool, catalogue: catalogue)).write(parameters: asked) { try file.write($0) }
        }
        try file.close()
        Talk.say("Journal as of position \(position)\(out.map { ": \($0)" } ?? "").")
      }
    }
  }
}

/// Where a journal goes, piece by piece.
private final class JournalFile: Sendable {
  private let handle: FileHandle
  private let path: String?

  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      fflush(nil)
      handle = .standardOutput
      return
    }
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
      throw Failure.refused("\(path) cannot be written; name another file with --out")
    }
    self.handle = handle
  }

  func write(_ text: String) throws {
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      throw Failure.refused("\(path ?? "Standard output") cannot be written any further; what is there is not whole")
    }
  }

  func close() throws { if path != nil { try handle.close() } }
}
