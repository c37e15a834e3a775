import Ledger
import Testing

@Suite("Trainings, grants and consent")
struct TrainingAndGrantTests {
  @Test("A training carries where each producer belonged and her sex; again, also after she moved, it changes nothing")
  func trained() throws {
    var book = try TestBook.ofProgramme()
    let command = training(programme: "CA+", by: ["P3", "P1", "P3"], others: 4)
    #expect(
      try book.enter(command).facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"hours":16,"others":4,"participants":[{"community":"TAMGA","producer":"P1","sex":"f"},{"community":"NARYN","producer":"P3","sex":"m"}],"#
          + #""programme":"CA+","site":"TAMGA-W","topic":"felting","training":"T1"}"#
      ])
    let moved = Membership(community: .init("NARYN"), group: nil, sex: .female, payoutRoute: .cash)
    try book.perform(
      .registerProducer(RegisterProducer(producer: .init("P1"), details: .init(name: "P1"), membership: moved, date: day("2024-06-01"))))
    #expect(try book.enter(command) == .unchanged)
  }

  @Test("A training that cannot be so, or is known otherwise, is refused with what to do")
  func refusedTrainings() throws {
    var book = try TestBook.ofProgramme()
    try book.enter(training("T0"))
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): training T0 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    for (command, message) in [
      (training(topic: ""), "topic: topic is empty; it is required"),
      (training(topic: String(repeating: "ы", count: 201)), "topic: the text is longer than 200 characters; name it shortly"),
      (training(hours: 0), "hours: 0 is no length of a training; write whole hours, 1 to 8784, or leave it out"),
      (training(others: -1), "others: -1 is no number of people; write 0 to 10000000"),
      (training(by: []), "participants: participants is empty; it is required"),
      (training(by: ["P9"]), "producer: there is no producer 'P9' in this book; correct the code or record the producer first"),
      (training(site: "X"), "site: there is no site 'X' in this book; correct the code or open the site first"),
      (training(programme: "X"), "programme: there is no programme 'X' in this book; correct the code or open the programme first"),
      (training("T0", topic: "dyeing"), differs("topic", "felting", "dyeing")), (training("T0", hours: nil), differs("hours", "16", "nothing")),
      (training("T0", site: nil), differs("site", "TAMGA-W", "nothing")), (training("T0", programme: "CA+"), differs("programme", "nothing", "CA+")),
      (training("T0", others: 1), differs("others", "0", "1")), (training("T0", on: "2024-05-06"), differs("date", "2024-05-05", "2024-05-06")),
      (training("T0", by: ["P1"]), differs("participants", "other participants", "these")),
    ] { #expect(book.refused(command) == message) }
  }

  @Test("A grant is recorded with the programme or the site it was given for, has no entries, and again changes nothing")
  func granted() throws {
    var book = try TestBook.ofProgramme()
    let commands = [grant(use: "looms"), grant("G2", for: .site(.init("TAMGA-W")), amount: 7, in: "JPY")]
    let facts = try commands.flatMap { try book.enter($0).facts }
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"amount":100000,"currency":"USD","grant":"G1","payer":"FAO","programme":"CA+","use":"looms"}"#,
        #"{"amount":7,"currency":"JPY","grant":"G2","payer":"FAO","site":"TAMGA-W"}"#,
      ])
    #expect(facts.map(\.stream.text) == ["programme/CA+", "site/TAMGA-W"])
    #expect(facts.allSatisfy { unroll($0.event).isEmpty })
    for command in commands { #expect(try book.enter(command) == .unchanged) }
    #expect(Command.programme(commands[0]).naturalKey == "grant/G1")
  }

  @Test("A grant that cannot be so, or is known otherwise, is refused with what to do")
  func refusedGrants() throws {
    var book = try TestBook.ofProgramme()
    try book.enter(grant("G0"))
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): grant G0 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    for (command, message) in [
      (grant(payer: ""), "payer: payer is empty; it is required"),
      (grant(payer: String(repeating: "ы", count: 201)), "payer: the text is longer than 200 characters; name it shortly"),
      (grant(amount: 0), "amount: the amount is zero; leave it out"),
      (grant(for: .site(.init("X"))), "site: there is no site 'X' in this book; correct the code or open the site first"),
      (grant(for: .programme(.init("X"))), "programme: there is no programme 'X' in this book; correct the code or open the programme first"),
      (grant("G0", payer: "GIZ"), differs("payer", "FAO", "GIZ")), (grant("G0", amount: 5), differs("amount", "1000.00 USD", "0.05 USD")),
      (grant("G0", in: "EUR"), differs("currency", "USD", "EUR")), (grant("G0", use: "x"), differs("use", "nothing", "x")),
      (grant("G0", on: "2024-06-02"), differs("date", "2024-06-01", "2024-06-02")),
    ] { #expect(book.refused(command) == message) }
  }

  @Test("Consent is given and taken back, each once; erasing her data ends it, and none can be given after that")
  func consents() throws {
    var book = try TestBook.ofProgramme()
    let producer = ProducerCode("P1")
    #expect(try book.enter(consent("P1", false)) == .unchanged)
    let given = try book.enter(consent()).facts
    #expect(given.map { text($0.event.payload.canonicalBytes) } == [#"{"producer":"P1","purpose":"public_name"}"#])
    #expect(given.map(\.event.type) == ["ConsentGiven"] && given.map(\.stream.text) == ["producer/P1"])
    #expect(book.producers[producer]?.hasConsented(to: .publicName) == true)
    #expect(try book.enter(consent()) == .unchanged)
    #expect(try book.enter(consent("P1", false)).facts.map(\.event.type) == ["ConsentWithdrawn"])
    #expect(book.producers[producer]?.hasConsented(to: .publicName) == false)
    try book.enter(consent())
    try book.perform(.changeProducerStatus(ChangeProducerStatus(producer: producer, change: .erase(reason: "her wish"), date: day("2024-08-01"))))
    #expect(book.producers[producer]?.hasConsented(to: .publicName) == false)
    #expect(try book.enter(consent("P1", false)) == .unchanged)
    #expect(
      book.refused(consent())
        == "producer: the personal data of producer P1 were erased, so there is no name to show; "
        + "register her anew under a code of its own if she wishes")
    #expect(book.refused(consent("P9")) == "producer: there is no producer 'P9' in this book; correct the code or record the producer first")
  }

  @Test("None of it is refused in a closed month: it changes no figure of goods or money")
  func closedMonths() throws {
    var book = try TestBook.ofProgramme()
    let nothing = OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0)
    try book.perform(
      .control(.close(ClosePeriod(month: month("2024-12"), by: "aizada", today: day("2025-01-10"), asOfPosition: 1, totals: [], openItems: nothing))))
    for command in [enrolment(), training(), grant(), consent(), claim(), .openSite(site("B"))] {
      #expect(try book.enter(command).facts.count == 1)
    }
  }
}
