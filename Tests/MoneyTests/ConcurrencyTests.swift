import Bookkeeping
import Foundation
import Testing

@Suite("Accountants at once over the same money")
struct ConcurrencyTests {
  private static let statements = 8
  private static let lines = 6

  @Test(
    "Processes that match, apply and pay the same at once, some of them killed, claim no sale twice, pay nobody twice and lose nothing",
    arguments: [71, 72])
  func claimsAndPaysOnce(seed: Int) async throws {
    print("Accountants at once: seed \(seed)")
    try await RecordedBook.with(seconds: 240) { book in
      _ = try await book.record(Self.village, rounds: 200)
      let told = try await Self.work(book, seed)
      print("Accountants at once: seed \(seed), \(told.map { $0?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "killed" })")
      let killed = told.filter { $0 == nil }.count
      #expect(killed >= 1 && told.count - killed >= 3, "seed \(seed)")
      let audit = try MoneyAudit(await book.events())
      #expect(audit.findings.prefix(5) == [], "seed \(seed)")
      // One more, alone, until everything is done.
      _ = try await book.record(Self.closing, rounds: 60)
      let whole = try MoneyAudit(await book.events())
      #expect(whole.findings.prefix(5) == [], "seed \(seed)")
      #expect(whole.claims.count == Self.statements * Self.lines, "seed \(seed)")
      // All was sold without deductions, so all of it arrives.
      #expect(whole.paid == whole.released && whole.paid.count == 3, "seed \(seed): \(whole.paid) of \(whole.released)")
      let left = whole.journal.accounts.book.filter { $0.value != 0 }
      #expect(left.isEmpty, "seed \(seed): \(left)")
      try await book.fold()
      let loose = try await Conservation(book).findings()
      #expect(loose == [], "seed \(seed)")
    }
  }

  @Test("Two who record the same papers at once record each once, and nobody hears anything else", arguments: [1, 25])
  func recordsOnce(rounds: Int) async throws {
    try await RecordedBook.with { book in
      _ = try await book.record(Self.registry, rounds: 200)
      let papers = Self.papers + Self.matches
      let other = book.anotherBookkeeper()
      async let first = book.record(papers, rounds: rounds)
      async let second = book.record(papers, rounds: rounds, by: other)
      for (index, (one, two)) in zip(try await first, try await second).enumerated() {
        let isOnce = one.isRecorded ? two == one || two == .unchanged : one == .unchanged && two.isRecorded
        #expect(isOnce, "paper \(index), \(papers[index]): \(one) and \(two)")
      }
      let audit = try MoneyAudit(await book.events())
      #expect(audit.findings == [] && audit.claims.count == Self.statements * Self.lines)
    }
  }

  /// Three processes at once, of which one is killed again and again, and started again.
  private static func work(_ book: RecordedBook, _ seed: Int) async throws -> [String?] {
    async let one = run("one", seed * 100, on: book)
    async let two = run("two", seed * 100 + 10, on: book)
    var told: [String?] = []
    for life in 0..<4 {
      // All but her last life would not end by themselves: she is killed once she has written something, in the middle of whatever she is doing then,
      // or after two seconds where the others have left her nothing to write.
      let isLast = life == 3
      let (before, started) = (try await written(by: "three", in: book), ContinuousClock.now)
      let said = try await run("three", seed * 100 + 20 + life, on: book, rounds: isLast ? 60 : 1_000_000) {
        if isLast { return false }
        if ContinuousClock.now - started > .seconds(2) { return true }
        return try await written(by: "three", in: book) > before + life
      }
      told.append(said)
    }
    return told + [try await one, try await two]
  }

  private static func run(
    _ name: String, _ seed: Int, on book: RecordedBook, rounds: Int = 60, killWhen: @escaping @Sendable () async throws -> Bool = { false }
  ) async throws -> String? {
    try await Clerk.run(
      name, seed: seed, book: book.name, on: book.database, statements: statements, lines: lines, rounds: rounds, killWhen: killWhen)
  }

