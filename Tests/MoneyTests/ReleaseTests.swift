import Ledger
import Testing

/// Histories in which random ones once found producers' money lost, written down.
@Suite("What a channel has paid for is its producers', whatever else is open")
struct ReleaseTests {
  private static let day = 19_723

  /// Ayna's goods: two sales of 1 000.00 and 20.00, each on a line of a statement.
  private static let beginning: [Step] = [
    .village(day: day), .register(producer: "Ayna", day: day), .develop(product: "RUG", day: day),
    .terms(TermsStep(channel: "SHOP", currency: "KGS", commission: 0, fee: 0, producersBearRisk: false, from: day)),
    .produce(ProduceStep(batch: "B1", product: "RUG", day: day, parts: [Part(producer: "Ayna", pieces: 9)])),
    sale("S1", 100_000), sale("S2", 2_000),
    .receive(
      ReceiveStep(
        statement: "ST1", channel: "SHOP", from: day, to: day, currency: "KGS", opening: 0, closing: 101_500, day: day, file: "f",
        lines: [line("1", .sale, 100_000), line("2", .sale, 2_000), line("3", .fee, -500)])),
  ]

  private static func sale(_ code: String, _ price: Int) -> Step {
    .sell(SellStep(sale: code, day: day, channel: "SHOP", product: "RUG", pieces: 1, price: price, discount: 0, currency: "KGS"))
  }

  private static func line(_ number: String, _ type: LineType, _ amount: Int) -> StatedLine {
    StatedLine(number: number, type: type, reference: "", pieces: 1, amount: amount)
  }

  private static func match(_ line: String, _ sale: String) -> Step {
    .match(
      MatchStep(
        channel: "SHOP", statement: "ST1", line: line, targets: [Target(sale: sale, returned: nil)], day: day, dispute: nil))
  }

  private static func pay(_ payout: String, _ amount: Int) -> Step {
    .bank(
      ReceiptStep(
        payout: payout, day: day, channel: "SHOP", currency: "KGS", amount: amount, fee: 0, book: nil,
        applications: [Application(statement: "ST1", amount: amount)]))
  }

  /// What is available to Ayna after all of it.
  private func available(_ steps: [Step]) throws -> Int64 {
    var run = PureRun(Self.beginning + steps)
    let problem = run.firstProblem()
    #expect(problem == nil)
    return run.book.payables.balance(of: .init("Ayna")).available
  }

  @Test("A first payment that covers a sale releases it, though other lines are not matched yet")
  func releasesBeforeAllIsMatched() throws {
    #expect(try available([Self.match("1", "S1"), Self.pay("PAY1", 100_000)]) == 100_000)
  }

  @Test("A sale that was covered and stood behind one that was not goes when that one is disputed")
  func releasesBehindADispute() throws {
    let matched = [Self.match("1", "S1"), Self.match("2", "S2"), Self.pay("PAY1", 3_000)]
    #expect(try available(matched) == 0)
    let dispute = LineStep(channel: "SHOP", statement: "ST1", line: "1", reason: "goods are said to be missing", day: Self.day)
    #expect(try available(matched + [.dispute(dispute, amount: 50_000)]) == 2_000)
  }

  @Test("Goods that find their maker after the channel has paid for them are hers at once")
  func releasesWhatIsAllocatedLater() throws {
    let late: [Step] = [
      .develop(product: "HAT", day: Self.day),
      .sell(SellStep(sale: "S3", day: Self.day, channel: "SHOP", product: "HAT", pieces: 1, price: 7_000, discount: 0, currency: "KGS")),
      .receive(
        ReceiveStep(
          statement: "ST2", channel: "SHOP", from: Self.day, to: Self.day, currency: "KGS", opening: 0, closing: 7_000, day: Self.day, file: "f",
          lines: [Self.line("1", .sale, 7_000)])),
      .match(
        MatchStep(
          channel: "SHOP", statement: "ST2", line: "1", targets: [Target(sale: "S3", returned: nil)], day: Self.day, dispute: nil)),
      .bank(
        ReceiptStep(
          payout: "PAY2", day: Self.day, channel: "SHOP", currency: "KGS", amount: 7_000, fee: 0, book: nil,
          applications: [Application(statement: "ST2", amount: 7_000)])),
      .produce(ProduceStep(batch: "B2", product: "HAT", day: Self.day, parts: [Part(producer: "Ayna", pieces: 1)])),
    ]
    #expect(try available(late) == 0)
    #expect(try available(late + [.allocate(sale: "S3", day: Self.day)]) == 7_000)
  }
}
