/// Making the log's tree, proving from it, and verifying everything.
public enum ProofChapter {
  /// The works of this chapter. They use one book, with all its read models, of as many events as are asked for.
  public static func works(_ bench: Bench) -> [Work] {
    let book = ProvenBook()
    let cores = Bench.processors
    let perCore = "Events a second and processor: the time counts for each of the machine's \(cores) processors, the server's work included."
    return [
      Work(
        id: "proof-tree", title: "the tree of the whole log, made anew", unit: "events",
        ways: [Way("esep", book.treeMade)],
        expectations: [.perSecond("esep", atLeast: 150_000, aim: 400_000)], note: perCore),
      Work(
        id: "proof-verify-log", title: "the whole log against its rules, its tree and its signed checkpoints", unit: "events",
        ways: [Way("esep", book.logChecked)],
        expectations: [.perSecond("esep", atLeast: 150_000, aim: 400_000)], note: perCore),
      Work(
        id: "proof-verify", title: "esep verify as a process: the log, every entry, every read model, double entry", unit: "events",
        ways: [Way("esep", book.everythingVerified)],
        expectations: [.residentMegabytes("esep", atMost: 200, aim: 100)],
        note: "Events a second of the machine. The memory of the esep process; the server's own is bounded by its settings."),
      Work(
        id: "proof-export", title: "esep export bundle as a process: events, tree, reports, journal", unit: "events",
        ways: [Way("esep", book.exported)],
        expectations: [.residentMegabytes("esep", atMost: 200, aim: 100)],
        note: "Events a second of the machine, every report and the journal written out included."),
      Work(
        id: "proof-proofs", title: "a proof of a random event, from the stored tiles", unit: "proofs",
        ways: [Way("esep", book.proven)],
        expectations: [.latencyMilliseconds("esep", .p99, atMost: 50, aim: 10)],
        note: "Each proof is checked with the verifier key before the clock of the next one starts. A connection of its own each time, as the "
          + "program has."),
    ]
  }
}
