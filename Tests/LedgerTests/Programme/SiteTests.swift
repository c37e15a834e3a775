import Ledger
import Testing

@Suite("Sites")
struct SiteTests {
  @Test("A site is opened once, closes, and opens again under another name and with other money; each document again changes nothing")
  func openCloseOpen() throws {
    var book = try TestBook.ofProgramme()
    #expect(
      book.facts.last.map { text($0.event.payload.canonicalBytes) }
        == #"{"community":"TAMGA","funding":[{"payer":"Kumtor"}],"kind":"workshop","name":"Felt workshop","site":"TAMGA-W"}"#)
    #expect(book.facts.last?.stream.text == "site/TAMGA-W" && book.facts.last?.occurredOn == day("2019-02-10"))
    #expect(try book.enter(.openSite(site())) == .unchanged)

    let closing = ProgrammeCommand.closeSite(CloseSite(site: .init("TAMGA-W"), reason: "the roof fell in", date: day("2021-01-31")))
    #expect(try book.enter(closing).facts.map { text($0.event.payload.canonicalBytes) } == [#"{"reason":"the roof fell in","site":"TAMGA-W"}"#])
    #expect(try book.enter(closing) == .unchanged)
    #expect(try book.enter(.openSite(site())) == .unchanged)

    let money = [Funding(payer: "Kumtor"), Funding(payer: "UNDP", amount: 500_000, currency: currency("USD"))]
    let again = site(name: "New workshop", programme: "CA+", funding: money, on: "2022-05-01")
    #expect(
      try book.enter(.openSite(again)).facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"community":"TAMGA","funding":[{"payer":"Kumtor"},{"amount":500000,"currency":"USD","payer":"UNDP"}],"kind":"workshop","#
          + #""name":"New workshop","programme":"CA+","site":"TAMGA-W"}"#
      ])
    #expect(try book.enter(.openSite(again)) == .unchanged)
    #expect(try book.enter(.openSite(site())) == .unchanged)
    #expect(book.programme.sites[.init("TAMGA-W")]?.closedOn == nil)
  }

  @Test("Opening a site that cannot be so is refused with what to do")
  func refusedOpenings() throws {
    let book = try TestBook.ofProgramme()
    for (command, message) in [
      (site("B", name: ""), "name: name is empty; it is required"),
      (
        site("B", community: "OSH"),
        "community: there is no community 'OSH' in this book; correct the code or record the community first"
      ),
      (
        site("B", programme: "X"), "programme: there is no programme 'X' in this book; correct the code or open the programme first"
      ),
      (site("B", funding: [Funding(payer: "")]), "payer: payer is empty; it is required"),
      (
        site("B", funding: [Funding(payer: String(repeating: "x", count: 201))]), "payer: the text is longer than 200 characters; name it shortly"
      ),
      (
        site("B", funding: [Funding(payer: "UNDP", amount: 0, currency: .kgs)]), "amount: the amount is zero; leave it out"
      ),
      (
        site("B", funding: [Funding(payer: "UNDP", amount: -1, currency: .kgs)]),
        "amount: the amount is negative; write what is given as a positive amount"
      ),
      (
        site(name: "Other"),
        "name: site TAMGA-W is already recorded with another name: Felt workshop in the book, Other here; correct the row or use a new number"
      ),
      (
        site(community: "NARYN"),
        "community: site TAMGA-W is already recorded with another community: TAMGA in the book, NARYN here; correct the row or use a new number"
      ),
      (
        site(kind: .shop),
        "kind: site TAMGA-W is already recorded with another kind: workshop in the book, shop here; correct the row or use a new number"
      ),
      (
        site(programme: "CA+"),
        "programme: site TAMGA-W is already recorded with another programme: nothing in the book, CA+ here; correct the row or use a new number"
      ),
      (
        site(funding: []),
        "funding: site TAMGA-W is already recorded with another funding: other payers or amounts in the book, these here; correct the row or use a new number"
      ),
      (
        site(on: "2019-03-01"),
        "date: site TAMGA-W is already recorded with another date: 2019-02-10 in the book, 2019-03-01 here; correct the row or use a new number"
      ),
    ] { #expect(book.refused(.openSite(command)) == message) }
  }

  @Test("A site is not closed before it opened, not without a reason, and not when it is unknown; nor opened again before it closed")
  func refusedClosings() throws {
    var book = try TestBook.ofProgramme()
    func close(_ code: String, _ date: String, _ reason: String = "fire") -> ProgrammeCommand {
      .closeSite(CloseSite(site: .init(code), reason: reason, date: day(date)))
    }
    #expect(book.refused(close("X", "2020-01-01")) == "site: there is no site 'X' in this book; correct the code or open the site first")
    #expect(book.refused(close("TAMGA-W", "2019-02-09")) == "date: the date lies before the site was opened (2019-02-10); correct one of the two")
    #expect(book.refused(close("TAMGA-W", "2020-01-01", "")) == "reason: reason is empty; it is required")
    try book.enter(close("TAMGA-W", "2020-01-01"))
    #expect(
      book.refused(.openSite(site(on: "2019-12-31"))) == "date: the date lies before the site was closed (2020-01-01); correct one of the two")
  }
}