  private static func written(by name: String, in book: RecordedBook) async throws -> Int {
    Int(try await book.sql("SELECT count(*) FROM event WHERE actor = '\(name)'").first ?? "") ?? -1
  }

  // MARK: The village and its papers

  private static let day = 19_790

  private static var registry: [Step] {
    [.village(day: day)] + ["P1", "P2", "P3"].map { .register(producer: $0, day: day) } + [.develop(product: "RUG", day: day)]
      + [.terms(TermsStep(channel: "SHOP", currency: "KGS", commission: 0, fee: 0, producersBearRisk: false, from: day))]
  }

  private static func price(_ statement: Int, _ line: Int) -> Int { 10_000 + 37 * statement + 11 * line }

  private static var sales: [Step] {
    let parts = ["P1", "P2", "P3"].map { Part(producer: $0, pieces: statements * lines) }
    return [.produce(ProduceStep(batch: "B1", product: "RUG", day: day, parts: parts))]
      + each { statement, line in
        .sell(
          SellStep(
            sale: "S\(statement)-\(line)", day: day, channel: "SHOP", product: "RUG", pieces: 3, price: price(statement, line), discount: 0,
            currency: "KGS"))
      }
  }

  private static var papers: [Step] {
    sales
      + (1...statements).map { statement in
        let lines = (1...lines).map { line in
          StatedLine(number: "\(line)", type: .sale, reference: "S\(statement)-\(line)", pieces: 3, amount: 3 * price(statement, line))
        }
        return .receive(
          ReceiveStep(
            statement: "ST\(statement)", channel: "SHOP", from: day, to: day, currency: "KGS", opening: 0, closing: lines.map(\.amount).reduce(0, +),
            day: day, file: "papers", lines: lines))
      }
      + (1...statements).map { statement in
        .bank(
          ReceiptStep(
            payout: "PAY\(statement)", day: day, channel: "SHOP", currency: "KGS",
            amount: (1...lines).map { 3 * price(statement, $0) }.reduce(0, +), fee: 0, book: nil, applications: []))
      }
  }

  private static var village: [Step] { registry + papers }

  private static var matches: [Step] {
    each { statement, line in
      .match(
        MatchStep(
          channel: "SHOP", statement: "ST\(statement)", line: "\(line)", targets: [Target(sale: "S\(statement)-\(line)", returned: nil)],
          day: 19_800, dispute: nil))
    }
  }

  /// Undoes what was matched wrongly, and does whatever is left to do.
  private static var closing: [Step] {
    let all = (1...statements).flatMap { receipt in
      (1...statements).map { Step.apply(ApplyStep(payout: "PAY\(receipt)", channel: "SHOP", statement: "ST\($0)", amount: nil, day: 19_801)) }
    }
    let runs = ["one", "two", "three", "shared"].flatMap { owner in
      (1...70).flatMap { number -> [Step] in
        let run = "RUN-\(owner)-\(number)"
        return [
          .approve(run: run, by: "the last", day: 19_801), .instruct(run: run, by: "the last", day: 19_801),
          .settleRun(run: run, reference: "list", day: 19_801),
        ]
      }
    }
    return matches.map { step in
      guard case .match(var step) = step else { return step }
      step.day = 19_801
      return .match(step)
    } + all + runs + [.prepare(run: "LAST", cutOff: 19_801, by: "first", day: 19_801)]
      + [.approve(run: "LAST", by: "second", day: 19_801), .instruct(run: "LAST", by: "second", day: 19_801)]
      + [.settleRun(run: "LAST", reference: "list", day: 19_801)]
  }

  private static func each(_ step: (Int, Int) -> Step) -> [Step] {
    (1...statements).flatMap { statement in (1...lines).map { step(statement, $0) } }
  }
}
