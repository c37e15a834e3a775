import Bookkeeping
import EventLog
import Exchange
import Foundation
import HTTPTypes
import Ledger
import Logging
import Office
import Postgres
import ReadModels
import ServiceLifecycle
import Synchronization
import TestSupport
import WebAPI
import WebPages

@testable import SignIn
@testable import Web

/// The whole server, as `esep serve` makes it, over a book of a test's own, on a free port.
struct ServerUnderTest: Sendable {
  let port: Int
  let desk: BookDesk
  let accounts: Accounts
  let server: WebServer
  /// A login to the database, past all roles.
  let login: ConnectionOptions

  /// Lends one, stops it afterwards.
  /// - Parameters:
  ///   - example: whether the book is that of `Tests/Example/book`; empty otherwise.
  ///   - database: where the book is to be; nil: at the shared server for tests.
  ///   - pages: routes besides all there are.
  ///   - folds: whether a worker folds beside it.
  static func with(
    example: Bool = false, at database: ConnectionOptions? = nil, pages: [PageRoute] = [], folds: Bool = true,
    settings change: (inout WebSettings) -> Void = { _ in }, _ body: @escaping @Sendable (ServerUnderTest) async throws -> Void
  ) async throws {
    let login = if let database { database } else { try await TestServer.shared.freshDatabase() }
    let book = try Book(named: "main")
    try await book.create(on: login, migrations: BookSetup.migrations + Migration.signIn)
    let (owner, writer) = (book.options(login, as: .owner), book.options(login, as: .writer))
    let catalogue = try Catalogue.builtIn()
    try await Rebuilder(options: owner, catalogue: catalogue).prepare()
    var settings = WebSettings()
    (settings.port, settings.readers) = (0, 4)
    change(&settings)
    let (home, chosen) = (try TemporaryHome.make(), settings)
    try await withPool(book.options(login, as: .reader), size: chosen.readers) { reader in
      try await withPool(writer, size: 3) { writerPool in
        let log = SharedLog(options: writer)
        let desk = BookDesk(
          book: book, catalogue: catalogue, currency: .kgs, reader: reader, writer: writerPool,
          reporter: Reporter(pool: reader, catalogue: catalogue, cache: ReportCache()), explainer: Explainer(pool: reader, catalogue: catalogue),
          comparer: Comparer(pool: reader, catalogue: catalogue), log: log, bookkeeper: Bookkeeper(log: log, author: "web"), owner: owner, home: home)
        if example { try await load(desk) }
        // As cheap as it may be: tests sign in often.
        let accounts = Accounts(pool: writerPool, cost: PasswordHash.Cost(rounds: 1 << 10, blockSize: 8, parallelism: 1))
        // A handler that keeps metadata: the id of a request lives there.
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .critical
        let server = try WebServer(
          desk: desk, accounts: accounts, pages: AllPages.routes + pages, api: API(desk, accounts: accounts, settings: chosen), settings: chosen,
          logger: logger, jobs: folds ? [FoldingJob(desk: desk, logger: logger)] : [])
        try await run(server, log) { port in
          try await body(ServerUnderTest(port: port, desk: desk, accounts: accounts, server: server, login: login))
        }
      }
    }
  }

  private static func run(_ server: WebServer, _ log: SharedLog, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let group = server.group { continuation.yield($0) }
    do {
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
          defer { continuation.finish() }
          try await group.run()
        }
        tasks.addTask {
          guard let port = await ports.first(where: { _ in true }) else { return }
          do { try await body(port) } catch {
            await group.triggerGracefulShutdown()
            throw error
          }
          await group.triggerGracefulShutdown()
        }
        try await tasks.waitForAll()
      }
    } catch {
      await log.close()
      throw error
    }
    await log.close()
  }

  /// The spreadsheets of `Tests/Example/book`, folded.
  private static func load(_ desk: BookDesk) async throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Example/book").standardized.path
    let mapping = try ImportSource.mapping(nil, beside: [folder])
    let today = CalendarDate(daysSince1970: 20_119)
    let bookkeeper = Bookkeeper(log: desk.log, author: "import")
    let rejects = try TemporaryHome.make()
    for source in try ImportSource.find([folder]) {
      var file = try FileImport(
        source, mapping: mapping, options: CSVOptions(), defaults: ImportDefaults(today: today, allowsUnallocated: true), rejects: rejects)
      _ = try await file.run(bookkeeper)
    }
    let worker = Worker(options: desk.owner, catalogue: desk.catalogue)
    try await worker.catchUp()
    await worker.close()
  }

  /// A browser of somebody new in these roles, signed in.
  func browser(_ roles: Set<Role>, name: String? = nil) async throws -> Browser {
    let name = name ?? roles.map(\.rawValue).sorted().joined(separator: "-")
    let password = "correct horse \(name)"
    if try await !accounts.users().contains(where: { $0.name == name }) {
      try await accounts.addUser(name: name, roles: roles, password: password, by: "test")
    }
    let browser = Browser(port: port)
    let answer = try await browser.signIn(name, password)
    guard answer.status == 303 else { throw WebError(.unauthorized, "no sign-in for \(name): \(answer.status) \(answer.text.suffix(900))") }
    return browser
  }

  /// Somebody who has not signed in.
  func stranger() -> Browser { Browser(port: port) }
}
