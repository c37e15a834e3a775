import Bookkeeping
import EventLog
import Ledger
import Postgres
import Projections
import ReadModels
import Synchronization
import TestSupport

/// A book in a real database, with a bookkeeper that writes it and reports that are read from it.
final class RecordedBook: Sendable {
  /// A login of the book's owner.
  let owner: ConnectionOptions
  private let writer: ConnectionOptions
  private let others = Mutex<[SharedLog]>([])
  private let log: SharedLog
  private let bookkeeper: Bookkeeper
  private let pool: Pool
  private let catalogue: Catalogue

  private static let count = Atomic<Int>(0)

  private init() async throws {
    let database = try await TestServer.shared.freshDatabase()
    // Roles are the server's, and tests share it: the book's name must be the test's own.
    let book = try Book(named: "goods\(Self.count.add(1, ordering: .relaxed).newValue)")
    try await book.create(on: database, migrations: Migration.log + Migration.readModels)
    (writer, owner) = (book.options(database, as: .writer), book.options(database, as: .owner))
    log = SharedLog(options: writer)
    bookkeeper = Bookkeeper(log: log, author: "test")
    pool = Pool(book.options(database, as: .reader), size: 2)
    catalogue = try Catalogue.builtIn()
    try await Rebuilder(options: owner, catalogue: catalogue, unroller: .ledger).prepare()
  }

  /// Makes a book for `body`, and looks for flaws of the log afterwards.
  static func with<T: Sendable>(seconds: Int = 120, _ body: @escaping @Sendable (RecordedBook) async throws -> T) async throws -> T {
    let book = try await RecordedBook()
    do {
      let value = try await withDeadline(seconds: seconds) { try await body(book) }
      if let flaw = try await book.log.read({ try $0.firstFlaw() }) { throw PostgresError(.unexpectedData, flaw.description) }
      await book.close()
      return value
    } catch {
      await book.close()
      throw error
    }
  }

  private func close() async {
    for log in others.withLock({ $0 }) { await log.close() }
    await log.close()
    await pool.close()
  }

  /// A bookkeeper with connections of its own, as another process would have.
  func anotherBookkeeper() -> Bookkeeper {
    let log = SharedLog(options: writer)
    others.withLock { $0.append(log) }
    return Bookkeeper(log: log, author: "another")
  }

  /// Records steps in rounds of a size, and gives what became of each.
  func record(_ steps: [Step], rounds size: Int, by another: Bookkeeper? = nil) async throws -> [Verdict] {
    let bookkeeper = another ?? bookkeeper
    var verdicts: [Verdict] = []
    for start in stride(from: 0, to: steps.count, by: size) {
      let round = steps[start..<min(start + size, steps.count)]
      verdicts += try await bookkeeper.record(round.map { Instruction($0.command) })
    }
    return verdicts
  }

  /// Records steps by several hands in turn, each of which hands in some rounds before it waits for what became of them; so it decides on what is still on
  /// its way to the log, and each finds what the others wrote meanwhile, of a batch mostly its first and last events.
  /// - Parameter hands: how many bookkeepers take turns; 0 for a new one each time, which knows nothing yet.
  func record(_ steps: [Step], rounds size: Int, hands: Int) async throws -> [Verdict] {
    let turns = (0..<hands).map { _ in anotherBookkeeper() }
    let roundsATurn = 4
    var verdicts: [Verdict] = []
    for (number, start) in stride(from: 0, to: steps.count, by: size * roundsATurn).enumerated() {
      let hand = turns.isEmpty ? Bookkeeper(log: log, author: "newcomer") : turns[number % turns.count]
      for first in stride(from: start, to: min(start + size * roundsATurn, steps.count), by: size) {
        let round = steps[first..<min(first + size, start + size * roundsATurn, steps.count)]
        verdicts += try await hand.submit(round.map { Instruction($0.command) })
      }
      verdicts += try await hand.finish()
    }
    return verdicts
  }

  /// The whole log.
  func events() async throws -> [RecordedEvent] { try await log.events(after: 0, limit: 1_000_000) }

  /// Folds what there is, as far as a position.
  func fold(to position: Int64? = nil) async throws {
    let worker = Worker(options: owner, catalogue: catalogue, unroller: .ledger, limits: FoldLimits())
    try await worker.catchUp(to: position)
    await worker.close()
  }

  /// Makes everything anew from the log.
  func rebuild() async throws { _ = try await Rebuilder(options: owner, catalogue: catalogue, unroller: .ledger).rebuild(.everything) }

  /// The rows of a report, by their columns' names; what is empty is left out.
  func report(_ name: String, at position: Int64? = nil) async throws -> [[String: String]] {
    var parameters = ReportParameters()
    parameters.atPosition = position
    return Self.named(try await Reporter(pool: pool, catalogue: catalogue).run(name, parameters: parameters))
  }

  /// The rows of a report, each in a line of its cells; what is empty is a dash.
  func lines(_ name: String, to day: Int? = nil) async throws -> [String] {
    var parameters = ReportParameters()
    parameters.to = day.map(date)
    let answer = try await Reporter(pool: pool, catalogue: catalogue).run(name, parameters: parameters)
    return answer.rows.map { row in
      row.map { cell in
        switch cell {
        case .null: "–"
        case .int64(let number): "\(number)"
        case .text(let text), .decimal(let text): text
        }
      }.joined(separator: " ")
    }
  }

  private static func named(_ answer: ReportAnswer) -> [[String: String]] {
    answer.rows.map { row in
      var named: [String: String] = [:]
      for (column, cell) in zip(answer.columns, row) {
        switch cell {
        case .null: continue
        case .int64(let number): named[column.name] = "\(number)"
        case .text(let text), .decimal(let text): named[column.name] = text
        }
      }
      return named
    }
  }

  /// Asks the database itself. Rows are joined by blanks.
  func sql(_ query: String) async throws -> [String] {
    let connection = try await Connection.open(owner)
    let rows = try await connection.run { session in
      try session.query(query).map { row in (0..<row.count).map { row.display($0) ?? "-" }.joined(separator: " ") }
    }
    await connection.close()
    return rows
  }
}
