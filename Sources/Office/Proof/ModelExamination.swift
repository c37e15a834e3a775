import EventLog
public import Postgres
public import ReadModels

/// Holds entries, read models and double entry against the log.
public struct ModelExamination: Sendable {
  private let options: ConnectionOptions
  private let catalogue: Catalogue
  private let jobs: Int

  /// An examination of a book.
  /// - Parameters:
  ///   - options: a login that can read the book.
  ///   - jobs: how many connections work at once.
  public init(options: ConnectionOptions, catalogue: Catalogue, jobs: Int) {
    (self.options, self.catalogue, self.jobs) = (options, catalogue, jobs)
  }

  /// Makes everything anew and compares.
  /// - Parameters:
  ///   - catchUp: folds what the log has, and returns how far; it must not sign.
  ///   - progress: is told how many of how many events are done.
  public func run(
    _ findings: inout Findings, catchUp: () async throws -> Int64, progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
  ) async throws {
    do {
      let position = try await catchUp()
      findings.asOf(position)
    } catch let error as ReadModelError where [.halted, .historyChanged, .definitionsDiffer].contains(error.code) {
      findings.badTables("folding: \(error)", at: error.position)
    }
    do {
      let verifier = Verifier(options: options, catalogue: catalogue)
      let result = try await verifier.verify(jobs: jobs) { progress($0, $1) }
      show(result.entries, &findings)
      for model in result.models { show(model, &findings) }
    } catch let error as ReadModelError where error.code == .halted {
      findings.badTables("entries: \(error)", at: error.position)
    }
    let unbalanced = try await withPool(options, size: 2) { pool in try await pool.withSession { try $0.unbalancedPositions(catalogue) } }
    if let first = unbalanced.first {
      findings.badTables("double entry: debits and credits differ, first at position \(first)", at: first)
      for position in unbalanced.dropFirst() { findings.detail("position \(position)") }
    } else {
      findings.good("double entry: debits equal credits in every event")
    }
  }

  private func show(_ entries: Verification.Entries, _ findings: inout Findings) {
    guard let first = entries.flaws.first else { return findings.good("\(entries.compared) entries: each as its event says") }
    let counts = "\(entries.missing) missing, \(entries.extra) extra, \(entries.different) different"
    findings.badTables("entries: \(counts); first at position \(first.line.position)", at: first.line.position)
    for flaw in entries.flaws { findings.detail("\(flaw)") }
    more(entries.missing + entries.extra + entries.different, entries.flaws.count, &findings)
  }

  private func show(_ model: TableDifference, _ findings: inout Findings) {
    guard !model.isEmpty else { return findings.good("\(model)") }
    // An event is not to blame for what a table says about it; its position helps to look, and the first bad one is not judged by it.
    findings.badTables("\(model)", at: nil)
    let keys = catalogue.model(model.model)?.keys ?? []
    for example in model.examples { findings.detail(example.told(keys)) }
    more(model.missing + model.extra + model.different, model.examples.count, &findings)
  }

  private func more(_ all: Int64, _ shown: Int, _ findings: inout Findings) {
    if all > Int64(shown) { findings.detail("and \(all - Int64(shown)) more") }
  }
}

extension TableDifference.Example {
  /// In a line: the row's key, how it is wrong, and the newest event that contributes to it.
  /// - Parameter order: the keys, as the read model has them.
  public func told(_ order: [String]) -> String {
    let row = order.map { "\($0) \((keys[$0] ?? nil) ?? "(none)")" }.joined(separator: ", ")
    let amounts = differences.sorted { $0.key < $1.key }.map { "\($0.key) is \($0.value.magnitude) too \($0.value > 0 ? "low" : "high")" }
    let what =
      if isMissing {
        ["the row is missing"]
      } else if isExtra {
        ["no event gives such a row"]
      } else if amounts.isEmpty && others.isEmpty {
        // Reports as of an earlier position are made with these.
        ["the positions of its events are others"]
      } else {
        amounts + others.map { "\($0) is another" }
      }
    let newest = newestPosition.map { "; the newest event in it is at position \($0)" } ?? ""
    return "\(row): \(what.joined(separator: ", "))\(newest)"
  }
}
