import Ledger
import ReadModels
import TestSupport
import Testing

@Suite("Membership and incomes against a model")
struct ActiveModelTests {
  @Test("Who is active and how incomes are spread is what a model says, by any period, as of any position and day", arguments: 1...4)
  func random(seed: UInt64) async throws {
    let model = ActiveModel(seed: seed, count: 180)
    var random = SplitMix64(seed: seed * 7919)
    try await TestBook.with { book in
      try await book.append(model.events)
      try await book.fold(chunk: [1, 7, 20_000][Int(seed % 3)])
      for _ in 0..<25 {
        let parameters = Self.parameters(&random, count: model.deeds.count)
        let columns = ["period", "producers", "active", "active_women", "active_share"]
        #expect(try await book.rows("membership", parameters, columns: columns) == model.membership(parameters), "seed \(seed): \(parameters)")
        #expect(try await book.rows("income-distribution", parameters) == model.incomes(parameters), "seed \(seed): \(parameters)")
      }
    }
  }

  /// Any period; whole months or days within; now or then.
  private static func parameters(_ random: inout SplitMix64, count: Int) -> ReportParameters {
    var parameters = ReportParameters()
    parameters.by = PeriodLength.allCases[Int.random(in: 0..<3, using: &random)]
    let start = CalendarDate(daysSince1970: 18_993 + Int32.random(in: 0..<600, using: &random))
    let end = start.adding(days: Int.random(in: 1..<500, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: (parameters.from, parameters.to) = (start, end)
    case 1: parameters.to = end
    case 2:
      guard let first = CalendarDate(year: start.components.year, month: start.components.month, day: 1),
        let next = CalendarDate(year: end.components.year, month: end.components.month, day: 1)
      else { break }
      (parameters.from, parameters.to) = (first, next.adding(days: -1) < first ? nil : next.adding(days: -1))
    default: break
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: parameters.atPosition = Int64.random(in: 0...Int64(count), using: &random)
    case 1: parameters.through = end
    default: break
    }
    return parameters
  }
}
