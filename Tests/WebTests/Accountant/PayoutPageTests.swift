import Ledger
import Office
import SignIn
import Testing

@testable import Web

/// Payout runs on their pages: two people, and what may be done when.
@Suite struct PayoutPageTests {
  @Test("Who prepared a run cannot approve it even where her roles would let her, and is told so")
  func samePerson() async throws {
    try await AccountantMonth.with { month in
      try await month.reconcile()
      let both = try await month.server.browser([.accountant, .approver], name: "gulnara")
      #expect(try await month.prepare(both, "RUN-2").status == 303)
      let page = try await both.get("/payouts/RUN-2")
      #expect(!page.offers("approve") && page.words.contains("another person has to agree"))
      let head = try await month.server.desk.log.headPosition()
      let answer = try await month.attempt(both, "/payouts/RUN-2", "approve")
      #expect(answer.status == 422 && answer.text.contains("class=\"notice bad\""))
      #expect(try await month.server.desk.log.headPosition() == head)
      try await month.act(month.approver, "/payouts/RUN-2", "approve")
      #expect(try await month.server.desk.log.payoutRun(RunCode("RUN-2")).approved?.by == "bakyt")
    }
  }

  @Test("A run is turned down with a reason; what it held is free for the next one, under another number")
  func rejected() async throws {
    try await AccountantMonth.with { month in
      try await month.reconcile()
      try await month.prepare(month.accountant, "RUN-3")
      #expect(try await month.attempt(month.approver, "/payouts/RUN-3", "reject", [("reason", "")]).status == 422)
      try await month.act(month.approver, "/payouts/RUN-3", "reject", [("reason", "too early")])
      let page = try await month.accountant.get("/payouts/RUN-3")
      #expect(page.words.contains("too early") && !page.offers("instruct"))
      #expect(try await month.attempt(month.accountant, "/payouts/RUN-3", "instruct").status == 422)
      #expect(try await month.prepare(month.accountant, "RUN-4")["location"] == "/payouts/RUN-4")
    }
  }

  @Test("A number that was turned down is not taken for a run that is under way")
  func rejectedNumber() async throws {
    try await AccountantMonth.with { month in
      try await month.reconcile()
      try await month.prepare(month.accountant, "RUN-5")
      try await month.act(month.approver, "/payouts/RUN-5", "reject", [("reason", "too early")])
      let again = try await month.prepare(month.accountant, "RUN-5")
      #expect(again.status == 422 && again.text.contains("RUN-5"), "\(again.status)")
    }
  }

  @Test("Nothing to pay, a day ahead and a number that is none are told beside the form")
  func mistakes() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      #expect(try await month.prepare(accountant, "RUN-6").status == 422)
      for (run, day) in [("RUN-6", "2999-01-01"), ("", "2024-04-30"), ("RUN-6", "soon")] {
        try await accountant.get("/payouts")
        let answer = try await accountant.send("/payouts", [("run", run), ("cut_off", day)])
        #expect(answer.status == 422 && answer.text.contains("-error\""), "\(run) \(day): \(answer.status)")
      }
      #expect(try await accountant.get("/payouts/none").status == 404)
      #expect(try await accountant.get("/payouts/none/payments").status == 404)
    }
  }

  @Test("Nothing is instructed before it is approved, nor settled before it is instructed")
  func order() async throws {
    try await AccountantMonth.with { month in
      try await month.reconcile()
      try await month.prepare(month.accountant, "RUN-7")
      for what in ["instruct", "settle"] {
        #expect(try await month.attempt(month.accountant, "/payouts/RUN-7", what).status == 422, "\(what)")
      }
      try await month.act(month.approver, "/payouts/RUN-7", "approve")
      #expect(try await month.attempt(month.accountant, "/payouts/RUN-7", "settle-one", [("producer", "P-01")]).status == 422)
      try await month.act(month.accountant, "/payouts/RUN-7", "instruct")
      let nobody = try await month.attempt(month.accountant, "/payouts/RUN-7", "settle-one", [("producer", "P-99")])
      #expect(nobody.status == 422)
    }
  }
}
