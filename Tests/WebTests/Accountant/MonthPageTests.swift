import Ledger
import Office
import Testing

@testable import Web
@testable import WebPages

/// Which month is offered to be closed, and what its checklist says of reports and signatures.
@Suite struct MonthPageTests {
  @Test("While nothing is closed the first month in which something was booked is offered, not one that is still going on")
  func first() async throws {
    try await AccountantMonth.with { month in
      for path in ["/months", "/accountant"] {
        let page = try await month.accountant.get(path)
        #expect(page.words.contains("Close January 2024") && page.text.contains("href=\"/months/2024-01\""), "\(path)")
      }
      let current = Month(of: .todayHere)
      let page = try await month.accountant.get("/months/\(current)")
      #expect(!page.offers("close") && page.words.contains("This month can be closed from"))
    }
  }

  @Test("After a closing the month after it is the next, and a later one leads to it")
  func next() async throws {
    try await AccountantMonth.with { month in
      try await month.act(month.accountant, "/months/2024-03", "close")
      let page = try await month.accountant.get("/months/2024-05")
      #expect(!page.offers("close") && page.words.contains("April 2024 has to be closed first"))
      #expect(page.text.contains("href=\"/months/2024-04\""))
    }
  }

  @Test("The checklist says whether all events are in the reports and signed, and where what is not allocated is listed")
  func standing() async throws {
    try await AccountantMonth.with { month in
      let page = try await month.accountant.get("/months/2024-04").words
      #expect(page.contains("events are in the reports"))
      #expect(page.contains("The log is signed up to its last event") || page.contains("esep checkpoint"))
      #expect(try await month.accountant.get("/journal?account=2190&to=2024-04-30").status == 200)
    }
  }

  @Test("A reason that is missing is told beside its field")
  func reason() async throws {
    try await AccountantMonth.with { month in
      try await month.act(month.accountant, "/months/2024-03", "close")
      let answer = try await month.attempt(month.accountant, "/months/2024-03", "ask", [("reason", " ")])
      #expect(answer.status == 422 && answer.text.contains("id=\"f-months-2024-03-ask-reason-error\""))
    }
  }
}
