import Auditing
import Foundation
import Ledger
import Office
import Web

/// What the steps of a batch's trace say besides day and quantity: who, from where, to where, and why, in the reader's language.
struct BatchDetails {
  private let request: PageRequest
  /// Of the batch's own events and of its product's certificates, by their positions.
  private var byPosition: [Int64: String] = [:]
  /// Names of producers for who may see them.
  private var names: [String: String] = [:]

  init(_ request: PageRequest, _ made: BatchProduced, _ trace: GoodsTrace) async throws {
    self.request = request
    for read in try await request.desk.log.ledgerEvents(ofAll: [.batch(made.batch), .product(made.product)]) {
      byPosition[read.position] = details(of: read.event)
    }
    names = try await request.names(of: Array(Set(trace.steps.compactMap(Self.producer)).sorted().prefix(BatchTracePage.rowsMax)))
  }

  /// Of a step; empty where there is nothing to say.
  func callAsFunction(_ step: TraceStep) -> String {
    if let producer = Self.producer(step) { return names[producer] ?? producer }
    return byPosition[step.position] ?? ""
  }

  /// Whose part or money a step is; the trace says it as `by P-1` or `to P-1, …`.
  private static func producer(_ step: TraceStep) -> String? {
    guard [.contributed, .credited, .released, .withdrawn, .paid, .sentBack].contains(step.role) else { return nil }
    return step.says.split(separator: " ", maxSplits: 1).dropFirst().first.map { said in String(said.prefix { $0 != "," && $0 != ":" }) }
  }

  private func details(of event: Event) -> String? {
    let words = request.words
    switch event {
    case .batchProduced(let made): return made.site
    case .batchInspected(let seen): return inspection(seen)
    case .batchRecalled(let recalled): return recalled.reason
    case .batchRecallLifted(let lifted): return joined([lifted.reason, place(lifted.place)])
    case .batchWrittenOff(let lost): return joined([place(lost.place), lost.reason])
    case .batchDispatched(let sent): return words("batches.route", ["from": place(sent.from), "to": place(sent.to)])
    case .batchReceived(let there):
      return joined([
        place(there.place), there.line.short > .zero ? words("batches.short", ["quantity": amount(there.line.short)]) : nil,
        there.line.over > .zero ? words("batches.over", ["quantity": amount(there.line.over)]) : nil,
      ])
    case .stockAdjusted(let changed): return joined([place(changed.place), changed.reason])
    case .certificationDecided(let decided):
      return joined([
        words(family: "value", decided.oblast), decided.validUntil.map { words("batches.until", ["day": request.day($0.description)]) },
      ])
    case .certificationRevoked(let revoked): return revoked.reason
    default: return nil
    }
  }

  private func inspection(_ seen: BatchInspected) -> String {
    let words = request.words
    let reasons = seen.reasons.map { "\($0.reason) (\(amount($0.quantity)))" }
    return joined(
      [words(family: "clerk.inspection", seen.by.rawValue), seen.inspector]
        + [seen.rejected > .zero ? words("batches.rejected", ["quantity": amount(seen.rejected)]) : nil] + reasons)
  }

  private func joined(_ parts: [String?]) -> String { parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ") }

  private func place(_ place: Place) -> String { request.words(family: "clerk.place", place.text) }

  private func amount(_ quantity: Quantity) -> String { request.quantity(quantity.thousandths) }
}
