import EventLog
import Ledger

// Goods: what batches are made of, and what happened to them.
extension TraceSource {
  /// A batch from its raw material on, with the certificates of its product; its sales are not among the steps.
  func batchSteps(_ batch: BatchCode) throws -> [TraceStep] {
    var steps: [TraceStep] = []
    var unit: String?
    for event in try events(of: .batch(batch)) {
      let fact = try Event(type: event.type, payload: event.payload)
      if case .batchProduced(let produced) = fact {
        unit = produced.unit.rawValue
        steps += madeSteps(produced, event)
        steps += try certificateSteps(produced)
      } else if let step = movementStep(fact, event, batch, unit) {
        steps.append(step)
      }
    }
    return steps
  }

  private func madeSteps(_ produced: BatchProduced, _ event: RecordedEvent) -> [TraceStep] {
    let inputs = produced.inputs.map { input in
      let from = input.supplier.map { "from \($0)" } ?? "without a supplier's name"
      let advance = input.advance.map { ", given out with advance \($0)" } ?? ""
      return step(
        .input, event, input.material, input.cost, input.currency, quantity: input.quantity, unit: input.unit.rawValue, from + advance)
    }
    let (site, recipe) = (produced.site.map { " at \($0)" } ?? "", produced.recipe.map { ", recipe \($0)" } ?? "")
    let made = step(
      .made, event, produced.batch.text, quantity: produced.quantity, unit: produced.unit.rawValue,
      "\(produced.kind.rawValue) batch of \(produced.product)\(site)\(recipe)")
    let contributions = produced.contributions.map {
      step(.contributed, event, produced.batch.text, quantity: $0.quantity, unit: produced.unit.rawValue, "by \($0.producer)")
    }
    return inputs + [made] + contributions
  }

  /// The certificates that held when the batch was made or were granted since, and what became of them.
  private func certificateSteps(_ produced: BatchProduced) throws -> [TraceStep] {
    var (steps, certificates): ([TraceStep], Set<CertificateCode>) = ([], [])
    for event in try events(of: .product(produced.product)) {
      switch try Event(type: event.type, payload: event.payload) {
      case .certificationDecided(let decided):
        guard let last = decided.validUntil, last >= produced.producedOn else { continue }
        certificates.insert(decided.certificate)
        let stars = decided.stars.map { ", \($0) stars" } ?? ""
        steps.append(
          step(.certified, event, decided.certificate.text, "\(produced.product), by the committee of \(decided.oblast) until \(last)\(stars)"))
      case .certificationRevoked(let revoked):
        if certificates.contains(revoked.certificate) { steps.append(step(.revoked, event, revoked.certificate.text, revoked.reason)) }
      default: continue
      }
    }
    return steps
  }

  private func movementStep(_ fact: Event, _ event: RecordedEvent, _ batch: BatchCode, _ unit: String?) -> TraceStep? {
    func step(_ role: TraceStep.Role, _ quantity: Quantity, _ says: String, document: String? = nil) -> TraceStep {
      self.step(role, event, document ?? batch.text, quantity: quantity, unit: unit, says)
    }
    switch fact {
    case .batchInspected(let seen):
      let by = seen.by.rawValue + (seen.inspector.map { " (\($0))" } ?? "")
      let reasons = seen.reasons.map { "\(amount($0.quantity)) \($0.reason)" }.joined(separator: ", ")
      let rejected = seen.rejected == .zero ? "" : ", \(amount(seen.rejected)) rejected" + (reasons.isEmpty ? "" : ": \(reasons)")
      return step(.inspected, seen.accepted, "by \(by)\(rejected)")
    case .batchRecalled(let recalled):
      let moved = recalled.moved.map { "\(amount($0.quantity)) from \($0.place)" }.joined(separator: ", ")
      return step(
        .recalled, recalled.moved.reduce(Quantity.zero) { $0 + $1.quantity },
        "by \(recalled.by): \(recalled.reason)" + (moved.isEmpty ? "" : "; to quarantine \(moved)"))
    case .batchRecallLifted(let lifted): return step(.recallLifted, lifted.quantity, "by \(lifted.by): \(lifted.reason); to \(lifted.place)")
    case .batchWrittenOff(let lost): return step(.writtenOff, lost.quantity, "at \(lost.place): \(lost.reason)")
    case .batchBought(let bought):
      return self.step(
        .bought, event, batch.text, bought.total, bought.bookCurrency, quantity: bought.lines.reduce(Quantity.zero) { $0 + $1.quantity }, unit: unit,
        "outright, from " + bought.lines.map(\.producer.text).joined(separator: ", "))
    case .batchDispatched(let sent): return step(.dispatched, sent.line.quantity, "from \(sent.from) to \(sent.to)", document: sent.dispatch.text)
    case .batchReceived(let there):
      let short = there.line.short > .zero ? ", \(amount(there.line.short)) short" : ""
      let over = there.line.over > .zero ? ", \(amount(there.line.over)) over" : ""
      return step(.received, there.line.received, "at \(there.place)\(short)\(over)", document: there.dispatch.text)
    case .stockAdjusted(let changed):
      return step(.adjusted, changed.change, "at \(changed.place): \(changed.reason)", document: changed.count?.text)
    default: return nil
    }
  }
}
