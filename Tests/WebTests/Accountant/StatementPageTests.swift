import Ledger
import Office
import Testing

@testable import Web
@testable import WebPages

/// What a person decides about a channel's statement, on its page.
@Suite struct StatementPageTests {
  private static let shop = AccountantMonth.shop

  private func statement(_ month: AccountantMonth) async throws -> StatementState? {
    try await month.server.desk.log.settlement(of: ChannelCode("SHOP")).statement(StatementCode("SHOP-03"))
  }

  @Test("A line in doubt shows what it may stand for, with day, product, quantity and amount, and nothing is chosen before a person does")
  func alternatives() async throws {
    try await AccountantMonth.with { month in
      try await month.act(month.accountant, Self.shop, "auto")
      let page = try await month.accountant.get(Self.shop)
      let choices = page.text.components(separatedBy: "type=\"radio\"").dropFirst().filter { $0.contains("name=\"targets\"") }
      #expect(choices.count == 2 && !choices.contains { $0.prefix { $0 != ">" }.contains("checked") })
      for text in ["S-10: 12 Mar 2024, SOAP, 10, KGS 1,800.00", "S-11: 19 Mar 2024, SOAP, 10, KGS 1,800.00"] {
        #expect(page.words.contains(text), "\(text)")
      }
    }
  }

