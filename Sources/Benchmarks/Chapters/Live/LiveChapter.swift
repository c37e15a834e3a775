/// How soon an event can be seen in the reports.
public enum LiveChapter {
  /// Events offered a second.
  private static let rate = 5_000

  /// The works of this chapter.
  public static func works(_ bench: Bench) -> [Work] {
    let payloads = Payloads()
    return [
      Work(
        id: "live", title: "an event acknowledged, then visible in reports, at 5,000 a second", unit: "events",
        ways: [
          Way("since acknowledged") { try await LiveLoad(bench: $0, payloads: payloads, rate: rate).run(since: .acknowledged) },
          Way("since due") { try await LiveLoad(bench: $0, payloads: payloads, rate: rate).run(since: .due) },
        ],
        expectations: [.latencyMilliseconds("since acknowledged", .p99, atMost: 100, aim: 30)],
        note: "Each event is due at a fixed time, whatever became of those before it, so a stall counts for all that had to wait (coordinated "
          + "omission is avoided). Visible: a reader that looks every millisecond finds it in entries and in every read model.")
    ]
  }
}
