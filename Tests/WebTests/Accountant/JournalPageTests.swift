import Testing

@testable import Web

/// The journal of one account, on its page and as a file.
@Suite struct JournalPageTests {
  @Test("The trial balance leads to the journal of an account, which has its lines alone, and what stands on it")
  func account() async throws {
    try await AccountantMonth.with { month in
      try await month.receive(["PAY-3,2024-04-20,SHOP,,KGS,100,,MB-1"])
      let balance = try await month.accountant.get("/trial-balance?to=2024-04-30")
      #expect(balance.text.contains("href=\"/journal?account=1900&amp;to=2024-04-30\""))
      let page = try await month.accountant.get("/journal?account=1900&to=2024-04-30")
      #expect(page.status == 200 && page.words.contains("1900 · Suspense") && page.words.contains("PAY-3"))
      #expect(page.text.contains("/explain/trial-balance?where.account=1900"))
      #expect(page.text.contains("/reports/journal/csv?to=2024-04-30&amp;account=1900"))
      let lines = try await month.accountant.get("/reports/journal/csv?account=1900").text.split(separator: "\r\n").dropFirst()
      #expect(lines.count == 1 && lines.allSatisfy { $0.contains(",1900,") }, "\(lines)")
      let all = try await month.accountant.get("/reports/journal/csv").text.split(separator: "\r\n").dropFirst()
      for account in ["1200", "2110", "4000"] {
        let own = try await month.accountant.get("/reports/journal/csv?account=\(account)").text.split(separator: "\r\n").dropFirst()
        #expect(Array(own) == all.filter { $0.contains(",\(account),") }, "\(account)")
      }
      #expect(try await month.accountant.get("/journal?account=%3Cb%3E").status == 200)
    }
  }

  @Test("Days in the wrong order are told beside the field")
  func order() async throws {
    try await AccountantMonth.with { month in
      let answer = try await month.accountant.get("/journal?from=2024-05-01&to=2024-04-01")
      #expect(answer.status == 422 && answer.words.contains("The last day lies before the first") && answer.text.contains("value=\"2024-05-01\""))
    }
  }
}
