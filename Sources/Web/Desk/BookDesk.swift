public import Bookkeeping
public import EventLog
public import Ledger
public import Office
public import Postgres
public import ReadModels

/// The book that a server serves, and everything that is done with it. Shared by all requests.
public struct BookDesk: Sendable {
  /// Which book.
  public let book: Book
  /// Its read models and reports.
  public let catalogue: Catalogue
  /// The currency the book is kept in.
  public let currency: Currency
  /// Connections that can read and nothing more; reports, explanations.
  public let reader: Pool
  /// Connections of the book's writer: names of people stand only there. Not for requests without `readPeople`.
  public let writer: Pool
  /// Answers reports, from the cache where it can.
  public let reporter: Reporter
  /// Says where figures come from.
  public let explainer: Explainer
  /// Says what has changed in a report between two positions.
  public let comparer: Comparer
  /// The log, to append to and to read streams from.
  public let log: SharedLog
  /// What producers are owed and paid, kept between questions.
  public let payables: KeptPayables
  /// How channels stand with their statements, kept between questions.
  public let standings: KeptStandings
  /// What lines that nobody has matched may stand for, kept between questions.
  public let looks = KeptLooks()
  /// Records for all users; each instruction names its author.
  public let bookkeeper: Bookkeeper
  /// The owner's connection options, for those who need one of their own (proofs, verification, rebuilds).
  public let owner: ConnectionOptions
  /// Where keys and signed notes are kept (`ESEP_HOME`).
  public let home: String

  /// A desk from its parts; the composition root makes it.
  public init(
    book: Book, catalogue: Catalogue, currency: Currency, reader: Pool, writer: Pool, reporter: Reporter, explainer: Explainer, comparer: Comparer,
    log: SharedLog, bookkeeper: Bookkeeper, owner: ConnectionOptions, home: String
  ) {
    (self.book, self.catalogue, self.currency, self.reader, self.writer) = (book, catalogue, currency, reader, writer)
    (self.reporter, self.explainer, self.comparer, self.log, self.bookkeeper) = (reporter, explainer, comparer, log, bookkeeper)
    (self.owner, self.home) = (owner, home)
    (payables, standings) = (KeptPayables(log: log), KeptStandings(log: log))
  }
}

extension BookDesk {
  /// Records commands on behalf of somebody, in order; what one is refused for does not touch the others.
  ///
  /// What has a number that is unique in the whole book (a return, a statement, a payout run) is recorded under that number, whatever key the caller
  /// brings: sent again it changes nothing, and the same number for something else is refused.
  /// - Parameter key: the caller's idempotency key; with several commands each gets its own from it (`key/1`, …).
  public func record(_ commands: [Command], by name: String, key: String? = nil) async throws -> [Verdict] {
    let instructions = commands.enumerated().map { index, command in
      let own = command.naturalKey == nil ? key.map { commands.count == 1 ? $0 : "\($0)/\(index + 1)" } : nil
      return Instruction(command, key: own, author: name)
    }
    return try await bookkeeper.record(instructions)
  }

  /// Waits until the reports show a position: one reads what one wrote.
  public func wait(for position: Int64, timeoutMilliseconds: Int = 10_000) async throws {
    try await reader.waitUntilFolded(position, timeoutMilliseconds: timeoutMilliseconds)
  }
}
