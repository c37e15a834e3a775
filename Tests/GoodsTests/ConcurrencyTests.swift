import Bookkeeping
import Testing

@Suite("Storekeepers at once over the same goods")
struct ConcurrencyTests {
  private static let day = 19_800

  private static func batch(_ code: String, pieces: Int, isInspected: Bool = true) -> Step {
    .produce(
      ProduceStep(
        batch: code, product: "RUG", isTest: false, day: day, parts: [Part(producer: "Ayna", quantity: 1000 * pieces)], accepted: nil,
        isInspected: isInspected, inputs: []))
  }

  private static let village: [Step] = [
    .village(day: day), .register(producer: "Ayna", day: day), .develop(product: "RUG", day: day), .terms(channel: "SHOP", from: day),
    batch("B1", pieces: 30), batch("B2", pieces: 30, isInspected: false),
  ]

  /// Takes one piece a step away from the same thirty: sent, sold or written off.
  private static func takings(_ who: String) -> [Step] {
    (1...20).map { number in
      switch number % 3 {
      case 0:
        .dispatch(
          DispatchStep(dispatch: "D-\(who)-\(number)", from: "hub", to: "SHOP", day: day, lines: [BatchLine(batch: "B1", quantity: 1000)]))
      case 1:
        .sell(
          SellStep(
            sale: "S-\(who)-\(number)", day: day, channel: "SHOP", outlet: nil, product: "RUG", batch: nil, quantity: 1000, isLenient: false))
      default:
        .writeOff(WriteOffStep(batch: "B1", place: "hub", quantity: 1000, reason: "moths", day: day, paper: "P-\(who)-\(number)"))
      }
    }
  }

  private static func inspections(_ who: String) -> [Step] {
    (1...20).map { number in
      .inspect(
        InspectStep(
          batch: "B2", accepted: 1000, rejected: 0, by: "lab", reasons: [], again: false, place: "hub", day: day, paper: "I-\(who)-\(number)"))
    }
  }

  @Test("Two who take from the same thirty pieces take thirty, and one who inspects what the other has inspected is told so", arguments: [1, 5])
  func takesOnce(rounds: Int) async throws {
    try await RecordedBook.with { book in
      _ = try await book.record(Self.village, rounds: 200)
      let other = book.anotherBookkeeper()
      async let first = book.record(Self.takings("one") + Self.inspections("one"), rounds: rounds)
      async let second = book.record(Self.takings("two") + Self.inspections("two"), rounds: rounds, by: other)
      let verdicts = try await [first, second]
      let inspected = verdicts.map { $0.suffix(20).filter(\.isRecorded).count }.reduce(0, +)
      #expect(inspected == 30, "\(verdicts)")
      #expect(try await book.audit() == [])
      try await book.fold()
      #expect(try await Conservation(book).findings() == [])
      let rows = try await book.report("stock")
      func left(_ batch: String) -> Int { rows.filter { $0["batch"] == batch }.compactMap { Int($0["on_hand"] ?? "") }.reduce(0, +) }
      func number(_ column: String, _ batch: String) -> Int { rows.filter { $0["batch"] == batch }.compactMap { Int($0[column] ?? "") }.reduce(0, +) }
      #expect(number("accepted", "B2") == 30_000 && left("B2") + number("sold", "B2") == 30_000)
      let gone = number("sold", "B1") + number("written_off", "B1") + number("in_transit", "B1")
      #expect(gone + left("B1") == 30_000 && number("written_off", "B1") > 0 && number("in_transit", "B1") > 0, "\(rows)")
    }
  }

  @Test("Two who record the same papers at once record each once, and nobody hears anything else", arguments: [1, 25])
  func recordsOnce(rounds: Int) async throws {
    try await RecordedBook.with { book in
      _ = try await book.record(Self.village, rounds: 200)
      let lines = [BatchLine(batch: "B1", quantity: 1000)]
      let papers: [Step] =
        (1...10).map { .dispatch(DispatchStep(dispatch: "D\($0)", from: "hub", to: "SHOP", day: Self.day, lines: lines)) }
        + (1...10).map { .receive(ReceiveStep(dispatch: "D\($0)", day: Self.day, lines: nil)) }
        + [.count(CountStep(count: "C1", place: "SHOP", day: Self.day, lines: [BatchLine(batch: "B1", quantity: 9_500)]))]
        + (1...4).map { .writeOff(WriteOffStep(batch: "B1", place: "SHOP", quantity: 500, reason: "moths", day: Self.day, paper: "P\($0)")) }
        + [.recall(RecallStep(batch: "B1", reason: "dye", by: "lab", day: Self.day))]
      let other = book.anotherBookkeeper()
      async let first = book.record(papers, rounds: rounds)
      async let second = book.record(papers, rounds: rounds, by: other)
      for (index, (one, two)) in zip(try await first, try await second).enumerated() {
        let isOnce = one.isRecorded ? two == one || two == .unchanged : one == .unchanged && two.isRecorded
        #expect(isOnce, "paper \(index), \(papers[index]): \(one) and \(two)")
      }
      #expect(try await book.audit() == [])
    }
  }
}
