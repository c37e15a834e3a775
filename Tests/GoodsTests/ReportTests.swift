import Testing

/// A small history reckoned by hand: days are counted from the first of 2024.
@Suite("What the reports of goods say")
struct ReportTests {
  private static func day(_ number: Int) -> Int { 19_722 + number }

  private static func send(_ code: String, _ quantity: Int, to place: String = "SHOP/A", on number: Int, arriving: (on: Int, quantity: Int)?)
    -> [Step]
  {
    let lines = [BatchLine(batch: "B1", quantity: 1000 * quantity)]
    let dispatch = Step.dispatch(
      DispatchStep(dispatch: code, from: place == "hub" ? "SHOP/A" : "hub", to: place, day: day(number), lines: lines))
    guard let arriving else { return [dispatch] }
    let there = [BatchLine(batch: "B1", quantity: 1000 * arriving.quantity)]
    return [dispatch, .receive(ReceiveStep(dispatch: code, day: day(arriving.on), lines: there))]
  }

  private static func sell(_ sale: String, _ quantity: Int, on number: Int) -> Step {
    .sell(
      SellStep(
        sale: sale, day: day(number), channel: "SHOP", outlet: "A", product: "RUG", batch: nil, quantity: 1000 * quantity, isLenient: false))
  }

  /// Of thirty rugs ten go to the outlet and nine arrive, ten more come, five are sold, one comes back; three are on their way back to the hub.
  private static let history: [Step] =
    [.village(day: day(1)), .register(producer: "Ayna", day: day(1)), .develop(product: "RUG", day: day(1)), .terms(channel: "SHOP", from: day(1))]
    + [
      .produce(
        ProduceStep(
          batch: "B1", product: "RUG", isTest: false, day: day(2), parts: [Part(producer: "Ayna", quantity: 30_000)], accepted: nil,
          isInspected: true,
          inputs: []))
    ]
    + send("D1", 10, on: 5, arriving: (on: 7, quantity: 9)) + send("D2", 10, on: 20, arriving: (on: 21, quantity: 10)) + [sell("S1", 5, on: 25)]
    + [.takeBack(TakeBackStep(number: "R1", sale: "S1", quantity: 1000, isScrap: false, day: day(30)))]
    + send("D3", 3, to: "hub", on: 40, arriving: nil)

  @Test("Goods lie since they were delivered, the oldest go first; what is on its way is nowhere; what was short is gone")
  func report() async throws {
    try await RecordedBook.with { book in
      let verdicts = try await book.record(Self.history, rounds: 7)
      let isAllRecorded = verdicts.allSatisfy(\.isRecorded)
      #expect(isAllRecorded, "\(verdicts)")
      try await book.fold()
      // Nineteen arrived, five were sold and one of them came back, three were sent on: of the first nine two are left. The newest day is the fortieth.
      #expect(try await book.lines("goods-ageing") == ["SHOP/A RUG B1 2000 2024-01-07 33", "SHOP/A RUG B1 10000 2024-01-21 19"])
      #expect(try await book.lines("goods-in-transit") == ["D3 SHOP/A hub RUG B1 3000 H87 2024-02-09 0"])
      #expect(
        try await book.lines("deliveries") == [
          "D1 hub SHOP/A RUG B1 10000 1000 0 9000 H87 2024-01-05 2024-01-07", "D2 hub SHOP/A RUG B1 10000 0 0 10000 H87 2024-01-20 2024-01-21",
          "D3 SHOP/A hub RUG B1 3000 0 0 0 H87 2024-02-09 –",
        ])
      #expect(
        try await book.lines("stock") == [
          "RUG B1 SHOP/A 0 0 5000 1000 12000 0 H87 2024-01-02 19000 3000 0 0 0 producers",
          "RUG B1 hub 30000 30000 0 0 10000 0 H87 2024-01-02 0 20000 3000 0 0 producers",
        ])
      #expect(try await book.lines("recall") == [])
    }
  }

  @Test("As of a day in between, all of it is as it was on that day")
  func asOfADay() async throws {
    try await RecordedBook.with { book in
      _ = try await book.record(Self.history, rounds: 40)
      try await book.fold()
      #expect(try await book.lines("goods-ageing", to: Self.day(26)) == ["SHOP/A RUG B1 4000 2024-01-07 19", "SHOP/A RUG B1 10000 2024-01-21 5"])
      #expect(try await book.lines("goods-ageing", to: Self.day(31)) == ["SHOP/A RUG B1 5000 2024-01-07 24", "SHOP/A RUG B1 10000 2024-01-21 10"])
      #expect(try await book.lines("goods-in-transit", to: Self.day(6)) == ["D1 hub SHOP/A RUG B1 10000 H87 2024-01-05 1"])
      #expect(
        try await book.lines("stock", to: Self.day(6)) == [
          "RUG B1 SHOP/A 0 0 0 0 0 0 H87 2024-01-02 0 0 10000 0 0 producers",
          "RUG B1 hub 30000 30000 0 0 20000 0 H87 2024-01-02 0 10000 0 0 0 producers",
        ])
    }
  }

  @Test("A recall names the sale and what of it is still out; nobody else is asked about")
  func recalled() async throws {
    try await RecordedBook.with { book in
      let recall = Step.recall(RecallStep(batch: "B1", reason: "dye", by: "laboratory", day: Self.day(41)))
      _ = try await book.record(Self.history + [recall], rounds: 1)
      try await book.fold()
      // Twelve lay at the outlet and ten in the hub; three are still on their way.
      #expect(try await book.lines("recall") == ["B1 RUG 2024-02-10 – dye 22000 S1 2024-01-25 SHOP A 5000 1000 4000"])
      #expect(try await book.lines("goods-ageing") == ["quarantine RUG B1 22000 2024-02-10 0"])
      _ = try await book.record([.receive(ReceiveStep(dispatch: "D3", day: Self.day(43), lines: nil))], rounds: 1)
      try await book.fold()
      #expect(
        try await book.lines("goods-ageing") == ["quarantine RUG B1 22000 2024-02-10 2", "quarantine RUG B1 3000 2024-02-12 0"])
      let lift = Step.lift(RecallStep(batch: "B1", reason: "passed", by: "laboratory", day: Self.day(50)))
      _ = try await book.record([lift], rounds: 1)
      try await book.fold()
      #expect(try await book.lines("recall") == ["B1 RUG 2024-02-10 2024-02-19 dye 0 S1 2024-01-25 SHOP A 5000 1000 4000"])
      #expect(try await book.lines("goods-ageing") == [])
    }
  }
}
