import Ledger

/// One history through the deciders, watched by the model and by an auditor who adds up the lines of the events.
struct PureRun {
  private(set) var book = PureBook()
  private(set) var audit = GoodsAudit()
  private(set) var refusals: [String: Int] = [:]
  private let steps: [(step: Step, expected: Expected)]
  private var model = GoodsModel()

  /// A random history.
  init(seed: UInt64, steps: Int) { self.steps = GoodsHistory(seed: seed, count: steps).steps }

  /// A history that somebody wrote.
  init(_ steps: [Step]) {
    var model = GoodsModel()
    self.steps = steps.map { ($0, model.take($0)) }
  }

  /// The first thing that is not as the model says, in words; nil when all is.
  mutating func firstProblem() -> String? {
    for (number, (step, expected)) in steps.enumerated() {
      _ = model.take(step)
      if let problem = problem(of: step, expected) { return "step \(number), \(step): \(problem)" }
    }
    return nil
  }

  private mutating func problem(of step: Step, _ expected: Expected) -> String? {
    let position = book.facts.count
    do throws(Refusal) {
      let decision = try book.perform(step.command)
      guard (decision == .unchanged ? Expected.unchanged : .recorded) == expected else { return "expected \(expected), but \(decision)" }
    } catch {
      refusals[error.word, default: 0] += 1
      guard case .refused(let reasons) = expected, reasons.contains(error.word) else { return "expected \(expected), but refused: \(error)" }
    }
    var touched: Set<String> = []
    for fact in book.facts[position...] {
      audit.take(fact.event, stream: fact.stream.text)
      if fact.stream.kind == .batch { touched.insert(fact.stream.code) }
    }
    let found = audit.findings + touched.sorted().flatMap { differences(of: $0, in: book.facts[position...].map(\.event)) }
    return found.isEmpty ? nil : found.joined(separator: "; ") + " in \(book.facts[position...].map(\.event))"
  }

  /// Where a batch is not as the model says: by the lines of all its events, and by the stock that its newest event carries.
  private func differences(of code: String, in events: [Event]) -> [String] {
    guard let batch = model.batches[code] else { return ["the model knows no \(code)"] }
    var found: [String] = []
    let (there, coming) = (audit.there[code] ?? [:], audit.coming[code] ?? [:])
    if there != batch.there { found.append("\(code) lies at \(batch.there), but by its lines at \(there)") }
    if coming != batch.coming { found.append("\(code) is on its way to \(batch.coming), but by its lines to \(coming)") }
    let pairs = [("made", batch.made, audit.made), ("accepted", batch.accepted, audit.accepted), ("rejected", batch.rejected, audit.rejected)]
    for (what, one, other) in pairs where one != other[code] ?? 0 { found.append("\(one) of \(code) \(what), but by its lines \(other[code] ?? 0)") }
    guard let told = book.facts.last(where: { $0.stream.kind == .batch && $0.stream.code == code }).flatMap({ ToldStock($0.event) }) else {
      return batch.there.isEmpty ? found : found + ["\(code) says nothing of its stock"]
    }
    if told.isRecalled != (batch.recalled != nil) {
      found.append("\(code) is recalled: \(batch.recalled ?? "no"), but its event says \(told.isRecalled)")
    }
    if told.costLeft != batch.costLeft {
      found.append("\(code) has \(batch.costLeft ?? -1) of its price left, but its event says \(told.costLeft ?? -1)")
    }
    return found
  }

  /// Facts that random histories have to come to.
  static let wantedFacts = [
    "BatchProduced", "BatchInspected", "BatchRecalled", "BatchRecallLifted", "BatchWrittenOff", "BatchBought", "PurchaseCredited", "BatchDispatched",
    "BatchReceived", "StockAdjusted", "GoodsDispatched", "GoodsReceived", "StockCounted", "StockTracked", "OutletOpened", "SaleRecorded",
    "SaleAllocated",
    "SaleReturned", "SaleReversed", "BatchDrawn", "BatchRestocked", "PeriodClosed",
  ]

  /// Refusals that random histories have to come to.
  static let wantedRefusals = [
    "contributions differ", "unknown batch", "unknown product", "unknown producer", "unknown channel", "unknown dispatch", "missing", "malformed",
    "differs", "before",
    "period closed", "insufficient stock", "exceeds sold", "reversed", "batch of another product", "not there", "over inspected", "over rejected",
    "reasons differ",
    "test batch", "recalled", "already recalled", "not recalled", "same place", "not for dispatch", "already received", "line missing", "not sent",
    "listed twice", "sold in part", "not inspected", "nothing to buy",
  ]
}
