import EventLog
import Postgres
import Synchronization

/// Writers who each append one event and wait for its answer before the next.
///
/// A closed loop: the latency is that of the operation as its writer sees it, at the rate the log itself sets.
enum GroupCommitting {
  static func run(_ bench: Bench, writers: Int, appenders: Int, _ payloads: Payloads) async throws -> Reading {
    try await bench.withBook { book in
      let logs = (0..<appenders).map { _ in Appender(options: book.options(.writer)) }
      // The connection is there before the clock starts.
      for (number, log) in logs.enumerated() { try await append(payloads.commit(0, writer: -1 - number), to: log) }
      let start = ContinuousClock.now
      let end = start + .seconds(bench.options.seconds)
      let latencies = try await withThrowingTaskGroup(of: Latencies.self) { group in
        for writer in 0..<writers {
          group.addTask {
            var (latencies, number) = (Latencies(), 0)
            var now = ContinuousClock.now
            while now < end {
              try await append(payloads.commit(number, writer: writer), to: logs[writer % appenders])
              number += 1
              let answered = ContinuousClock.now
              latencies.record((answered - now).nanoseconds)
              now = answered
            }
            return latencies
          }
        }
        var all = Latencies()
        for try await some in group { all.merge(some) }
        return all
      }
      let seconds = (ContinuousClock.now - start).asSeconds
      for log in logs { await log.close() }
      try await book.check(events: Int(latencies.count) + appenders)
      return Reading(amount: Double(latencies.count), seconds: seconds, latencies: latencies)
    }
  }

  private static func append(_ commit: Commit, to log: Appender) async throws {
    let outcome = try await log.append(commit)
    guard case .appended = outcome else { throw BenchError("A commit that nothing stood against was not appended: \(outcome)") }
  }
}
