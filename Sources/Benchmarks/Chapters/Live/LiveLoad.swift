import EventLog
import Postgres
import ReadModels
import Synchronization

/// Sales offered at a fixed rate to one appender, a worker that folds them, and a reader that watches them arrive.
struct LiveLoad: Sendable {
  /// From when an event's time counts.
  enum Start: Sendable {
    /// From its acknowledgement: what it takes to be seen.
    case acknowledged
    /// From when it was due to be offered: all that its writer waits for.
    case due
  }

  let bench: Bench
  let payloads: Payloads
  /// Events a second.
  let rate: Int

  /// What is there before: tables of some size.
  private static let historyEvents = 100_000
  /// At first plans are made and caches filled, pages are written whole after the checkpoint, and what has piled up meanwhile is caught up with; what is due
  /// then does not count.
  private static let warmUpSeconds = 3.0

  /// When an event was due, when it was acknowledged, and where it stands.
  private struct Sent: Sendable {
    let due: ContinuousClock.Instant, acknowledged: ContinuousClock.Instant
    let position: Int64
  }

  /// What the reader saw, and when it had the answer.
  private struct Sight: Sendable {
    let position: Int64
    let at: ContinuousClock.Instant
  }

  func run(since start: Start) async throws -> Reading {
    try await bench.withBook { book in
      let before = try await book.restore(events: Self.historyEvents)
      let catalogue = try Catalogue.builtIn()
      try await Rebuilder(options: book.options(.owner), catalogue: catalogue).prepare()
      let worker = Task { try await Worker(options: book.options(.owner), catalogue: catalogue).follow() }
      let isOver = Flag()
      let watcher = Task { try await watch(book, isOver) }
      let outcome: Result<[Sent], any Error>
      do {
        let sent = try await offer(book)
        try await waitUntilFolded(before + Int64(sent.count), book)
        outcome = .success(sent)
      } catch { outcome = .failure(error) }
      isOver.raise()
      worker.cancel()
      _ = await worker.result
      let sights = try await watcher.value
      let sent = try outcome.get()
      try await book.check(events: Int(before) + sent.count)
      let verification = try await Verifier(options: book.options(.reader), catalogue: catalogue).verify()
      guard verification.isClean, verification.position == before + Int64(sent.count) else {
        throw BenchError("What was folded live is not what the log says: \(verification.models.filter { !$0.isEmpty })")
      }
      return reading(sent, sights, start)
    }
  }

  /// Starts each append when it is due. They wait for their answers beside each other, as the requests of many clients do.
  private func offer(_ book: BenchBook) async throws -> [Sent] {
    let appender = Appender(options: book.options(.writer))
    let count = Int((bench.options.seconds + Self.warmUpSeconds) * Double(rate))
    let start = ContinuousClock.now + .milliseconds(50)
    let sent = try await withThrowingTaskGroup(of: Sent.self) { group in
      for number in 0..<count {
        let due = start + .nanoseconds(number * 1_000_000_000 / rate)
        if ContinuousClock.now < due { try await Task.sleep(until: due, tolerance: .zero) }
        group.addTask {
          guard case .appended(let first, _) = try await appender.append(payloads.commit(number, writer: 0)) else {
            throw BenchError("A commit that nothing stood against was not appended.")
          }
          return Sent(due: due, acknowledged: .now, position: first)
        }
      }
      var all: [Sent] = []
      for try await one in group { all.append(one) }
      return all
    }
    await appender.close()
    return sent
  }

  private func watch(_ book: BenchBook, _ isOver: Flag) async throws -> [Sight] {
    let connection = try await Connection.open(book.options(.reader))
    var sights: [Sight] = []
    while !isOver.isRaised {
      let position = try await connection.run { try $0.query("SELECT position FROM checkpoint").first?.int64(0) ?? 0 }
      if position > sights.last?.position ?? 0 { sights.append(Sight(position: position, at: .now)) }
      try await Task.sleep(for: .milliseconds(1), tolerance: .zero)
    }
    await connection.close()
    return sights
  }

  private func waitUntilFolded(_ position: Int64, _ book: BenchBook) async throws {
    let pool = Pool(book.options(.reader), size: 1)
    try await pool.waitUntilFolded(position, timeoutMilliseconds: 120_000)
    // The watcher sees it too.
    try await Task.sleep(for: .milliseconds(20))
    await pool.close()
  }

  private func reading(_ sent: [Sent], _ sights: [Sight], _ start: Start) -> Reading {
    let sorted = sent.sorted { $0.position < $1.position }
    guard let first = sent.map(\.due).min(), let last = sent.map(\.due).max() else { return Reading(amount: 0, seconds: 0) }
    let counted = first + .seconds(Self.warmUpSeconds)
    var (latencies, next) = (Latencies(), 0)
    for event in sorted {
      while next < sights.count, sights[next].position < event.position { next += 1 }
      guard next < sights.count else { break }
      if event.due >= counted { latencies.record((sights[next].at - (start == .due ? event.due : event.acknowledged)).nanoseconds) }
    }
    return Reading(amount: Double(latencies.count), seconds: (last - counted).asSeconds, latencies: latencies)
  }
}

/// Tells another task that it is over.
private final class Flag: Sendable {
  private let state = Atomic<Bool>(false)
  var isRaised: Bool { state.load(ordering: .acquiring) }
  func raise() { state.store(true, ordering: .releasing) }
}
