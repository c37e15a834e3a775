import Bookkeeping
import Demo
import EventLog
import Ledger
import Office
import Postgres
import ReadModels

/// Puts the demo's history into a book through the same commands as everybody's data; takes up where it was stopped.
struct DemoLoading {
  let workplace: Workplace
  let book: Book
  let scale: DemoScale

  /// Commands that go to the bookkeeper at once.
  private static let roundSize = 500

  /// Loads what the book does not have yet.
  /// - Returns: how many steps were new.
  func run() async throws -> Int {
    let log = SharedLog(options: try await workplace.open(book, as: .writer))
    do {
      let count = try await load(log)
      await log.close()
      return count
    } catch {
      await log.close()
      throw error
    }
  }

  private func load(_ log: SharedLog) async throws -> Int {
    let done = try await progress(log)
    let bookkeeper = Bookkeeper(log: log, author: "demo", salt: DemoBook.salt)
    var deeds = DemoDeeds(workplace: workplace, book: book, log: log, catalogue: try Catalogue.builtIn())
    var bar = ProgressBar("Demo")
    var (number, new) = (0, 0)
    var round: [Instruction] = []
    for step in DemoBook(scale: scale) {
      number += 1
      if number <= done { continue }
      new += 1
      // What depends on the book itself waits until everything before it is in it.
      if !step.isKnown {
        try check(await bookkeeper.submit(round))
        try check(await bookkeeper.finish())
        round.removeAll(keepingCapacity: true)
      }
      round.append(Instruction(try await deeds.command(of: step), recordedAt: evening(step.recordedAt), key: key(number)))
      if round.count == Self.roundSize {
        try check(await bookkeeper.submit(round))
        round.removeAll(keepingCapacity: true)
        bar.show(Double(number) / Double(scale.approximateSteps), "\(step.recordedAt.components.year)")
      }
    }
    try check(await bookkeeper.submit(round))
    try check(await bookkeeper.finish())
    bar.end()
    return new
  }

  /// The book learns of a day's documents in its evening, by the demo's own clock.
  private func evening(_ date: CalendarDate) -> Int64 { Int64(date.daysSince1970) * 86_400_000_000 + 64_800_000_000 }

  /// Keys count the steps of one scale, so that the last one in the book tells how far it is.
  private func key(_ number: Int) -> String {
    let digits = String(number)
    return "demo/\(scale.rawValue)/" + String(repeating: "0", count: 9 - digits.count) + digits
  }

  private func progress(_ log: SharedLog) async throws -> Int {
    guard try await log.headPosition() > 0 else { return 0 }
    let last = try await log.read { session in
      try session.query("SELECT max(key) FROM \"commit\" WHERE key LIKE 'demo/%'").first?.optionalText(0)
    }
    guard let last else {
      throw Failure.refused("Book “\(book)” holds entries of your own; the demo goes into another one: esep demo --book demo")
    }
    let parts = last.split(separator: "/")
    guard parts.count == 3, parts[1] == scale.rawValue, let number = Int(parts[2]) else {
      throw Failure.refused(
        "Book “\(book)” holds the demo in another scale. Drop it first (esep book drop \(book)), or choose another book with --book.")
    }
    return number
  }

  private func check(_ verdicts: [Verdict]) throws {
    for case .refused(let refusal) in verdicts { throw Failure.refused("the demo was refused: \(refusal)") }
  }
}

/// Turns the demo's steps into commands; of some only the book knows the rest.
private struct DemoDeeds {
  let workplace: Workplace
  let book: Book
  let log: SharedLog
  let catalogue: Catalogue
  /// Whether the reports know all that moved goods or money: months are closed by the dozen, and a closing moves nothing.
  private var isFolded = false

  init(workplace: Workplace, book: Book, log: SharedLog, catalogue: Catalogue) {
    (self.workplace, self.book, self.log, self.catalogue) = (workplace, book, log, catalogue)
  }

  mutating func command(of step: DemoStep) async throws -> Command {
    switch step.deed {
    case .record(let command):
      isFolded = false
      return command
    case .close(let month, let name):
      if !isFolded { try await Folding.catchUp(workplace, book) }
      isFolded = true
      return try await workplace.withReader(book) { [catalogue] pool in
        let closing = MonthClosing(reporter: Reporter(pool: pool, catalogue: catalogue))
        return .control(.close(try await closing.command(month, by: name, on: step.recordedAt)))
      }
    case .correct(let batch, let adjustment):
      isFolded = false
      let stream = StreamName.batch(batch).text
      let position = try await log.read { session in
        try session.query("SELECT min(position) FROM event WHERE stream = $1", [.text(stream)]).first?.optionalInt64(0)
      }
      return .payables(.adjust(adjustment.pointing(at: position)))
    }
  }
}

extension DemoStep {
  /// Whether its command is known without looking into the book.
  fileprivate var isKnown: Bool { if case .record = deed { true } else { false } }
}

extension PostAdjustment {
  /// The same adjustment, pointing at the event it corrects.
  fileprivate func pointing(at position: Int64?) -> PostAdjustment {
    PostAdjustment(adjustment: adjustment, corrects: position, reason: reason, by: by, date: date, lines: lines)
  }
}
