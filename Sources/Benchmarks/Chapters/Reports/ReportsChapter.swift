import Postgres
import ReadModels

/// Reports and explanations of a large book.
public enum ReportsChapter {
  /// Questions a second of all readers: one of each, who turns a page every second.
  static let pace = Readers.Pace.open(perSecond: 64)
  private static let live = 2

  /// The works of this chapter.
  public static func works(_ bench: Bench) -> [Work] {
    let events = bench.options.events
    let (kept, anew, growing) = ("answers kept", "each computed anew", "answers kept, \(live) sales a second meanwhile")
    return [
      Work(
        id: "reports-64-readers", title: "any report, 64 readers, a page a second each", unit: "answers",
        ways: [
          Way(kept, ReportReading(events: events, pace: pace).run),
          Way(growing, ReportReading(events: events, pace: pace, salesPerSecond: live).run),
          Way(anew, ReportReading(events: events, pace: pace, keepsAnswers: false).run),
          Way("nothing but a round trip") { try await ReportReading.floor($0, events: events, pace: pace) },
        ],
        expectations: [
          .latencyMilliseconds(kept, .p99, atMost: 20, aim: 5), .latencyMilliseconds(growing, .p99, atMost: 20, aim: 5),
          .latencyMilliseconds(anew, .p99, atMost: 20, aim: 5),
        ],
        note: Questions.text + " Open loop: a question counts from when it was due."),
      Work(
        id: "reports-closed-loop", title: "any report, 64 readers, the next question with the answer", unit: "answers",
        ways: [
          Way(kept, ReportReading(events: events, pace: .closed).run),
          Way(anew, ReportReading(events: events, pace: .closed, keepsAnswers: false).run),
        ], expectations: [.latencyMilliseconds(kept, .p99, atMost: 20, aim: 5)]),
      Work(
        id: "reports-each", title: "each report by itself, one reader, computed anew", unit: "answers",
        ways: (try? Catalogue.builtIn())?.reports.map { report in
          Way(report.name) { try await OneReport.run($0, events: events, report.name, page: true) }
        } ?? []),
      Work(
        id: "reports-whole", title: "each report whole, all years, computed anew", unit: "answers",
        ways: (try? Catalogue.builtIn())?.reports.map { report in
          Way(report.name) { try await OneReport.run($0, events: events, report.name, page: false) }
        } ?? []),
      Work(
        id: "explain", title: "one cell explained by its events", unit: "explanations",
        ways: Explaining.cells.map { cell in Way(cell.name) { try await Explaining.run($0, events: events, cell) } },
        note: "That neither the log nor the entries are read from end to end is checked by the server's own count."),
    ]
  }
}

/// One reader who asks for one report again and again.
enum OneReport {
  static func run(_ bench: Bench, events: Int, _ name: String, page: Bool) async throws -> Reading {
    let book = try await bench.grown.book(events: events, on: bench)
    let catalogue = try Catalogue.builtIn()
    let pool = Pool(book.options(.reader), size: 1)
    let reporter = Reporter(pool: pool, catalogue: catalogue)
    let asked = page ? Questions(catalogue).all.filter { $0.report == name }.map(\.parameters) : [ReportParameters()]
    // The first few are planned one by one.
    let (unmeasured, measured) = page ? (6, 10) : (1, 3)
    var latencies = Latencies()
    var start = ContinuousClock.now
    for number in 0..<unmeasured + measured {
      if number == unmeasured { start = ContinuousClock.now }
      for parameters in asked {
        let began = ContinuousClock.now
        _ = try await reporter.run(name, parameters: parameters)
        if number >= unmeasured { latencies.record(since: began) }
      }
    }
    let seconds = (ContinuousClock.now - start).asSeconds
    await pool.close()
    return Reading(amount: Double(latencies.count), seconds: seconds, latencies: latencies)
  }
}
