import Bookkeeping
import Demo
import EventLog
import Foundation
import Ledger
import Office
import Postgres
import ReadModels
import SignIn
import TestSupport
import Web

/// The small demo in a book of its own, loaded once for all tests of this process that only read.
enum DemoDesk {
  /// The desk over it.
  static func shared() async throws -> BookDesk { try await loading.value }

  private static let loading = Task { try await load() }

  /// So many events of the demo, months closed without totals; folded.
  private static func load() async throws -> BookDesk {
    let database = try await TestServer.shared.freshDatabase()
    let book = try Book(named: database.database)
    try await book.create(on: database, migrations: BookSetup.migrations + Migration.signIn)
    let (owner, writer) = (book.options(database, as: .owner), book.options(database, as: .writer))
    let catalogue = try Catalogue.builtIn()
    try await Rebuilder(options: owner, catalogue: catalogue).prepare()
    let log = SharedLog(options: writer)
    let bookkeeper = Bookkeeper(log: log, author: "demo", salt: DemoBook.salt)
    try await record(bookkeeper)
    let worker = Worker(options: owner, catalogue: catalogue)
    _ = try await worker.catchUp()
    await worker.close()
    // Patient: on a busy machine many tests wait for the same few connections.
    let reader = Pool(book.options(database, as: .reader), size: 4, waitTimeoutMilliseconds: 600_000)
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("esep-web-tests-\(UUID().uuidString)").path
    return BookDesk(
      book: book, catalogue: catalogue, currency: .kgs, reader: reader, writer: Pool(writer, size: 2),
      reporter: Reporter(pool: reader, catalogue: catalogue), explainer: Explainer(pool: reader, catalogue: catalogue),
      comparer: Comparer(pool: reader, catalogue: catalogue), log: log, bookkeeper: bookkeeper, owner: owner, home: home)
  }

  private static func record(_ bookkeeper: Bookkeeper) async throws {
    var round: [Instruction] = []
    var number = 0
    func submit() async throws {
      for case .refused(let refusal) in try await bookkeeper.submit(round) + bookkeeper.finish() { throw refusal }
      round.removeAll(keepingCapacity: true)
    }
    for step in DemoBook(scale: .small) {
      number += 1
      func add(_ command: Command) {
        let evening = Int64(step.recordedAt.daysSince1970) * 86_400_000_000 + 64_800_000_000
        round.append(Instruction(command, recordedAt: evening, key: "demo/\(number)"))
      }
      switch step.deed {
      case .record(let command): add(command)
      case .correct(_, let adjustment): add(.payables(.adjust(adjustment)))
      case .close(let month, let name):
        try await submit()
        let open = OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0)
        add(.control(.close(ClosePeriod(month: month, by: name, today: step.recordedAt, asOfPosition: 0, totals: [], openItems: open))))
        try await submit()
      }
      if round.count == 500 { try await submit() }
    }
    try await submit()
  }
}
