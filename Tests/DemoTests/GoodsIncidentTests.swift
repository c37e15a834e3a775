import Demo
import Ledger
import Testing

@Suite("What happens to goods in the demo book")
struct GoodsIncidentTests {
  private let replay: Replay
  private let book: BookInMemory

  init() throws {
    replay = try Replay.small.get()
    book = replay.book
  }

  @Test("Nothing is ever less than nothing anywhere, and entries and batches agree on what is left of each")
  func conservation() {
    let goods = replay.totals.goods
    #expect(!goods.wasNegative)
    #expect(book.batches.count > 1000)
    for (code, state) in book.batches { #expect(goods.batches[code.text, default: 0] + transit(state) == state.stock.total.thousandths, "\(code)") }
  }

  private func transit(_ state: BatchState) -> Int64 { state.stock.elsewhere.reduce(0) { $0 + $1.inTransit.thousandths } }

  @Test("A jam's certificate is taken back on the day its batch is recalled; what lay elsewhere goes into quarantine and is destroyed")
  func recall() throws {
    let recalled = book.batches.filter { $0.value.isRecalled }
    #expect(recalled.count == 1)
    let (code, state) = try #require(recalled.first)
    #expect(state.stock.total == .zero)
    let product = try #require(state.produced.flatMap { book.products[$0.product] })
    let day = try #require(CalendarDate("2023-09-12"))
    #expect(product.certificate(on: day.adding(days: -1)).isValid)
    #expect(product.certificate(on: day).uncertified == "revoked")
    let sales = book.sales.values.filter { $0.recorded?.draws.contains { $0.batch == code } ?? false }
    #expect(Set(sales.compactMap { $0.recorded?.place.channel.text }) == ["BISHKEK", "PETROL", "FAIRS"])
    #expect(replay.totals.goods.stillOut == 22_000)
    #expect(replay.totals.goods.recalled == [code.text])
  }

  @Test(
    "A petrol station keeps a stock of its own: a delivery comes short, counts miss a piece each, something is brought back, the last is on its way")
  func outlet() throws {
    let place = try #require(Place("PETROL/PS-10"))
    let dispatches = book.dispatches.values.compactMap { state in state.dispatched.map { ($0, state.received) } }
    #expect(dispatches.count == 15)
    #expect(dispatches.count { $0.1 == nil } == 1)
    #expect(dispatches.count { $0.0.from == place } == 1)
    let short = dispatches.filter { $0.1?.lines.contains { $0.short > .zero } ?? false }
    #expect(short.count == 1)
    #expect(short.first?.1?.lines.reduce(Quantity.zero) { $0 + $1.short } == Quantity(units: 2))
    let counts = book.counts.values.compactMap(\.counted)
    #expect(counts.count == 2)
    for count in counts {
      let differences = count.lines.map { $0.counted - $0.expected }.filter { $0 != .zero }
      #expect(differences == [Quantity.zero - Quantity(units: 1)])
    }
    // It draws from what lies there, and the log says so.
    let there = book.sales.values.compactMap(\.recorded).filter { $0.place.outlet == OutletCode("PS-10") }
    #expect(there.count > 40)
    #expect(there.allSatisfy { $0.draws.allSatisfy { $0.place == place } })
    #expect(
      book.sales.values.compactMap(\.recorded).allSatisfy { $0.place.outlet == OutletCode("PS-10") || $0.draws.allSatisfy { $0.place == .hub } })
  }

  @Test("Bags made of wool given beforehand are bought outright and sold as the association's own; one comes back")
  func ownGoods() throws {
    let own = book.batches.filter { $0.value.stock.costLeft != nil }
    #expect(own.count == 1)
    let (code, state) = try #require(own.first)
    #expect(state.stock.total == Quantity(units: 3))
    #expect(state.stock.costLeft == 240_000)
    let input = try #require(state.produced?.inputs.first)
    #expect(input.advance == AdvanceCode("A-2022-01"))
    let given = try #require(replay.money.advances.first { $0.advance == AdvanceCode("A-2022-01") })
    #expect(state.produced?.contributions.map(\.producer) == [given.producer])
    let sale = try #require(book.sales.values.first { $0.recorded?.draws.contains { $0.batch == code } ?? false }?.recorded)
    #expect(sale.allocations.allSatisfy { $0.producer == nil && $0.batch == code && $0.amounts.fee == 0 })
    #expect(replay.totals.kinds["sold_own"] == 1)
    #expect(replay.totals.kinds["returned_own"] == 1)
    #expect(replay.totals.kinds["bought"] == 1)
  }

  @Test("Test batches lie with the samples, batches are looked at by committee and laboratory, and material is written down")
  func making() {
    let tests = book.batches.values.filter(\.isTest)
    #expect(tests.count > 15)
    #expect(tests.allSatisfy { $0.stock.total == $0.stock[.samples] && $0.sold == .zero })
    let inspections = replay.totals.programme.inspections
    #expect(inspections[.committee, default: 0] > 50)
    #expect(inspections[.laboratory] == 1)
    #expect(replay.batches.count { !$0.inputs.isEmpty && $0.recipe != nil } > 300)
    #expect(replay.totals.programme.recipes > 40)
  }
}
