import ArgumentParser
import Bookkeeping
import EventLog
import Foundation
import Ledger
import Logging
import Notary
import Office
import Postgres
import ReadModels
import SignIn
import Web
import WebAPI
import WebPages

/// `esep serve`: pages for people, an API for programs, and what keeps the book up to date.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve pages and the API, and keep read models and signatures up to date, until stopped.",
    discussion: """
      Every setting is also read from the environment (ESEP_WEB_PORT, …) and from a JSON file; a flag comes before the environment, that before the file, \
      and that before the default. Others: readers (connections for reports; 8), cache-bytes-max (64000000), body-bytes-max (1000000), upload-bytes-max \
      (200000000), request-seconds-max (30), answer-seconds-max (60), idle-seconds-max (75), connections-max (2000), requests-max (256), \
      session-idle-hours (12), session-hours-max (168), proxies (0; 1 with --tls: how many add to X-Forwarded-For, so that tries to sign in are counted \
      by who makes them).

      Serve beyond this machine only behind a proxy that speaks TLS, with --tls. Stop it with Ctrl-C or SIGTERM: what is under way is finished.

      Example: esep user add aizada --role accountant
               esep serve --port 8080
      """)

  @Option(help: ArgumentHelp("The address to listen at. Default: 127.0.0.1, this machine only.", valueName: "address"))
  var host: String?

  @Option(help: ArgumentHelp("The port; 0 for any that is free. Default: 8080.", valueName: "port"))
  var port: Int?

  @Flag(help: "Browsers reach it by TLS, through a proxy: cookies are for TLS alone.")
  var tls = false

  @Option(help: ArgumentHelp("A file of settings.", valueName: "file.json"))
  var config: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let settings = try await settings()
    let catalogue = try Catalogue.builtIn()
    LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
    try await Workplace.with(database) { workplace in
      let book = try await workplace.openOrBegin(database)
      try await Folding.catchUp(workplace, book)
      try await serve(book, workplace, catalogue, settings)
      Talk.say("Stopped.")
    }
  }

  private func settings() async throws -> WebSettings {
    var flags: [String: String] = [:]
    flags["host"] = host
    flags["port"] = port.map(String.init)
    if tls { flags["tls"] = "true" }
    return try await WebSettings.read(flags: flags, environment: ProcessInfo.processInfo.environment, file: config)
  }

  private func serve(_ book: Book, _ workplace: Workplace, _ catalogue: Catalogue, _ settings: WebSettings) async throws {
    let logger = Logger(label: "esep")
    let owner = try await workplace.open(book, as: .owner)
    let notary = Notary(options: owner, folder: try await workplace.keyFolder(book))
    let (readerOptions, writerOptions) = (try await workplace.open(book, as: .reader), try await workplace.open(book, as: .writer))
    try await withPool(readerOptions, size: settings.readers) { reader in
      try await withPool(writerOptions, size: 4) { writer in
        let cache = ReportCache(bytesMax: settings.cacheBytesMax)
        let log = SharedLog(options: writerOptions, readers: 4)
        let desk = BookDesk(
          book: book, catalogue: catalogue, currency: .kgs, reader: reader, writer: writer,
          reporter: Reporter(pool: reader, catalogue: catalogue, cache: cache),
          explainer: Explainer(pool: reader, catalogue: catalogue), comparer: Comparer(pool: reader, catalogue: catalogue), log: log,
          bookkeeper: Bookkeeper(log: log, author: "web"), owner: owner, home: Workplace.home)
        let accounts = Accounts(pool: writer, idleHours: settings.sessionIdleHours, hoursMax: settings.sessionHoursMax)
        let server = try WebServer(
          desk: desk, accounts: accounts, pages: AllPages.routes,
          api: API(desk, accounts: accounts, settings: settings), settings: settings, logger: logger,
          jobs: [
            FoldingJob(desk: desk, logger: logger), SigningJob(notary: notary, logger: logger), WarmingJob(desk: desk), AnswersJob(desk: desk),
            SessionSweep(accounts: accounts, logger: logger),
          ])
        let hasUsers = try await accounts.hasUsers()
        do {
          try await server.run { port in
            Talk.say("Serving book “\(book)” at http://\(settings.host):\(port)/ – stop with Ctrl-C.")
            if !hasUsers { Talk.say("Nobody can sign in yet. In another terminal: esep user add NAME --role admin") }
          }
        } catch {
          await log.close()
          throw error
        }
        await log.close()
      }
    }
  }
}
