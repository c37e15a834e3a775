import Foundation
import TestSupport
import Testing

@testable import Web

/// Statements and receipts as they were, and as files.
@Suite struct StatementTimeTests {
  private static let shop = AccountantMonth.shop

  @Test("A statement as of an earlier position shows what stood then, and nothing can be decided about the past")
  func statementThen() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      let before = try await month.server.desk.log.headPosition()
      try await month.act(accountant, Self.shop, "match", [("line", "2"), ("targets", "S-11")])
      let now = try await accountant.get(Self.shop)
      #expect(now.words.contains("S-11") && now.offers("unmatch"))
      let then = try await accountant.get(Self.shop + "?at-position=\(before)")
      #expect(then.status == 200 && then["esep-position"] == "\(before)")
      #expect(then.words.contains("not matched by then") && !then.words.contains("S-11"))
      for what in ["auto", "match", "accept", "unmatch", "dispute", "apply"] { #expect(!then.offers(what), "\(what)") }
      #expect(try await accountant.get(Self.shop + "?through=2024-04-02").status == 404, "it came on 3 April")
      #expect(try await accountant.get(Self.shop + "?through=2024-04-03").words.contains("not matched by then"))
    }
  }

  @Test("Each table of a statement is a file, with amounts in the statement's currency, as of the time that is looked at")
  func files() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      let before = try await month.server.desk.log.headPosition()
      for path in [Self.shop, AccountantMonth.tokyo] { try await month.act(accountant, path, "auto") }
      try await month.act(accountant, Self.shop, "match", [("line", "2"), ("targets", "S-11")])
      try await month.receiveAll()
      try await month.act(accountant, AccountantMonth.tokyo, "apply", [("payout", "PAY-2")])
      try await month.act(accountant, Self.shop, "dispute", [("line", "3"), ("amount", "10"), ("reason", "=broken"), ("date", "2024-04-20")])
      let page = try await accountant.get(Self.shop)
      for table in ["lines", "disputes"] { #expect(page.text.contains("href=\"\(Self.shop)/csv?table=\(table)\""), "\(table)") }
      #expect(try await accountant.get(AccountantMonth.tokyo).text.contains("href=\"\(AccountantMonth.tokyo)/csv?table=money\""))
      let lines = try await accountant.get(Self.shop + "/csv?table=lines")
      #expect(lines.status == 200 && lines["content-disposition"]?.contains("SHOP-SHOP-03-lines.csv") == true)
      #expect(lines.text.hasPrefix("line,type,reference,quantity,amount,currency,method,sales\r\n"))
      #expect(lines.text.contains("\r\n2,sale,SOAP,10,1800.00,KGS,person,S-11\r\n"))
      let then = try await accountant.get(Self.shop + "/csv?table=lines&at-position=\(before)")
      #expect(then.text.contains("\r\n2,sale,SOAP,10,1800.00,KGS,,\r\n"))
      let disputes = try await accountant.get(Self.shop + "/csv?table=disputes").text
      #expect(disputes.contains("3,10.00,KGS,2024-04-20,'=broken,,,"))
      let money = try await accountant.get(AccountantMonth.tokyo + "/csv?table=money").text
      #expect(money.hasPrefix("payout,date,amount,currency\r\nPAY-2,") && money.contains(",140700,JPY"))
      #expect(try await accountant.get(Self.shop + "/csv?table=other").status == 404)
    }
  }

  @Test("Receipts that wait are had as of a day or a position, and as a file")
  func receipts() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      let before = try await month.server.desk.log.headPosition()
      try await month.receiveAll()
      let all = try await accountant.get("/receipts")
      #expect(all.words.contains("PAY-1") && all.words.contains("PAY-2") && all.text.contains("href=\"/receipts/csv\""))
      let first = try await accountant.get("/receipts?through=2024-04-11")
      #expect(first.words.contains("PAY-1") && !first.words.contains("PAY-2"))
      #expect(first.text.contains("href=\"/receipts/csv?through=2024-04-11\""))
      #expect(try await !accountant.get("/receipts?at-position=\(before)").words.contains("PAY-1"))
      let file = try await accountant.get("/receipts/csv").text
      #expect(file.hasPrefix("payout,received_on,from,reference,amount,waits,currency\r\nPAY-1,2024-04-10,SHOP,MB-5510,12544.82,12544.82,KGS\r\n"))
      #expect(file.contains("PAY-2,2024-04-12,TOKYO,TT-0092,140700,140700,JPY"))
    }
  }

  @Test("What lines may stand for is kept between two looks, and looked for anew once a sale or a match was recorded")
  func kept() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      try await month.act(accountant, Self.shop, "auto")
      func choices() async throws -> Int {
        try await accountant.get(Self.shop).text.components(separatedBy: "type=\"radio\"").dropFirst().count { $0.contains("name=\"targets\"") }
      }
      #expect(try await choices() == 2)
      #expect(try await choices() == 2)
      let file = try TemporaryHome.make() + "/sales.csv"
      try "sale,sold_on,channel,product,quantity,unit_price,currency\nS-14,2024-03-20,SHOP,SOAP,10,180.00,KGS\n"
        .write(toFile: file, atomically: true, encoding: .utf8)
      try await month.take([file])
      #expect(try await choices() == 3)
      try await month.act(accountant, Self.shop, "match", [("line", "2"), ("targets", "S-11")])
      #expect(try await choices() == 0)
      try await month.act(accountant, Self.shop, "unmatch", [("line", "2"), ("reason", "the other one")])
      let page = try await accountant.get(Self.shop)
      #expect(page.text.contains("S-10") && page.text.contains("value=\"S-11\""))
    }
  }
}
