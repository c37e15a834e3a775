import Testing

@testable import WebAPI

@Suite("API: money and months", .serialized)
struct MoneyAPITests {
  @Test("A payout run goes from draft to settled by two people, and one cannot be both")
  func payoutRun() async throws {
    try await APIBook.with { book in
      try await pay(book)
      let drawn = try await book.post("accountant.aizada", "/payout-runs", #"{"run":"R-1","cut_off":"2024-02-29","date":"2024-03-01"}"#, key: "r")
      #expect(drawn.text.contains(#""status":"prepared","standing":"prepared by aizada on 2024-03-01","net":170000"#))
      #expect(
        try await book.post("accountant.aizada", "/payout-runs", #"{"run":"R-1","cut_off":"2024-02-29","date":"2024-03-01"}"#, key: "r").text
          == drawn.text)
      let own = try await book.post("approver.aizada", "/payout-runs/R-1/approve", #"{"date":"2024-03-02"}"#)
      #expect(own.status == 422)
      #expect(own.problem == "payables-same-person by")
      #expect(try await book.post("accountant.bakyt", "/payout-runs/R-1/approve", "{}").status == 403)
      #expect(try await book.post("approver.bakyt", "/payout-runs/R-1/approve", #"{"by":"aizada"}"#).problem == "bad-body by")
      #expect(try await book.post("approver.bakyt", "/payout-runs/R-1/approve", #"{"date":"2024-03-02"}"#).status == 200)
      #expect(try await book.get("accountant", "/payout-runs/R-1/payment-list").problem == "not-instructed run")
      #expect(try await book.post("accountant.aizada", "/payout-runs/R-1/instruct", #"{"date":"2024-03-03"}"#).status == 200)
      #expect(try await book.get("accountant", "/payout-runs/R-1/payment-list").text.contains("R-1,P-1,1700.00,"))
      #expect(try await book.get("auditor", "/payout-runs/R-1/payment-list").status == 403)
      let settled = try await book.post("accountant.aizada", "/payout-runs/R-1/settle", #"{"producer":"P-1","date":"2024-03-04"}"#)
      #expect(settled.text.contains(#""net":170000,"status":"paid 2024-03-04""#))
      #expect(try await book.get("auditor", "/payout-runs/R-2").status == 404)
    }
  }

  @Test("A closed month is opened again by two people")
  func reopening() async throws {
    try await APIBook.with { book in
      _ = try await book.post("clerk", "/commands", APIBook.sale("S-1"))
      #expect(try await book.post("accountant.aizada", "/periods/2024-01/reopen-requests", #"{"reason":"late"}"#).problem == "not-closed month")
      try await book.fold()
      let closed = try await book.post("accountant.aizada", "/periods/2024-01/close", "{}")
      #expect(closed.text.contains(#"{"account":"1200","debit":100000,"credit":0}"#))
      #expect(try await book.post("clerk", "/commands", APIBook.sale("S-2")).problem == "period-closed date")
      #expect(try await book.post("accountant.aizada", "/periods/2024-01/reopen-requests", #"{"reason":"late"}"#).status == 201)
      #expect(try await book.post("accountant.aizada", "/periods/2024-01/reopen-requests", #"{"reason":"late"}"#).problem == "taken")
      #expect(try await book.get("approver", "/periods/reopen-requests").text.contains(#""month":"2024-01","reason":"late","requested_by":"aizada""#))
      #expect(try await book.post("approver.aizada", "/periods/2024-01/reopen-requests/approve", "{}").problem == "same-person")
      #expect(try await book.post("approver.bakyt", "/periods/2024-01/reopen-requests/approve", "{}").status == 200)
      let history = try await book.get("auditor", "/periods")
      #expect(history.text.contains(#""event":"reopened","by":"aizada","approved_by":"bakyt","reason":"late""#))
      #expect(try await book.post("approver.bakyt", "/periods/2024-01/reopen-requests/approve", "{}").status == 404)
      #expect(try await book.post("clerk", "/commands", APIBook.sale("S-2")).status == 200)
    }
  }

  @Test("A statement is matched with what was sold, and says how it stands")
  func reconciliation() async throws {
    try await APIBook.with { book in
      try await pay(book)
      let said = try await book.get("auditor", "/channels/SHOP/reconciliation?statement=ST-1")
      #expect(said.text.contains(#""standing":"settled""#))
      #expect(try await book.get("auditor", "/channels/NOPE/reconciliation").status == 404)
      #expect(try await book.post("auditor", "/channels/SHOP/reconciliation", "{}").status == 403)
    }
  }

  /// A sale, the channel's statement, and its money.
  private func pay(_ book: APIBook) async throws {
    _ = try await book.post("clerk", "/commands", APIBook.sale("S-1", pairs: 2))
    _ = try await book.post(
      "accountant", "/commands",
      """
      {"record":"statement","statement":"ST-1","channel":"SHOP","period_from":"2024-01-01","period_to":"2024-01-31","currency":"KGS",
       "lines":[{"line":"1","type":"sale","reference":"S-1","quantity":"2","amount":"2000.00"},{"line":"2","type":"commission","amount":"-200.00"}]}
      """)
    try await book.fold()
    let matched = try await book.post("accountant", "/channels/SHOP/reconciliation", #"{"date":"2024-02-05"}"#)
    #expect(matched.text.contains(#""status":"matched","method":"reference","sales":"S-1""#))
    let paid = try await book.post(
      "accountant", "/commands",
      """
      {"record":"receipt","payout":"PO-1","received_on":"2024-02-10","channel":"SHOP","statement":"ST-1","currency":"KGS","amount":"1800.00"}
      """)
    #expect(paid.status == 200)
    try await book.fold()
  }
}
