import Ledger
import Testing

@Suite("Published figures")
struct ClaimTests {
  @Test("A figure is written down with its source and what it is compared with, and again changes nothing")
  func recorded() throws {
    var book = try TestBook.ofProgramme()
    let scope = ClaimScope(from: month("2024-01"), through: month("2024-12"), channels: [.init("SHOP")], country: "JP", hsCode: "6307909100")
    let command = claim(
      "EXP", source: "Ministry, May 2025", statement: "1.2 million dollars", figure: "1200000", bound: .about, unit: "USD", .exportSales, scope,
      on: "2025-05-06")
    let facts = try book.enter(command).facts
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"bound":"about","channels":[{"channel":"SHOP"}],"claim":"EXP","country":"JP","definition":"export_sales","figure":"1200000","#
          + #""from":"2024-01","hs_code":"6307909100","published_on":"2025-05-06","source":"Ministry, May 2025","statement":"1.2 million dollars","#
          + #""through":"2024-12","unit":"USD"}"#
      ])
    #expect(facts.map(\.stream.text) == ["claim/EXP"] && facts.map(\.occurredOn) == [day("2025-05-06")])
    #expect(try book.enter(command) == .unchanged)
  }

  @Test("A claim is taken back, and may then be written down anew")
  func withdrawn() throws {
    var book = try TestBook.ofProgramme()
    try book.enter(claim())
    func withdraw(_ code: String = "C1", _ reason: String = "misread", on date: String = "2023-03-01") -> ProgrammeCommand {
      .withdrawClaim(WithdrawClaim(claim: .init(code), reason: reason, date: day(date)))
    }
    for (command, message) in [
      (withdraw("X"), "claim: there is no claim 'X' in this book; correct the number"),
      (withdraw("C1", ""), "reason: reason is empty; it is required"),
      (withdraw(on: "2023-02-27"), "date: the date lies before the claim was published (2023-02-28); correct one of the two"),
    ] { #expect(book.refused(command) == message) }
    #expect(try book.enter(withdraw()).facts.map { text($0.event.payload.canonicalBytes) } == [#"{"claim":"C1","reason":"misread"}"#])
    #expect(try book.enter(withdraw()) == .unchanged)
    #expect(try book.enter(claim(figure: "500")).facts.count == 1)
    #expect(try book.enter(claim(figure: "500")) == .unchanged)
  }

  @Test("A figure whose unit or scope does not fit its definition, or that names what the book does not know, is refused with what to do")
  func refusals() throws {
    var book = try TestBook.ofProgramme()
    try book.enter(claim("C0"))
    let (february, year) = (month("2023-02"), month("2022-12"))
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): claim C0 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    for (command, message) in [
      (claim(source: ""), "source: source is empty; it is required"), (claim(statement: ""), "statement: statement is empty; it is required"),
      (claim(unit: "households"), "unit: 'households' does not fit the definition registered_producers; write 'persons'"),
      (claim(unit: "%", .womenShare), "unit: '%' does not fit the definition women_share; write 'percent'"),
      (claim(unit: "som", .netSales), "unit: 'som' does not fit the definition net_sales; write a currency's code, such as KGS or USD"),
      (
        claim(unit: "pieces", .exportQuantity),
        "unit: 'pieces' does not fit the definition export_quantity; "
          + "write the code of a unit of goods: H87, KGM, GRM, LTR, MLT, PR, MTK, MTR, SET"
      ),
      (
        claim("C1", .registeredProducers, ClaimScope(from: year, through: february)),
        "from: from does not narrow registered_producers; leave it out, or choose another definition. Its scope: through, oblast"
      ),
      (
        claim("C1", .activeProducers, ClaimScope(through: february, oblast: "Naryn")),
        "oblast: oblast does not narrow active_producers; leave it out, its scope is 'through' alone"
      ),
      (
        claim(unit: "KGS", .netSales, ClaimScope(through: february, country: "JP")),
        "country: country does not narrow net_sales; leave it out, or choose another definition. Its scope: from, through, channels"
      ),
      (
        claim(unit: "KGS", .netSales, ClaimScope(from: february, through: year)),
        "through: the last month, 2022-12, lies before the first, 2023-02"
      ),
      (claim(unit: "percent", .channelShare), "channels: channels is empty; it is required"),
      (
        claim(unit: "KGS", .netSales, ClaimScope(through: february, channels: [.init("MUJI")])),
        "channel: there is no channel 'MUJI' in this book; correct the code or record the channel first"
      ),
      (
        claim("C1", .enrolledPersons, ClaimScope(through: february, programme: .init("X"))),
        "programme: there is no programme 'X' in this book; correct the code or open the programme first"
      ),
      (
        claim("C1", .peopleAtSites, ClaimScope(through: february, site: .init("X"))),
        "site: there is no site 'X' in this book; correct the code or open the site first"
      ),
      (claim("C0", source: "B"), differs("source", "Manual (Russian)", "B")), (claim("C0", figure: "500"), differs("figure", "3500", "500")),
      (claim("C0", statement: "x"), differs("statement", "more than 3500 producers", "x")),
      (claim("C0", bound: .about), differs("bound", "at_least", "about")),
      (claim("C0", .registeredWomen), differs("definition", "registered_producers", "registered_women")),
      (claim("C0", unit: "products", .productsSold), differs("unit", "persons", "products")),
      (claim("C0", on: "2023-03-01"), differs("published_on", "2023-02-28", "2023-03-01")),
      (claim("C0", .registeredProducers, ClaimScope(through: year)), differs("scope", "another scope", "this one")),
    ] { #expect(book.refused(command) == message) }
  }

  @Test("Every definition takes some unit, and says what narrows it", arguments: ClaimDefinition.allCases)
  func everyDefinition(_ definition: ClaimDefinition) throws {
    let book = try TestBook.ofProgramme()
    let words = ["persons", "households", "communities", "oblasts", "groups", "products", "sites", "percent", "USD", "KGM"]
    let channels: [ChannelCode] = definition == .channelShare ? [.init("SHOP")] : []
    let fitting = words.filter { unit in
      book.refused(claim(unit: unit, definition, ClaimScope(through: month("2023-02"), channels: channels))) == nil
    }
    #expect(fitting.count == 1, "\(definition) takes \(fitting)")
  }
}
