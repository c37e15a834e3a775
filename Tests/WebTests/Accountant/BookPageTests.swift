import Foundation
import Ledger
import Office
import SignIn
import TestSupport
import Testing

@testable import Web

/// Months, balances and the books on their pages.
@Suite struct BookPageTests {
  @Test("A month that is not over is not closed, and months are closed in order")
  func order() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      #expect(try await month.attempt(accountant, "/months/2999-01", "close").status == 422)
      try await month.act(accountant, "/months/2024-03", "close")
      let skipped = try await month.attempt(accountant, "/months/2024-05", "close")
      #expect(skipped.status == 422 && skipped.text.contains("class=\"notice bad\""))
      #expect(try await accountant.get("/months").words.contains("Close April 2024"))
      #expect(try await accountant.get("/months/spring").status == 404)
    }
  }

  @Test("What is open stands on the checklist, each with the way to it, and does not hinder closing")
  func checklist() async throws {
    try await AccountantMonth.with { month in
      try await month.receive(["PAY-3,2024-04-20,SHOP,,KGS,100,,MB-1"])
      // Statements of March came in April.
      let march = try await month.accountant.get("/months/2024-03").words
      #expect(march.contains("All statements are matched") && march.contains("Nothing in suspense"))
      let page = try await month.accountant.get("/months/2024-04")
      #expect(page.words.contains("2 statements are not matched") && page.words.contains("In suspense: KGS 100.00"))
      for path in ["/statements?state=unmatched", "/receipts"] { #expect(page.text.contains("href=\"\(path)\""), "\(path)") }
      try await month.act(month.accountant, "/months/2024-04", "close")
    }
  }

  @Test("A month is opened again by another person than who asked, whatever her roles")
  func reopening() async throws {
    try await AccountantMonth.with { month in
      let both = try await month.server.browser([.accountant, .approver], name: "gulnara")
      try await month.act(both, "/months/2024-03", "close")
      #expect(try await month.attempt(both, "/months/2024-03", "ask", [("reason", "")]).status == 422)
      try await month.act(both, "/months/2024-03", "ask", [("reason", "a late return")])
      #expect(try await both.get("/months/2024-03").offers("agree") == false)
      let alone = try await month.attempt(both, "/months/2024-03", "agree")
      #expect(alone.status == 422)
      #expect(try await month.server.desk.log.periodHistory().closedThrough == Month("2024-03"))
      try await month.act(month.approver, "/months/2024-03", "cancel")
      #expect(try await month.server.accounts.openRequests().isEmpty)
      #expect(try await month.server.desk.log.periodHistory().closedThrough == Month("2024-03"))
    }
  }

  @Test("A receipt of a channel that has sold nothing, or of nobody known, is among those that wait")
  func receipts() async throws {
    try await AccountantMonth.with { month in
      let file = try TemporaryHome.make() + "/channels.csv"
      try """
      channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from
      KIOSK,Kiosk,brand shop,KG,KGS,consignment,0,12,14,2024-01-01
      """.write(toFile: file, atomically: true, encoding: .utf8)
      try await month.take([file])
      try await month.receive(["PAY-4,2024-04-01,KIOSK,,KGS,50,,P-1", "PAY-5,2024-04-01,,,KGS,70,,X-1"])
      let page = try await month.accountant.get("/receipts").words
      #expect(page.contains("PAY-4") && page.contains("PAY-5"))
    }
  }

  @Test("A producer's statement has her lines, a line to sign on, a code that leads to its proof, and can be had as of earlier")
  func statement() async throws {
    try await AccountantMonth.with { month in
      try await month.reconcile()
      let page = try await month.accountant.get("/balances/P-02")
      let position = try await month.server.desk.log.headPosition()
      #expect(page.words.contains("signature and date") && page.text.contains("<svg") && page.text.contains("href=\"/log/\(position)\""))
      #expect(page.text.contains("/explain/producer-balance?where.producer=P-02"))
      let past = try await month.accountant.get("/balances/P-02?at-position=50")
      #expect(past.status == 200 && past["esep-position"] == "50")
      for path in ["/balances/P-99", "/balances/%3Cb%3E"] { #expect(try await month.accountant.get(path).status == 404) }
    }
  }

  @Test("Every page of the accountant's answers, in every language, and has no text that is missing")
  func pages() async throws {
    try await AccountantMonth.with { month in
      try await month.reconcile()
      try await month.prepare(month.accountant, "RUN-8")
      let paths = [
        "/accountant", "/statements", AccountantMonth.shop, "/receipts", "/exceptions", "/balances", "/balances/P-01", "/payouts", "/payouts/RUN-8",
        "/trial-balance", "/trial-balance?to=2024-03", "/journal", "/journal?from=2024-03-01&to=2024-03-31", "/months", "/months/2024-03",
      ]
      for language in ["ky", "ru", "en"] {
        for path in paths {
          let page = try await month.accountant.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language)
          #expect(page.status == 200, "\(path) \(language)")
          for missing in ["[accountant.", "[column.", "[report.", "{count}", "{day}"] { #expect(!page.text.contains(missing), "\(path) \(missing)") }
        }
      }
    }
  }
}
