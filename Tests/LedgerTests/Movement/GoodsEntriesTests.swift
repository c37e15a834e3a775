import Ledger
import Testing

@Suite("Entries of goods")
struct GoodsEntriesTests {
  /// A line as `kind place quantity`, with document, other place and purpose where there are any.
  private func lines(_ facts: [Fact]) -> [String] {
    facts.flatMap { unroll($0.event) }.map { line in
      ([line.kind, line.place, line.quantity.map { String($0) }, line.document, line.counterparty, line.purpose] as [String?])
        .map { $0 ?? "-" }.joined(separator: " ")
    }
  }

  @Test("A dispatch has two lines a batch, a receipt one and what was short or over; the documents and the channel's facts have none of goods")
  func dispatch() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    #expect(
      lines(try book.dispatch("D1", [("B1", 2000)], to: outlet("A")).facts) == [
        "outlet_opened - - - - -", "sent hub 2000 D1 SHOP/A -", "dispatched SHOP/A 2000 D1 hub -",
      ])
    #expect(lines(try book.receive("D1", [("B1", 1500)]).facts) == ["arrived SHOP/A 2000 D1 hub -", "short SHOP/A 500 D1 hub -"])
    try book.dispatch("D2", [("B1", 1000)], to: outlet("A"))
    #expect(lines(try book.receive("D2", [("B1", 1250)]).facts) == ["arrived SHOP/A 1000 D2 hub -", "over SHOP/A 250 D2 hub -"])
  }

  @Test("A recall and its lifting have two lines for each place; what arrives of a recalled batch goes on to quarantine")
  func recall() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    try book.dispatch("D1", [("B1", 2000)], to: outlet("A"))
    #expect(lines(try book.recall("B1").facts) == ["moved_out hub 3000 - quarantine moths", "moved_in quarantine 3000 - hub moths"])
    #expect(
      lines(try book.receive("D1", on: "2024-03-02").facts) == [
        "arrived SHOP/A 2000 D1 hub -", "moved_out SHOP/A 2000 - quarantine moths", "moved_in quarantine 2000 - SHOP/A moths",
      ])
    #expect(lines(try book.liftRecall("B1").facts) == ["moved_out quarantine 5000 - hub cleaned", "moved_in hub 5000 - quarantine cleaned"])
    try book.writeOff("B1", 5000)
    #expect(lines(try book.recall("B1", on: "2024-03-20").facts) == [])
    #expect(lines(try book.liftRecall("B1", on: "2024-03-21").facts) == [])
  }

  @Test("Write-offs, counts and adjustments have a line each, with their reason and number")
  func losses() throws {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 5000)])
    let writtenOff = try book.writeOff("B1", 500, "N 1").facts
    #expect(lines(writtenOff) == ["written_off hub 500 - - burnt"])
    #expect(writtenOff.flatMap { unroll($0.event) }.map(\.reference) == ["N 1"])
    #expect(lines(try book.count("C1", [("B1", 4000)], at: .hub).facts) == ["adjusted hub -500 C1 - count"])
    #expect(lines(try book.adjust("B1", by: 250).facts) == ["adjusted hub 250 - - found behind the shelf"])
    #expect(
      lines(try book.inspect("B1", rejected: 1000, again: true, on: "2024-02-21").facts) == ["accepted hub -1000 - - -", "rejected hub 1000 - - -"])
  }

  @Test("What was made has the place where it was made as its other place")
  func site() throws {
    var book = try TestBook.trading()
    let facts = try book.perform(
      .recordBatch(
        RecordBatch(
          batch: .init("B1"), product: .init("SLIPPER"), site: "Kochkor", producedOn: day("2024-01-10"),
          contributions: [Contribution(producer: .init("P1"), quantity: units(2))]))
    ).facts
    #expect(lines(facts).first == "produced hub 2000 - Kochkor -")
  }

  /// What a place has of a batch by the lines alone: the rule that read models follow.
  private struct Sums: Equatable {
    var onHand: Int64 = 0, inTransit: Int64 = 0

    mutating func add(_ kind: String, _ quantity: Int64) {
      switch kind {
      case "accepted", "restocked", "adjusted", "over", "moved_in": onHand += quantity
      case "arrived":
        onHand += quantity
        inTransit -= quantity
      case "short", "drawn", "sent", "written_off", "moved_out": onHand -= quantity
      case "dispatched": inTransit += quantity
      default: break
      }
    }
  }

  @Test(
    "After every fact of a random history the lines so far give each batch's stock, place by place, and nothing is below nothing", arguments: 1...60)
  func conservation(seed: Int) throws {
    var (book, history) = (try TestBook.trading(), GoodsHistory(seed: seed))
    for _ in 0..<150 { _ = refusal { () throws(Refusal) in try book.perform(history.next()) } }
    var sums: [String: [String: Sums]] = [:]
    var states: [String: BatchState] = [:]
    for fact in book.facts {
      for line in unroll(fact.event) {
        guard let batch = line.batch, let place = line.place, let quantity = line.quantity else { continue }
        sums[batch, default: [:]][place, default: Sums()].add(line.kind, quantity)
      }
      guard fact.stream.kind == .batch else { continue }
      let batch = fact.stream.code
      states[batch, default: BatchState()].evolve(fact.event, on: fact.occurredOn)
      guard let state = states[batch], let produced = state.produced else { continue }
      var expected = Dictionary(
        uniqueKeysWithValues: state.stock.elsewhere.map {
          ($0.place.text, Sums(onHand: $0.onHand.thousandths, inTransit: $0.inTransit.thousandths))
        })
      expected["hub", default: Sums()].onHand = state.stock.hub.thousandths
      let there = (sums[batch] ?? [:]).filter { $0.value != Sums() || $0.key == "hub" }
      #expect(there == expected, "seed \(seed), \(fact.event.type) of \(batch)")
      #expect(expected.values.allSatisfy { $0.onHand >= 0 && $0.inTransit >= 0 }, "seed \(seed), \(batch)")
      let (accepted, rejected) = (state.accepted ?? .zero, state.rejected)
      #expect(accepted >= .zero && rejected >= .zero && accepted + rejected <= produced.quantity, "seed \(seed), \(batch)")
    }
  }

  @Test("First and last events of a batch tell what is left of it, whatever lies between them", arguments: 1...30)
  func firstAndLast(seed: Int) throws {
    var (book, history) = (try TestBook.trading(), GoodsHistory(seed: seed))
    for _ in 0..<150 { _ = refusal { () throws(Refusal) in try book.perform(history.next()) } }
    var elsewhere = 0
    for (code, whole) in book.batches {
      let facts = book.facts.filter { $0.stream == .batch(code) }
      var short = BatchState()
      for fact in facts.prefix(2) + facts.dropFirst(2).suffix(1) { short.evolve(fact.event, on: fact.occurredOn) }
      #expect(short.stock == whole.stock, "seed \(seed), \(code)")
      #expect((short.isTest, short.isRecalled) == (whole.isTest, whole.isRecalled), "seed \(seed), \(code)")
      elsewhere += whole.stock.elsewhere.count
    }
    #expect(elsewhere > 0, "seed \(seed)")
  }
}
