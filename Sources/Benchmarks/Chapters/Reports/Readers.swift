import Postgres
import ReadModels

/// Readers who ask one question after the other.
struct Readers: Sendable {
  /// How they ask.
  enum Pace: Sendable {
    /// So many questions a second, all readers together, whether answers come or not. A question that waits for the one before counts from when it was
    /// due: so nothing is left out because the system was slow.
    case open(perSecond: Double)
    /// The next question when the answer is there.
    case closed
  }

  static let count = 64
  /// Connections that they share.
  static let connections = 8

  let pace: Pace
  let seconds: Double
  let questions: Questions

  /// Asks for a time.
  /// - Parameter start: where the mix begins, so that rounds differ.
  func run(_ ask: @escaping @Sendable (Questions.Question) async throws -> Void) async throws -> Reading {
    let start = ContinuousClock.now
    let end = start + .seconds(seconds)
    let latencies = try await withThrowingTaskGroup(of: Latencies.self) { group in
      for reader in 0..<Self.count { group.addTask { try await read(reader, from: start, until: end, ask) } }
      var all = Latencies()
      for try await some in group { all.merge(some) }
      return all
    }
    return Reading(amount: Double(latencies.count), seconds: (ContinuousClock.now - start).asSeconds, latencies: latencies)
  }

  private func read(
    _ reader: Int, from start: ContinuousClock.Instant, until end: ContinuousClock.Instant,
    _ ask: @Sendable (Questions.Question) async throws -> Void
  ) async throws -> Latencies {
    var latencies = Latencies()
    // Every reader goes through all questions, each from another place on.
    var next = reader * questions.all.count / Self.count
    switch pace {
    case .closed:
      var now = ContinuousClock.now
      while now < end {
        try await ask(questions.all[next % questions.all.count])
        let answered = ContinuousClock.now
        latencies.record((answered - now).nanoseconds)
        (now, next) = (answered, next + 1)
      }
    case .open(let perSecond):
      let interval = Double(Self.count) / perSecond
      var due = start + .seconds(interval * Double(reader) / Double(Self.count))
      while due < end {
        if ContinuousClock.now < due { try await Task.sleep(until: due, tolerance: .zero) }
        try await ask(questions.all[next % questions.all.count])
        latencies.record(since: due)
        (due, next) = (due + .seconds(interval), next + 1)
      }
    }
    return latencies
  }
}
