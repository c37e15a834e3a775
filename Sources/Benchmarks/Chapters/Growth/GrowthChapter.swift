import EventLog
import Postgres

/// Whether anything gets slower because the book is older.
public enum GrowthChapter {
  /// The works of this chapter: a million events against ten million, or against as many as were asked for.
  public static func works(_ bench: Bench) -> [Work] {
    let asked = bench.options.events
    let (small, large) = asked > 1_000_000 ? (1_000_000, asked) : (asked, asked * 10)
    let (young, old) = ("at " + name(small), "at " + name(large))
    return [
      Work(
        id: "growth-append", title: "64 writers, one event a commit, durable, by the size of the log", unit: "events",
        ways: [
          Way(old) { try await AppendingTo.many($0, events: large) },
          Way(young) { try await AppendingTo.many($0, events: small) },
        ], expectations: [.rate(old, over: young, atLeast: 0.85, aim: 0.97)]),
      Work(
        id: "growth-bulk", title: "ready events in bulk, by the size of the log", unit: "events",
        ways: [
          Way(old) { try await AppendingTo.bulk($0, events: large) },
          Way(young) { try await AppendingTo.bulk($0, events: small) },
        ], expectations: [.rate(old, over: young, atLeast: 0.85, aim: 0.97)]),
      Work(
        id: "growth-reports", title: "any report, 64 readers, each answer computed anew, by the size of the book", unit: "answers",
        ways: [
          Way(old, ReportReading(events: large, pace: ReportsChapter.pace, keepsAnswers: false).run),
          Way(young, ReportReading(events: small, pace: ReportsChapter.pace, keepsAnswers: false).run),
        ],
        expectations: [.latency(old, .p50, over: young, atMost: 1.25, aim: 1.05), .latency(old, .p99, over: young, atMost: 2, aim: 1.25)]),
    ]
  }

  private static func name(_ events: Int) -> String {
    events.isMultiple(of: 1_000_000) ? "\(events / 1_000_000) million" : "\(events / 1_000) thousand"
  }
}
