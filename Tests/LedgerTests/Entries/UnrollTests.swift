import Ledger
import Testing

@Suite("Entries")
struct UnrollTests {
  private func entries(_ decision: Decision) -> [Entry] { decision.facts.flatMap { unroll($0.event) } }

  private func line(_ kind: String, _ fill: (inout Entry) -> Void) -> Entry {
    var entry = Entry(kind)
    fill(&entry)
    return entry
  }

  @Test("The lines of a sale name everything a report groups by")
  func soldLines() throws {
    var book = try TestBook.trading(commission: 1000, fee: 0)
    try book.produce("B1", [("P1", 2000)])
    let lines = entries(try book.perform(.recordSale(sale("S1", 3000, at: "1", outlet: "O", country: "KZ", allowsUnallocated: true))))
    func sold(_ batch: String?, _ producer: String?, _ quantity: Int64, _ amounts: Amounts) -> Entry {
      line("sold") {
        ($0.sale, $0.batch, $0.producer, $0.product, $0.hsCode, $0.unit) = ("S1", batch, producer, "SLIPPER", "640520", "PR")
        ($0.channel, $0.outlet, $0.country, $0.currency) = ("SHOP", "O", "KZ", "KGS")
        ($0.quantity, $0.amounts, $0.bookAmounts) = (quantity, amounts, amounts)
      }
    }
    #expect(
      lines == [
        line("outlet_opened") { ($0.channel, $0.outlet) = ("SHOP", "O") },
        sold("B1", "P1", 2000, Amounts(gross: 200, discount: 0, commission: 20, fee: 0)),
        sold(nil, nil, 1000, Amounts(gross: 100, discount: 0, commission: 10, fee: 0)),
        line("drawn") { ($0.sale, $0.batch, $0.product, $0.place, $0.quantity) = ("S1", "B1", "SLIPPER", "hub", 2000) },
      ])
    let returned = entries(try book.takeBack("R1", of: "S1", 3000))
    #expect(returned.map(\.kind) == ["returned", "returned", "restocked"])
    #expect(returned.map(\.returned) == ["R1", "R1", nil])
    #expect(returned.map(\.quantity) == [-2000, -1000, 2000])
  }

  @Test("A batch has a line for each producer and one each for what was accepted and rejected")
  func batchLines() throws {
    var book = try TestBook.trading()
    let lines = entries(try book.produce("B1", [("P2", 500), ("P1", 1000)], accepted: 1200))
    func produced(_ producer: String, _ quantity: Int64) -> Entry {
      line("produced") {
        ($0.batch, $0.product, $0.unit, $0.producer, $0.place, $0.quantity) = ("B1", "SLIPPER", "PR", producer, "hub", quantity)
      }
    }
    func inspected(_ kind: String, _ quantity: Int64) -> Entry {
      line(kind) { ($0.batch, $0.product, $0.place, $0.quantity) = ("B1", "SLIPPER", "hub", quantity) }
    }
    #expect(lines == [produced("P1", 1000), produced("P2", 500), inspected("accepted", 1200), inspected("rejected", 300)])
  }

  @Test("A person more or less is a line of one or minus one where she belongs; a move is both")
  func memberLines() throws {
    var book = try TestBook.trading()
    func member(_ kind: String, _ sign: Int64, group: String? = "G1") -> Entry {
      line(kind) {
        ($0.producer, $0.producerGroup, $0.community, $0.sex, $0.quantity) = ("P1", group, "TAL", "f", sign * 1000)
      }
    }
    let moved = RegisterProducer(
      producer: .init("P1"), details: .init(name: "Айгүл P1"),
      membership: .init(community: .init("TAL"), group: nil, sex: .female, payoutRoute: .cash), date: day("2024-02-01"))
    #expect(entries(try book.perform(.registerProducer(moved))) == [member("changed", -1), member("changed", 1, group: nil)])
    func status(_ change: ChangeProducerStatus.Change) -> Command {
      .changeProducerStatus(ChangeProducerStatus(producer: .init("P1"), change: change, date: day("2024-03-01")))
    }
    #expect(entries(try book.perform(status(.deactivate(reason: "moved")))) == [member("deactivated", -1, group: nil)])
    #expect(entries(try book.perform(status(.reactivate))) == [member("reactivated", 1, group: nil)])
    #expect(entries(try book.perform(status(.erase(reason: "her wish")))) == [])
  }

  @Test("Registries and rates leave a line each; a new name leaves none")
  func registryLines() throws {
    let book = try TestBook.trading()
    let lines = book.facts.flatMap { unroll($0.event) }
    #expect(lines.contains(line("enrolled") { ($0.community, $0.oblast) = ("TAL", "Ысык-Көл") }))
    #expect(lines.contains(line("formed") { ($0.producerGroup, $0.community) = ("G1", "TAL") }))
    #expect(lines.filter { $0.kind == "registered" }.map(\.quantity) == [1000, 1000, 1000, 1000])
    #expect(
      lines.contains(line("developed") { ($0.product, $0.category, $0.hsCode, $0.unit, $0.oblast) = ("RUG", "felt", "640520", "H87", nil) }))
    #expect(lines.contains(line("opened") { ($0.channel, $0.channelKind, $0.country) = ("SHOP", "brand_shop", "KG") }))
    #expect(lines.contains(line("agreed") { ($0.channel, $0.model, $0.currency) = ("SHOP", "consignment", "KGS") }))
    let rates = try book.decide(.publishRate(PublishRate(currency: currency("USD"), rate: rate("2024-01-01", "89"))))
    #expect(entries(rates) == [line("published") { $0.currency = "USD" }])
  }

  @Test("The lines of every event add up to its totals, and lines that allocate add up to zero", arguments: 1...60)
  func addUp(seed: Int) throws {
    var history = RandomHistory(seed: seed)
    var book = TestBook()
    for command in history.beginning() + (0..<80).map({ _ in history.next() }) { _ = refusal { () throws(Refusal) in try book.perform(command) } }
    for fact in book.facts {
      let lines = unroll(fact.event)
      let own = lines.reduce(Amounts.zero) { $0 + ($1.amounts ?? .zero) }
      let other = lines.reduce(Amounts.zero) { $0 + ($1.bookAmounts ?? .zero) }
      let quantity = lines.reduce(Int64(0)) { $0 + ($1.quantity ?? 0) }
      switch fact.event {
      case .saleRecorded(let sale): #expect((own, other, quantity) == (sale.amounts, sale.bookAmounts, sale.quantity.thousandths), "seed \(seed)")
      case .saleAllocated: #expect((own, other, quantity) == (.zero, .zero, 0), "seed \(seed)")
      case .saleReturned(let event):
        #expect((own, other, quantity) == (event.change.amounts, event.change.bookAmounts, -event.quantity.thousandths), "seed \(seed)")
      case .batchProduced(let event): #expect(quantity == event.quantity.thousandths, "seed \(seed)")
      case .batchInspected(let event): #expect(quantity == (event.accepted + event.rejected).thousandths, "seed \(seed)")
      default: break
      }
    }
  }
}
