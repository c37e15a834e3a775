import Bookkeeping
import Demo
import EventLog
import Ledger
import Postgres

/// Puts the demo's history into a book through the same commands as everybody's data; takes up where it was stopped.
struct DemoLoading {
  let scale: DemoScale

  /// Commands that go to the bookkeeper at once.
  private static let roundSize = 500

  /// Loads what the book does not have yet.
  /// - Returns: how many commands were new.
  func run(_ writer: ConnectionOptions, book: Book) async throws -> Int {
    let log = SharedLog(options: writer)
    do {
      let count = try await load(log, book)
      await log.close()
      return count
    } catch {
      await log.close()
      throw error
    }
  }

  private func load(_ log: SharedLog, _ book: Book) async throws -> Int {
    let done = try await progress(log, book)
    let bookkeeper = Bookkeeper(log: log, author: "demo", salt: DemoBook.salt)
    var bar = ProgressBar("Demo")
    var (number, new) = (0, 0)
    var round: [Instruction] = []
    for dated in DemoBook(scale: scale) {
      number += 1
      if number <= done { continue }
      new += 1
      // The book learns of a day's documents in its evening, by the demo's own clock.
      let evening = Int64(dated.recordedAt.daysSince1970) * 86_400_000_000 + 64_800_000_000
      round.append(Instruction(dated.command, recordedAt: evening, key: key(number)))
      if round.count == Self.roundSize {
        try check(await bookkeeper.submit(round))
        round.removeAll(keepingCapacity: true)
        bar.show(Double(number) * 2 / Double(scale.approximateEvents), "\(dated.recordedAt.components.year)")
      }
    }
    try check(await bookkeeper.submit(round))
    try check(await bookkeeper.finish())
    bar.end()
    return new
  }

  /// Keys count the commands of one scale, so that the last one in the book tells how far it is.
  private func key(_ number: Int) -> String {
    let digits = String(number)
    return "demo/\(scale.rawValue)/" + String(repeating: "0", count: 9 - digits.count) + digits
  }

  private func progress(_ log: SharedLog, _ book: Book) async throws -> Int {
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