  @Test("A match is taken back with a reason, which is told until the line stands for something again")
  func unmatched() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      try await month.act(accountant, Self.shop, "match", [("line", "2"), ("targets", "S-10")])
      let head = try await month.server.desk.log.headPosition()
      let silent = try await month.attempt(accountant, Self.shop, "unmatch", [("line", "2"), ("reason", " ")])
      #expect(silent.status == 422 && silent.words.contains("Say why"))
      #expect(try await month.server.desk.log.headPosition() == head)
      try await month.act(accountant, Self.shop, "unmatch", [("line", "2"), ("reason", "it was <b>the other</b> one")])
      let page = try await accountant.get(Self.shop)
      #expect(page.text.contains("&lt;b&gt;the other") && !page.text.contains("<b>the other"))
      #expect(try await statement(month)?.match(of: LineCode("2")) == nil)
      try await month.act(accountant, Self.shop, "match", [("line", "2"), ("targets", ""), ("other", "S-11")])
      #expect(try await statement(month)?.match(of: LineCode("2"))?.claims.map(\.sale) == [SaleCode("S-11")])
    }
  }

  @Test("A sale that stands for another line, or for too little, is refused on the page and not recorded")
  func refused() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      try await month.act(accountant, Self.shop, "auto")
      let head = try await month.server.desk.log.headPosition()
      for target in ["S-7", "S-404", "S-3", "", "S-10,S-11"] {
        let answer = try await month.attempt(accountant, Self.shop, "match", [("line", "2"), ("targets", target)])
        #expect(answer.status == 422 && answer.text.contains("class=\"error\""), "\(target): \(answer.status)")
      }
      #expect(try await month.server.desk.log.headPosition() == head)
    }
  }

  @Test("A difference is disputed with a reason, and what is resolved is told with its outcome")
  func disputed() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      for path in [Self.shop] { try await month.act(accountant, path, "auto") }
      try await month.act(accountant, Self.shop, "match", [("line", "2"), ("targets", "S-11")])
      try await month.act(accountant, Self.shop, "accept", [("line", "4")])
      let wrong = try await month.attempt(accountant, Self.shop, "dispute", [("line", "3"), ("amount", "many"), ("reason", "broken")])
      #expect(wrong.status == 422 && wrong.words.contains("Write the amount as a number"))
      try await month.act(accountant, Self.shop, "dispute", [("line", "3"), ("amount", "1 160,50"), ("reason", "broken on the way")])
      #expect(try await statement(month)?.disputed.own == 116_050)
      #expect(try await accountant.get("/statements?state=disputed").words.contains("SHOP-03"))
      try await month.act(accountant, Self.shop, "resolve", [("line", "3"), ("outcome", "recovered"), ("reason", "they found it")])
      #expect(try await statement(month)?.hasOpenDispute == false)
      #expect(try await accountant.get(Self.shop).words.contains("the channel agreed"))
    }
  }

  @Test("What is wrong stands beside its field, in the form it was sent by, with what was typed still there")
  func besideTheField() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      func errors(_ answer: HTTPAnswer) -> [String] {
        answer.text.components(separatedBy: "<div class=\"field wrong\">").dropFirst().map { $0.components(separatedBy: "</div>")[0] }
      }
      let unknown = errors(try await month.attempt(accountant, Self.shop, "match", [("line", "2"), ("targets", ""), ("other", "S-404, S-1")]))
      #expect(unknown.count == 1 && unknown[0].contains("value=\"S-404, S-1\"") && unknown[0].contains("S-404"))
      let silent = try await month.attempt(accountant, Self.shop, "dispute", [("line", "3"), ("amount", "12,50"), ("reason", "")])
      #expect(errors(silent).count == 1 && errors(silent)[0].contains("name=\"reason\"") && errors(silent)[0].contains("Say why"))
      #expect(silent.text.contains("value=\"12,50\"") && silent.text.contains("<details open>"))
      let day = errors(
        try await month.attempt(accountant, Self.shop, "dispute", [("line", "3"), ("amount", "1"), ("reason", "x"), ("date", "2024-02-30")]))
      #expect(day.count == 1 && day[0].contains("name=\"date\"") && day[0].contains("Write a day that the calendar has"))
      #expect(try await statement(month)?.disputes.isEmpty == true)
    }
  }

  @Test("A decision counts on the day it is given; without one, today")
  func dated() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      try await month.act(accountant, Self.shop, "auto")
      try await month.act(accountant, Self.shop, "match", [("line", "2"), ("targets", "S-11")])
      try await month.act(accountant, Self.shop, "accept", [("line", "4")])
      try await month.act(accountant, Self.shop, "dispute", [("line", "3"), ("amount", "10"), ("reason", "broken"), ("date", "2024-04-30")])
      #expect(try await statement(month)?.disputes.map(\.openedOn.description) == ["2024-04-30"])
      let page = try await accountant.get(Self.shop)
      #expect(page.value(of: "date") == CalendarDate.todayHere.description)
    }
  }

  @Test("Sent twice, a decision is recorded once")
  func twice() async throws {
    try await AccountantMonth.with { month in
      let accountant = month.accountant
      let fields = [("what", "match"), ("line", "2"), ("targets", "S-11")]
      try await accountant.get(Self.shop)
      #expect(try await accountant.send(Self.shop, fields).status == 303)
      let head = try await month.server.desk.log.headPosition()
      #expect(try await accountant.send(Self.shop, fields).status == 303)
      #expect(try await month.server.desk.log.headPosition() == head)
    }
  }

  @Test("Who only reads sees a statement and none of its buttons, and may send nothing")
  func readers() async throws {
    try await AccountantMonth.with { month in
      let auditor = try await month.server.browser([.auditor])
      let page = try await auditor.get(Self.shop)
      #expect(page.status == 200 && !page.offers("auto") && !page.offers("match") && !page.offers("dispute"))
      #expect(try await month.attempt(auditor, Self.shop, "auto").status == 403)
      let manager = try await month.server.browser([.manager])
      #expect(try await manager.get(Self.shop).status == 403)
      for path in ["/statements/SHOP/none", "/statements/none/SHOP-03"] { #expect(try await auditor.get(path).status == 404) }
    }
  }

  @Test("Each label leads to the field of its own line: no two fields of the page share an id")
  func labels() async throws {
    try await AccountantMonth.with { month in
      let page = try await month.accountant.get(Self.shop).text
      let ids = page.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
      let shared = Dictionary(grouping: ids, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
      #expect(shared.isEmpty, "\(shared)")
    }
  }
}
