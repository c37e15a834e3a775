import EventLog
import Foundation
import Testing

@Suite("A recall reaches every sale")
struct RecallTests {
  @Test("The report of recalls names each sale whose paper says it drew on the batch, and no other", arguments: [8_001, 8_002, 8_003] as [UInt64])
  func complete(seed: UInt64) async throws {
    let history = GoodsHistory(seed: seed, count: 600)
    try await RecordedBook.with { book in
      _ = try await book.record(history.steps.map(\.step), rounds: 40)
      // Every batch there is, whether it was recalled before or not.
      let everything = history.model.batches.keys.sorted().map { batch in
        Step.recall(RecallStep(batch: batch, reason: "to find them all", by: "the auditor", day: history.today))
      }
      _ = try await book.record(everything, rounds: 40)
      try await book.fold()
      var found: [String: Set<String>] = [:]
      for row in try await book.report("recall") {
        guard let batch = row["batch"], let sale = row["sale"] else { continue }
        #expect(found[batch, default: []].insert(sale).inserted, "seed \(seed): \(batch) and \(sale) stand twice")
      }
      let searched = try Self.search(try await book.events())
      #expect(searched.values.map(\.count).reduce(0, +) > 60, "seed \(seed)")
      #expect(found == searched, "seed \(seed)")
      // Nothing of any batch lies anywhere but in quarantine, or is for sale.
      let elsewhere = try await book.report("stock").filter { $0["place"] != "quarantine" && $0["on_hand"] != "0" }
      #expect(elsewhere.isEmpty, "seed \(seed): \(elsewhere)")
    }
  }

  /// Looks through every event there is for papers of sales that drew on a batch; nothing but their JSON is read.
  private static func search(_ events: [RecordedEvent]) throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for event in events where event.type == "SaleRecorded" || event.type == "SaleAllocated" {
      let paper = try JSONSerialization.jsonObject(with: Data(event.payload)) as? [String: Any]
      for draw in paper?["draws"] as? [[String: Any]] ?? [] {
        if let batch = draw["batch"] as? String { found[batch, default: []].insert(String(event.stream.dropFirst("sale/".count))) }
      }
    }
    return found
  }
}
