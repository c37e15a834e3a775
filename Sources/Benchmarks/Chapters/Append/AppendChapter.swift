/// Getting events into the log: ready ones in bulk, and one event a commit by many writers, by few and by one.
public enum AppendChapter {
  /// The works of this chapter.
  public static func works(_ bench: Bench) -> [Work] {
    let payloads = Payloads()
    let size = "Each event is a sale of \(payloads.averageBytes) bytes of JSON on average."
    return [
      Work(
        id: "append-bulk", title: "ready events in bulk", unit: "events",
        ways: [Way("esep", BulkAppend.restored), Way("raw COPY", BulkAppend.copied)],
        expectations: [.rate("esep", over: "raw COPY", atLeast: 0.6, aim: 0.85)],
        note: "Esep takes in whole commits with their keys and checks order, times and versions; raw COPY fills the event table alone."),
      many(64, payloads, [Way("head lock") { try await HeadLock.run($0, writers: 64, payloads) }], enough: 0.4, aim: 0.55, note: size),
      many(512, payloads, [], enough: 0.6, aim: 0.75, note: size),
      Work(
        id: "append-64-two-logs", title: "64 writers in two processes' manner, two group commits to one book", unit: "events",
        ways: [
          Way("two appenders") { try await GroupCommitting.run($0, writers: 64, appenders: 2, payloads) },
          Way("one appender") { try await GroupCommitting.run($0, writers: 64, appenders: 1, payloads) },
        ], expectations: [.rate("two appenders", over: "one appender", atLeast: 0.5, aim: 0.8)], note: size),
      Work(
        id: "append-1-writer", title: "one writer, durable", unit: "events",
        ways: [
          Way("esep") { try await GroupCommitting.run($0, writers: 1, appenders: 1, payloads) },
          Way("bare INSERT") { try await BareInsert.run($0, payloads) },
        ], expectations: [.latency("esep", .p50, over: "bare INSERT", atMost: 1.3, aim: 1.1)], note: size),
    ]
  }

  private static func many(_ writers: Int, _ payloads: Payloads, _ others: [Way], enough: Double, aim: Double, note: String) -> Work {
    let limit = "arrays of 1,000"
    return Work(
      id: "append-\(writers)-writers", title: "\(writers) writers, one event a commit, durable", unit: "events",
      ways: [
        Way("esep") { try await GroupCommitting.run($0, writers: writers, appenders: 1, payloads) },
        Way(limit) { try await ArrayInsert.run($0, payloads) },
      ] + others,
      expectations: [.rate("esep", over: limit, atLeast: enough, aim: aim)] + others.map { .rate("esep", over: $0.name, atLeast: 25, aim: 35) },
      note: note)
  }
}
