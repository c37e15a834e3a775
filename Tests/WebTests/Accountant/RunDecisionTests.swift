import Ledger
import Office
import Testing

@testable import Web

/// Single payments of a run: any of them can be reached, and what is refused stands beside its field.
@Suite struct RunDecisionTests {
  private static let path = "/payouts/RUN-9"

  private func instructed(_ month: AccountantMonth) async throws {
    try await month.reconcile()
    try await month.prepare(month.accountant, "RUN-9")
    try await month.act(month.approver, Self.path, "approve")
    try await month.act(month.accountant, Self.path, "instruct")
  }

  private func status(_ month: AccountantMonth, _ producer: String) async throws -> PayoutRun.Payment.Status? {
    try await month.server.desk.log.payoutRun(RunCode("RUN-9")).payments[ProducerCode(producer)]?.status
  }

  /// What the form that asks for it suggests.
  private func suggested(_ page: HTTPAnswer, _ what: String) -> String {
    page.text.components(separatedBy: "<datalist ").first { $0.hasPrefix("id=\"f-payouts-RUN-9-\(what)-producer-list\"") } ?? ""
  }

  @Test("Only payments that still wait are offered to be settled; her row leads to the form, with her code in it")
  func offered() async throws {
    try await AccountantMonth.with { month in
      try await instructed(month)
      try await month.act(month.accountant, Self.path, "settle-one", [("producer", "p-01"), ("reference", "MB-1")])
      try await month.act(month.accountant, Self.path, "send-back", [("producer", "P-03"), ("reason", "the account is closed")])
      let page = try await month.accountant.get(Self.path)
      let (settling, returning) = (suggested(page, "settle-one"), suggested(page, "send-back"))
      #expect(!settling.contains("\"P-01\"") && !settling.contains("\"P-03\"") && settling.contains("\"P-02\""), "\(settling)")
      #expect(returning.contains("\"P-01\"") && !returning.contains("\"P-03\""), "\(returning)")
      #expect(page.text.contains("href=\"/payouts/RUN-9?producer=P-02#settle-one\"") && !page.text.contains("?producer=P-01#settle-one"))
      let form = try await month.accountant.get(Self.path + "?producer=P-02")
      #expect(form.value(of: "producer") == "P-02")
    }
  }

  @Test("A producer who is not in the run, or has her money, is refused beside the field, and what was typed is kept")
  func refused() async throws {
    try await AccountantMonth.with { month in
      try await instructed(month)
      try await month.act(month.accountant, Self.path, "settle-one", [("producer", "P-01"), ("reference", "MB-1")])
      for (code, reason) in [("P-99", "has no payment to"), ("P-01", "P-01"), ("", "code as the run has it")] {
        let answer = try await month.attempt(month.accountant, Self.path, "settle-one", [("producer", code), ("reference", "MB-2")])
        #expect(answer.status == 422 && answer.text.contains("id=\"f-payouts-RUN-9-settle-one-producer-error\""), "\(code): \(answer.status)")
        #expect(answer.words.contains(reason) && answer.text.contains("value=\"MB-2\""), "\(code)")
      }
      let silent = try await month.attempt(month.accountant, Self.path, "send-back", [("producer", "P-02"), ("reason", "")])
      #expect(silent.status == 422 && silent.text.contains("id=\"f-payouts-RUN-9-send-back-reason-error\""))
      #expect(silent.text.contains("value=\"P-02\""))
    }
  }

  @Test("A payment has the day that was written, which cannot lie before its run was instructed")
  func day() async throws {
    try await AccountantMonth.with { month in
      try await instructed(month)
      let today = try #require(try await month.server.desk.log.payoutRun(RunCode("RUN-9")).instructed?.on)
      for day in [today.adding(days: -1).description, "soon"] {
        let answer = try await month.attempt(month.accountant, Self.path, "settle-one", [("producer", "P-01"), ("date", day)])
        #expect(answer.status == 422 && answer.text.contains("id=\"f-payouts-RUN-9-settle-one-date-error\""), "\(day)")
      }
      let later = today.adding(days: 1)
      try await month.act(month.accountant, Self.path, "settle-one", [("producer", "P-01"), ("reference", "MB-1"), ("date", later.description)])
      #expect(try await status(month, "P-01") == .paid(on: later, reference: "MB-1"))
      try await month.act(month.accountant, Self.path, "settle", [("reference", "MB-2")])
      #expect(try await status(month, "P-02") == .paid(on: today, reference: "MB-2"))
    }
  }
}
