import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

@Suite("Answers made anew beforehand")
struct CacheFreshTests {
  @Test("Slow answers that somebody asked for are made anew as soon as the book moves on, the costliest first, and not over and over")
  func fresh() {
    func answer(_ position: Int64) -> ReportAnswer { ReportAnswer(asOfPosition: position, title: "", columns: [], rows: []) }
    func question(_ name: String) -> Question { Question(report: name, parameters: ReportParameters()) }
    var answers = KeptAnswers(bytesMax: 1_000_000)
    let now = ContinuousClock.now + .seconds(10)
    func next(_ answers: KeptAnswers, at time: ContinuousClock.Instant = now) -> String? {
      answers.overtaken(costing: .milliseconds(4), asked: .seconds(60), now: time)?.report
    }
    answers.learn(Glance(horizon: Horizon(position: 10, rebuiltAt: 0)))
    for (name, cost) in [("quick", 1), ("slow", 30), ("slower", 50)] {
      answers.keep(answer(10), to: question(name), .all, cost: .milliseconds(cost))
    }
    answers.keep(answer(10), to: question("past"), .none, cost: .milliseconds(90))
    #expect(next(answers) == nil, "nothing has changed")
    answers.learn(Glance(horizon: Horizon(position: 11, rebuiltAt: 0), after: 10, months: [:]))
    #expect(next(answers) == "slower")
    answers.keep(answer(11), to: question("slower"), .all, cost: .milliseconds(50), isAsked: false)
    #expect(next(answers) == "slow")
    #expect(next(answers, at: .now) == nil, "each takes a tenth of the time at most")
    #expect(next(answers, at: now + .seconds(60)) == nil, "nobody asked for a minute")
  }

  @Test("What is made anew in the background is what a reader would have got, and he gets it")
  func keptFresh() async throws {
    try await TestBook.with { book in
      let events = History(seed: 67, count: 120).events
      try await book.append(Array(events[0..<100]), from: 0)
      try await book.fold()
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await kept.keepFresh() }
        for through in 101...120 {
          try await book.append([events[through - 1]], from: through - 1)
          try await book.fold()
          for report in ["income-distribution", "channel-loss-total", "membership", "producer-revenue"] {
            #expect(try await kept.run(report) == (try await book.reporter.run(report)), "\(report) at \(through)")
          }
        }
        group.cancelAll()
        do { try await group.waitForAll() } catch is CancellationError {}
      }
    }
  }
}
