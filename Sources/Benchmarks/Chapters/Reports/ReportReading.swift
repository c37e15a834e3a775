import EventLog
import Postgres
import ReadModels

/// Runs of readers over one grown book.
struct ReportReading: Sendable {
  let events: Int
  let pace: Readers.Pace
  var keepsAnswers = true
  /// Sales a second that are appended and folded meanwhile, dated in the last year.
  var salesPerSecond = 0

  func run(_ bench: Bench) async throws -> Reading {
    let book = try await bench.grown.book(events: events, on: bench)
    let catalogue = try Catalogue.builtIn()
    let pool = Pool(book.options(.reader), size: Readers.connections)
    do {
      let reading = try await read(bench, book, catalogue, pool)
      await pool.close()
      return reading
    } catch {
      await pool.close()
      throw error
    }
  }

  private func read(_ bench: Bench, _ book: BenchBook, _ catalogue: Catalogue, _ pool: Pool) async throws -> Reading {
    let questions = Questions(catalogue)
    let reporter = Reporter(pool: pool, catalogue: catalogue, cache: keepsAnswers ? ReportCache() : nil)
    let readers = Readers(pace: pace, seconds: bench.options.seconds, questions: questions)
    // Everybody asked before: connections are open and plans are made, as in a server that has run for a minute.
    let warmUp = Readers(pace: .closed, seconds: 2, questions: questions)
    _ = try await warmUp.run { _ = try await reporter.run($0.report, parameters: $0.parameters) }
    let reading = try await LiveSales.going(salesPerSecond, book, catalogue, reporter) {
      try await readers.run { _ = try await reporter.run($0.report, parameters: $0.parameters) }
    }
    try await check(reporter, Reporter(pool: pool, catalogue: catalogue), questions)
    return reading
  }

  /// A kept answer is what a new one would be.
  private func check(_ reporter: Reporter, _ plain: Reporter, _ questions: Questions) async throws {
    for question in questions.all {
      let answer = try await reporter.run(question.report, parameters: question.parameters)
      guard try await plain.run(question.report, parameters: question.parameters) == answer else {
        throw BenchError("\(question.report) answers otherwise when its answer was kept.")
      }
    }
  }

  /// What it takes to ask the server anything at all.
  static func floor(_ bench: Bench, events: Int, pace: Readers.Pace) async throws -> Reading {
    let book = try await bench.grown.book(events: events, on: bench)
    let pool = Pool(book.options(.reader), size: Readers.connections)
    let readers = Readers(pace: pace, seconds: bench.options.seconds, questions: Questions(try Catalogue.builtIn()))
    do {
      let reading = try await readers.run { _ in _ = try await pool.withSession { try $0.query("SELECT position FROM checkpoint").count } }
      await pool.close()
      return reading
    } catch {
      await pool.close()
      throw error
    }
  }
}

/// A book that lives: sales come in and are folded.
enum LiveSales {
  /// The last day of a history.
  private static let day = History.firstDay + 3_284

  static func going<T: Sendable>(
    _ perSecond: Int, _ book: BenchBook, _ catalogue: Catalogue, _ reporter: Reporter,
    _ job: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    guard perSecond > 0 else { return try await job() }
    let log = Appender(options: book.options(.writer))
    let worker = Worker(options: book.options(.owner), catalogue: catalogue, folded: reporter.bookMoved)
    let result: Result<T, any Error>
    do {
      result = .success(
        try await withThrowingTaskGroup(of: T?.self) { group in
          group.addTask { try await append(perSecond, log, book) }
          group.addTask { try await follow(worker) }
          group.addTask {
            do { try await reporter.keepFresh() } catch is CancellationError {}
            return nil
          }
          group.addTask { try await job() }
          while let value = try await group.next() {
            guard let value else { continue }
            group.cancelAll()
            return value
          }
          throw BenchError("The sales ended before the readers did.")
        })
    } catch {
      result = .failure(error)
    }
    await worker.close()
    await log.close()
    let value = try result.get()
    try await book.caughtUp(catalogue)
    return value
  }

  private static func append<T>(_ perSecond: Int, _ log: Appender, _ book: BenchBook) async throws -> T? {
    let payloads = Payloads()
    // Streams and keys of its own for each run.
    let run = try await book.with(.owner) { try $0.head().position }
    var number = 0
    while !Task.isCancelled {
      let sale = NewEvent(stream: "sale/L\(run)-\(number)", type: "SaleRecorded", schema: 1, occurredOn: day, payload: payloads.text(number))
      let commit = Commit(
        key: "live/\(run)/\(number)", fingerprint: [UInt8](repeating: 7, count: 32), actor: "bench", events: [sale],
        expected: [ExpectedVersion(stream: sale.stream, version: 0)])
      _ = try await log.append(commit)
      number += 1
      do { try await Task.sleep(for: .seconds(1.0 / Double(perSecond))) } catch { break }
    }
    return nil
  }

  private static func follow<T>(_ worker: Worker) async throws -> T? {
    do { try await worker.follow() } catch is CancellationError {}
    return nil
  }
}

extension BenchBook {
  /// Folds what is left.
  func caughtUp(_ catalogue: Catalogue) async throws {
    let worker = Worker(options: options(.owner), catalogue: catalogue)
    try await worker.catchUp()
    await worker.close()
  }
}
