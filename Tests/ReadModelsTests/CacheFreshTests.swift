import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

@Suite("Answers made anew beforehand")
struct CacheFreshTests {
  @Test("Slow answers that somebody asked for are made anew as soon as the book moves on, the most waited for first, and not over and over")
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
    for _ in 1...2 { _ = answers.answer(to: question("quick"), .all, floor: 0) }
    #expect(next(answers) == "slow", "quick answers may as well wait")
    for (name, cost) in [("often", 20), ("seldom", 30)] { answers.keep(answer(10), to: question(name), .all, cost: .milliseconds(cost)) }
    _ = answers.answer(to: question("often"), .all, floor: 0)
    #expect(next(answers) == "often", "twice twenty are more than thirty")
    #expect(next(answers, at: .now) == nil, "each takes a fifth of the time at most")
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

  @Test("Half a second is worked at once, and half of the time in the long run")
  func effort() {
    var now = ContinuousClock.now
    var effort = Effort(from: now)
    func work(_ work: Duration) -> Duration {
      now += work
      let pause = effort.pause(after: work, at: now)
      now += pause
      return pause
    }
    #expect((1...5).map { _ in work(.milliseconds(100)) } == [0, 0, 0, 0, 0].map { Duration.milliseconds($0) })
    #expect((1...3).map { _ in work(.milliseconds(100)) } == [100, 100, 100].map { Duration.milliseconds($0) })
    now += .seconds(10)
    #expect(work(.milliseconds(400)) == .zero)
  }

  @Test("Pages, and a year by itself, are put together from the same parts; what is asked in the words of a part is answered, too")
  func parts() async throws {
    try await TestBook.with { book in
      try await book.append(History(seed: 68, count: 150).events)
      try await book.fold()
      let kept = Reporter(pool: book.pool, catalogue: book.catalogue, cache: ReportCache())
      for report in ["producer-revenue", "channel-loss-total"] {
        let all = try await book.reporter.run(report).rows
        let years = try all.map { row in try #require(Int("\(row[0])".filter(\.isNumber))) }
        let last = try #require(years.last)
        for (from, to) in [(nil, nil), (last, last), (last - 1, last)] as [(Int?, Int?)] {
          for (limit, offset) in [(1, 0), (3, 2), (200, 0), (200, 200), (nil, 0)] as [(Int?, Int)] {
            var parameters = ReportParameters()
            (parameters.limit, parameters.offset) = (limit, offset)
            parameters.from = from.flatMap { CalendarDate(year: $0, month: 1, day: 1) }
            parameters.to = to.flatMap { CalendarDate(year: $0, month: 12, day: 31) }
            let answer = try await kept.run(report, parameters: parameters)
            #expect(answer == (try await book.reporter.run(report, parameters: parameters)), "\(report) \(parameters)")
          }
        }
      }
    }
  }
}
