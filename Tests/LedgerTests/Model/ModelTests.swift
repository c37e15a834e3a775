import Ledger
import Testing

@Suite("The ledger against a naive second one")
struct ModelTests {
  /// Runs one history through deciders and model; stops at the first difference and says where it lies.
  private func run(seed: Int, steps: Int) -> (book: TestBook, model: ModelBook)? {
    var history = RandomHistory(seed: seed)
    var (book, model) = (TestBook(), ModelBook())
    let commands = history.beginning() + (0..<steps).map { _ in history.next() }
    for (step, command) in commands.enumerated() {
      let expected = model.predict(command)
      let actual: ModelVerdict
      do throws(Refusal) { actual = ModelVerdict(try book.perform(command)) } catch { actual = ModelVerdict(error) }
      guard actual == expected else {
        Issue.record("seed \(seed), step \(step): \(command)\nmodel: \(expected)\nledger: \(actual)")
        return nil
      }
      guard model.batches.allSatisfy({ book.onHand($0.key) == Int64($0.value.onHand) }), book.batches.count == model.batches.count else {
        Issue.record("seed \(seed), step \(step): stock differs after \(command)")
        return nil
      }
    }
    return (book, model)
  }

  @Test("Every verdict, every part of every producer and every batch's stock is what the naive ledger says", arguments: 0..<20)
  func agreesWithTheModel(block: Int) {
    for seed in block * 20..<block * 20 + 20 {
      guard let (book, model) = run(seed: seed, steps: 60) else { return }
      checkEntries(of: book, against: model, seed: seed)
      checkShelves(of: book, seed: seed)
    }
  }

  @Test("Long histories agree as well", arguments: [1001, 1002, 1003])
  func agreesForLong(seed: Int) {
    guard let (book, model) = run(seed: seed, steps: 600) else { return }
    checkEntries(of: book, against: model, seed: seed)
    checkShelves(of: book, seed: seed)
  }

  @Test("Random histories reach every verdict and every kind of movement many times")
  func histories() {
    var seen: [String: Int] = [:]
    for seed in 0..<100 {
      var history = RandomHistory(seed: seed)
      var book = TestBook()
      for command in history.beginning() + (0..<60).map({ _ in history.next() }) {
        do throws(Refusal) {
          guard case .record(let facts) = try book.perform(command) else {
            seen["unchanged", default: 0] += 1
            continue
          }
          for fact in facts { seen[fact.event.type, default: 0] += 1 }
        } catch { seen["refused \(error.column)", default: 0] += 1 }
      }
    }
    let wanted = [
      "SaleRecorded", "SaleReturned", "SaleReversed", "SaleAllocated", "BatchDrawn", "BatchRestocked", "BatchProduced", "FxRatePublished",
      "ChannelTermsAgreed", "unchanged", "refused quantity", "refused sale", "refused batch", "refused date", "refused producer", "refused currency",
      "refused channel", "refused product", "refused accepted", "refused discount",
    ]
    for kind in wanted { #expect(seen[kind, default: 0] >= 10, "\(kind): \(seen)") }
  }

  /// The lines of all events, summed for each sale and pair, are what the model says the pair was given less what was taken back.
  private func checkEntries(of book: TestBook, against model: ModelBook, seed: Int) {
    struct Key: Hashable { let sale: String, pair: ModelPair }
    var sums: [Key: ModelTotal] = [:]
    for entry in book.facts.flatMap({ unroll($0.event) }) where ["sold", "allocated", "returned", "reversed"].contains(entry.kind) {
      guard let sale = entry.sale, let quantity = entry.quantity, let own = entry.amounts, let book = entry.bookAmounts else {
        Issue.record("seed \(seed): a line without its figures: \(entry)")
        return
      }
      let key = Key(sale: sale, pair: ModelPair(batch: entry.batch ?? "", producer: entry.producer ?? ""))
      var sum = sums[key] ?? .init()
      sum = ModelTotal(quantity: sum.quantity + Int(quantity), own: sum.own + ModelMoney(own), book: sum.book + ModelMoney(book))
      sums[key] = sum
    }
    for (code, sale) in model.sales {
      for (pair, given) in sale.given {
        let taken = sale.taken[pair] ?? .init()
        let left = ModelTotal(quantity: given.quantity - taken.quantity, own: given.own - taken.own, book: given.book - taken.book)
        #expect(sums[Key(sale: code, pair: pair)] == left, "seed \(seed), sale \(code), \(pair)")
        if sale.isReversed || sale.returned == sale.row.quantity { #expect(left == .init(), "seed \(seed), sale \(code), \(pair)") }
      }
    }
    #expect(sums.count == model.sales.values.reduce(0) { $0 + $1.given.count }, "seed \(seed)")
  }

  /// A shelf holds exactly the lots with goods left, in the order they are to be sold.
  private func checkShelves(of book: TestBook, seed: Int) {
    for (product, shelf) in book.shelves {
      let open = book.batches.values.filter { $0.produced?.product == product && $0.onHand > .zero }
      #expect(Set(shelf.lots.map(\.produced)) == Set(open.compactMap(\.produced)), "seed \(seed)")
      for (lot, next) in zip(shelf.lots, shelf.lots.dropFirst()) {
        let (one, other) = (lot.produced, next.produced)
        #expect(one.producedOn < other.producedOn || (one.producedOn == other.producedOn && one.batch < other.batch), "seed \(seed)")
      }
    }
  }
}
