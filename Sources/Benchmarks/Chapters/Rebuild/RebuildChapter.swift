import Postgres
import ReadModels

/// Making read models from the log: all of them, and one of them from the entries.
public enum RebuildChapter {
  /// The works of this chapter.
  public static func works(_ bench: Bench) -> [Work] {
    let history = FoldedHistory()
    return [
      Work(
        id: "rebuild-all", title: "all read models from the log", unit: "entries",
        ways: [
          Way("esep") { try await everything($0, history) },
          Way("raw COPY") { try await RawEntries.copied($0, history) },
        ],
        expectations: [.rate("esep", over: "raw COPY", atLeast: 0.5, aim: 0.8)],
        note: "Esep reads the log, unrolls it into entries, indexes them, makes every read model of them, compares each with the live one and swaps. "
          + "Raw COPY loads the same ready entries over one connection into an empty table with the same indexes."),
      one("sales_by_channel", id: "rebuild-one", title: "a small read model from entries", history),
      one("sales_by_producer", id: "rebuild-one-large", title: "the largest read model from entries", history),
      Work(
        id: "rebuild-memory", title: "esep rebuild as a process", unit: "events",
        ways: [Way("esep") { try await process($0, history) }],
        expectations: [.residentMegabytes("esep", atMost: 200, aim: 100)],
        note: "The memory of the esep process; the server's own is bounded by its settings."),
    ]
  }

  private static func one(_ model: String, id: String, title: String, _ history: FoldedHistory) -> Work {
    Work(
      id: id, title: title, unit: "entries",
      ways: [
        Way("esep") { try await only(model, $0, history) },
        Way("GROUP BY") { try await PlainSQL.grouped(model, $0, history) },
      ],
      expectations: [.rate("esep", over: "GROUP BY", atLeast: 0.7, aim: 1)],
      note: "\(model). Esep makes the table, indexes it, compares it with the live one and swaps; GROUP BY is the SELECT alone with parallel "
        + "workers, its rows thrown away on the server.")
  }

  private static func everything(_ bench: Bench, _ history: FoldedHistory) async throws -> Reading {
    let made = try await history.get(bench)
    try await bench.settle()
    let rebuilder = Rebuilder(options: made.book.options(.owner), catalogue: try .builtIn())
    let start = ContinuousClock.now
    let result = try await rebuilder.rebuild()
    let seconds = (ContinuousClock.now - start).asSeconds
    try check(result, made)
    return Reading(amount: Double(made.entries), seconds: seconds)
  }

  private static func only(_ model: String, _ bench: Bench, _ history: FoldedHistory) async throws -> Reading {
    let made = try await history.get(bench)
    try await bench.settle()
    let rebuilder = Rebuilder(options: made.book.options(.owner), catalogue: try .builtIn())
    let start = ContinuousClock.now
    let result = try await rebuilder.rebuild(.models([model]))
    let seconds = (ContinuousClock.now - start).asSeconds
    try check(result, made)
    return Reading(amount: Double(made.entries), seconds: seconds)
  }

  private static func process(_ bench: Bench, _ history: FoldedHistory) async throws -> Reading {
    let made = try await history.get(bench)
    try await bench.settle()
    let outcome = try await Program.run([bench.program, "rebuild"] + made.book.arguments, scratch: bench.directory + "/rebuild.errors")
    return Reading(amount: Double(made.events), seconds: outcome.seconds, residentBytesMax: outcome.residentBytesMax)
  }

  /// The new tables must be what the old ones were: the book does not change.
  private static func check(_ result: RebuildResult, _ made: FoldedHistory.Made) throws {
    let differing = result.differences.filter { !$0.isEmpty || !$0.isComparable }
    guard result.position == Int64(made.events), differing.isEmpty, !result.differences.isEmpty else {
      throw BenchError("A rebuild to \(result.position) of \(made.events) events came out otherwise than before: \(differing)")
    }
  }
}
