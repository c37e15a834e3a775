import Ledger
import Office
import SignIn
import Testing

@testable import Web

/// An accountant's month on the pages, from a channel's statement to a producer's hand. The figures are those of the same month on the command line
/// (`Tests/EsepTests/Money/MonthTests.swift`), worked out there.
@Suite struct AccountantMonthTests {
  @Test("A month is matched, received, paid by two people, closed, and opened again by two")
  func month() async throws {
    try await AccountantMonth.with { month in
      let (accountant, approver) = (month.accountant, month.approver)
      try await matchAndReceive(month)

      // Drawn up by one, who cannot agree to it.
      #expect(try await month.prepare(accountant, "RUN-1")["location"] == "/payouts/RUN-1")
      let draft = try await accountant.get("/payouts/RUN-1")
      #expect(draft.words.contains("KGS 84,101.82") && draft.words.contains("4 payments"))
      #expect(!draft.offers("approve") && !draft.offers("instruct"))
      #expect(try await month.attempt(accountant, "/payouts/RUN-1", "approve").status == 403)
      try await month.act(approver, "/payouts/RUN-1", "approve")
      #expect(try await month.attempt(approver, "/payouts/RUN-1", "instruct").status == 403)
      try await month.act(accountant, "/payouts/RUN-1", "instruct")

      try await settle(month)
      try await closeAndReopen(month)
    }
  }

  private func matchAndReceive(_ month: AccountantMonth) async throws {
    let accountant = month.accountant
    let before = try await accountant.get("/accountant")
    #expect(before.words.contains("SHOP-03") && before.words.contains("TOKYO-Q1"))
    try await month.act(accountant, AccountantMonth.shop, "auto")
    let page = try await accountant.get(AccountantMonth.shop)
    #expect(page.words.contains("2 lines matched.") && page.words.contains("S-12, S-13") && page.words.contains("2 alternatives"))
    try await month.act(accountant, AccountantMonth.shop, "match", [("line", "2"), ("targets", "S-11")])
    try await month.act(accountant, AccountantMonth.shop, "accept", [("line", "4")])
    try await month.act(accountant, AccountantMonth.tokyo, "auto")
    #expect(try await accountant.get("/receipts").words.contains("All is applied."))
    try await month.receiveAll()
    let waiting = try await accountant.get("/receipts").words
    #expect(waiting.contains("PAY-1") && waiting.contains("MB-5510") && waiting.contains("PAY-2"))
    try await month.act(accountant, AccountantMonth.shop, "apply", [("payout", "PAY-1")])
    try await month.act(accountant, AccountantMonth.tokyo, "apply", [("payout", "PAY-2")])
    #expect(try await accountant.get("/receipts").words.contains("All is applied."))
    let state = try await month.server.desk.log.settlement(of: ChannelCode("SHOP"))
    #expect(state.statement(StatementCode("SHOP-03"))?.isSettled == true)
  }

  private func settle(_ month: AccountantMonth) async throws {
    let (accountant, path) = (month.accountant, "/payouts/RUN-1")
    let list = try await accountant.get(path + "/payments")
    #expect(list["content-type"]?.hasPrefix("text/csv") == true && list["cache-control"]?.contains("no-store") == true)
    #expect(list.text.contains("RUN-1,P-01,20437.09,") && list.text.contains("RUN-1,P-03,5370.66,"))
    #expect(try await month.approver.get(path + "/payments").status == 403)
    try await month.act(accountant, path, "send-back", [("producer", "P-03"), ("reason", "the account is closed")])
    try await month.act(accountant, path, "settle-one", [("producer", "P-01"), ("reference", "MB-7101")])
    #expect(try await accountant.get(path).words.contains("2 payments are waiting"))
    try await month.act(accountant, path, "settle", [("reference", "MB-7102")])
    let paid = try await accountant.get(path).words
    #expect(paid.contains("0 payments are waiting") && paid.contains("MB-7101") && paid.contains("the account is closed"))
    // What came back is hers again, tax and all but the reserve of her group.
    let hers = try await accountant.get("/balances/P-03").words
    #expect(hers.contains("KGS 5,984.45"))
    let others = try await accountant.get("/balances/P-01").words
    #expect(others.contains("KGS 20,437.09"))
    #expect(try await accountant.get("/trial-balance").words.contains("Debits equal credits"))
  }

  private func closeAndReopen(_ month: AccountantMonth) async throws {
    let (accountant, approver, path) = (month.accountant, month.approver, "/months/2024-05")
    let checklist = try await accountant.get(path)
    // What was decided today is of today: by the end of that May nothing was matched, and what had come in (12 544.82 and, of yen, 84 026.04) waited.
    #expect(checklist.words.contains("2 statements are not matched") && checklist.words.contains("In suspense: KGS 96,570.86"))
    #expect(checklist.words.contains("Debits equal credits") && checklist.offers("close"))
    #expect(try await approver.get(path).offers("close") == false)
    #expect(try await month.attempt(approver, path, "close").status == 403)
    try await month.act(accountant, path, "close")
    #expect(try await accountant.get(path).words.contains("Closed by aizada"))

    try await month.act(accountant, path, "ask", [("reason", "a late invoice")])
    let asked = try await accountant.get(path)
    #expect(asked.words.contains("aizada asks to reopen May 2024: a late invoice") && !asked.offers("agree"))
    #expect(try await month.attempt(accountant, path, "agree").status == 403)
    #expect(try await month.server.desk.log.periodHistory().closedThrough == Month("2024-05"))
    #expect(try await approver.get(path).offers("agree"))
    try await month.act(approver, path, "agree")
    let history = try await month.server.desk.log.periodHistory()
    #expect(history.closedThrough == Month("2024-04"))
    #expect(history.entries.last?.by == "aizada" && history.entries.last?.approvedBy == "bakyt" && history.entries.last?.reason == "a late invoice")
    #expect(try await month.server.accounts.openRequests().isEmpty)
  }
}
