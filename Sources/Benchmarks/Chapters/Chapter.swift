/// The groups of works, in the order they are run.
public enum Chapter: String, CaseIterable, Sendable {
  /// Getting events into the log.
  case append
  /// A spreadsheet into the log.
  case `import`
  /// Making read models from the log.
  case rebuild
  /// From an event to the reports.
  case live
  /// Reading what is made of them.
  case reports
  /// Reading it as it was.
  case asOf = "as-of"
  /// The same by the size of the book.
  case growth
  /// The log's tree, proofs and verification.
  case proof
  /// Other systems beside Esep.
  case peers

  /// Its works on a bench. Peers have none unless they are asked for.
  public func works(_ bench: Bench) async -> [Work] {
    switch self {
    case .append: AppendChapter.works(bench)
    case .import: ImportChapter.works(bench)
    case .rebuild: RebuildChapter.works(bench)
    case .live: LiveChapter.works(bench)
    case .reports: ReportsChapter.works(bench)
    case .asOf: AsOfChapter.works(bench)
    case .growth: GrowthChapter.works(bench)
    case .proof: ProofChapter.works(bench)
    case .peers: bench.options.measuresPeers ? await PeersChapter.works(bench) : []
    }
  }
}
