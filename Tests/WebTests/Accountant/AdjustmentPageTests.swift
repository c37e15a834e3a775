import Ledger
import Office
import Testing

@testable import Web

/// Corrections by hand and tolerances, through their pages.
@Suite struct AdjustmentPageTests {
  private static let lines = [
    ("account-1", "5120"), ("debit-1", "12,50"), ("account-2", "1010"), ("credit-2", "12,50"),
  ]

  private func sent(_ changes: [(String, String)]) -> [(String, String)] {
    let all = [("adjustment", "ADJ-1"), ("reason", "the bank's fee"), ("date", "2024-04-15")] + Self.lines
    return all.filter { own in !changes.contains { $0.0 == own.0 } } + changes
  }

  @Test("A correction is posted with its lines, seen among those that were, and counts in the trial balance")
  func posted() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      try await accountant.get("/adjustments")
      #expect(try await accountant.send("/adjustments", sent([])).status == 303)
      #expect(try await accountant.get("/adjustments").text.contains("/log/\(try await month.server.desk.log.headPosition())"))
      let balance = try await accountant.get("/trial-balance").words
      #expect(balance.contains("12.50"))
      let head = try await month.server.desk.log.headPosition()
      try await accountant.get("/adjustments")
      #expect(try await accountant.send("/adjustments", sent([])).status == 303, "the same once more changes nothing")
      #expect(try await month.server.desk.log.headPosition() == head)
    }
  }

  @Test(
    "What is wrong is said beside its field, and nothing is recorded",
    arguments: [
      ([("adjustment", "")], "adjustment", "Write a number of letters"), ([("reason", " ")], "reason", "Say why"),
      ([("date", "2024-02-30")], "date", "Write a day that the calendar has"), ([("corrects", "first")], "corrects", "Write the event"),
      ([("account-1", "")], "account-1", "Choose an account"), ([("credit-1", "3")], "debit-1", "Write either a debit or a credit"),
      ([("debit-1", "many")], "debit-1", "Write the amount as a number"), ([("producer-1", "P-404")], "producer-1", "P-404"),
      ([("debit-1", "12,51")], "", "0.01"), ([("account-1", "2100")], "", "2100"),
    ] as [([(String, String)], String, String)])
  func refused(_ changes: [(String, String)], _ field: String, _ text: String) async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      let head = try await month.server.desk.log.headPosition()
      try await accountant.get("/adjustments")
      let answer = try await accountant.send("/adjustments", sent(changes))
      #expect(answer.status == 422)
      let wrong = answer.text.components(separatedBy: "<div class=\"field wrong\">").dropFirst().map { $0.components(separatedBy: "</div>")[0] }
      if field.isEmpty {
        #expect(answer.words.contains(text))
      } else {
        #expect(wrong.count == 1 && wrong[0].contains("name=\"\(field)\"") && wrong[0].contains(text), "\(field)")
      }
      #expect(try await month.server.desk.log.headPosition() == head)
    }
  }

  @Test("A tolerance is agreed in the channel's currency from a day on; a channel without terms then is refused beside its field")
  func tolerance() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      try await accountant.get("/tolerances")
      #expect(try await accountant.send("/tolerances", [("channel", "TOKYO"), ("amount", "150"), ("date", "2024-04-01")]).status == 303)
      let page = try await accountant.get("/tolerances").words
      #expect(page.contains("TOKYO") && page.contains("JPY 150"))
      for (fields, text) in [
        ([("channel", "TOKYO"), ("amount", "1"), ("date", "1999-01-01")], "has no terms on"),
        ([("channel", "NOBODY"), ("amount", "1"), ("date", "2024-04-01")], "has no terms on"),
        ([("channel", "TOKYO"), ("amount", "-5"), ("date", "2024-05-01")], "less than zero"),
      ] {
        try await accountant.get("/tolerances")
        let answer = try await accountant.send("/tolerances", fields)
        #expect(answer.status == 422 && answer.words.contains(text), "\(fields)")
      }
      let auditor = try await month.server.browser([.auditor])
      #expect(try await auditor.get("/tolerances").offers("agree") == false)
      #expect(try await auditor.post("/tolerances", []).status == 403)
    }
  }
}
