import Ledger
import Testing

@Suite("Programmes and who takes part in them")
struct EnrolmentTests {
  @Test("Persons and households are written down as they were counted; a producer's village is filled in")
  func enrolled() throws {
    var book = try TestBook.ofProgramme()
    let commands = [
      enrolment("1", producer: "P1"), enrolment("2", of: .household, count: 21, persons: 90, site: "TAMGA-W"),
      enrolment("3", count: 38, community: "NARYN"),
      enrolment("4", of: .household),
    ]
    let written = try commands.flatMap { command in try book.enter(command).facts.map { text($0.event.payload.canonicalBytes) } }
    #expect(
      written == [
        #"{"community":"TAMGA","count":1,"enrolment":"1","persons":1,"producer":"P1","programme":"CA+","unit":"person"}"#,
        #"{"count":21,"enrolment":"2","persons":90,"programme":"CA+","site":"TAMGA-W","unit":"household"}"#,
        #"{"community":"NARYN","count":38,"enrolment":"3","persons":38,"programme":"CA+","unit":"person"}"#,
        #"{"count":1,"enrolment":"4","programme":"CA+","unit":"household"}"#,
      ])
    for command in commands { #expect(try book.enter(command) == .unchanged) }
    #expect(book.facts.last?.stream.text == "programme/CA+")
  }

  @Test("Whoever leaves is written down with what she was enrolled as, and may be enrolled again under another number")
  func leaves() throws {
    var book = try TestBook.ofProgramme()
    try book.enter(enrolment("1", producer: "P1"))
    #expect(
      book.refused(enrolment("2", producer: "P1"))
        == "producer: producer P1 takes part in programme CA+ already, as 1; nobody is counted twice")
    let left = ProgrammeCommand.leave(LeaveProgramme(programme: .init("CA+"), enrolment: .init("1"), reason: "moved away", date: day("2024-09-01")))
    #expect(
      try book.enter(left).facts.map { text($0.event.payload.canonicalBytes) } == [
        #"{"community":"TAMGA","count":1,"enrolment":"1","persons":1,"producer":"P1","programme":"CA+","reason":"moved away","unit":"person"}"#
      ])
    #expect(try book.enter(left) == .unchanged)
    #expect(try book.enter(enrolment("2", producer: "P1", on: "2024-10-01")).facts.count == 1)
  }

  @Test("An enrolment that cannot be so is refused with what to do")
  func refusedEnrolments() throws {
    var book = try TestBook.ofProgramme()
    try book.enter(.openProgramme(resiland("SHORT", from: "2024-01-01", to: "2024-06-30")))
    try book.enter(enrolment("7"))
    for (command, message) in [
      (enrolment(in: "X"), "programme: there is no programme 'X' in this book; correct the code or open the programme first"),
      (enrolment(producer: "P9"), "producer: there is no producer 'P9' in this book; correct the code or record the producer first"),
      (enrolment(community: "OSH"), "community: there is no community 'OSH' in this book; correct the code or record the community first"),
      (enrolment(site: "X"), "site: there is no site 'X' in this book; correct the code or open the site first"),
      (enrolment(count: 0), "count: 0 is no number of persons; write 1 to 10000000"),
      (enrolment(of: .household, count: 10_000_001), "count: 10000001 is no number of households; write 1 to 10000000"),
      (
        enrolment(of: .household, count: 2, producer: "P1"),
        "count: one producer is one household, not 2; leave the producer or the count out"
      ),
      (
        enrolment(of: .household, count: 5, persons: 4),
        "persons: 4 people in 5 households cannot be; leave persons out for persons, and count each household's members"
      ),
      (
        enrolment(count: 5, persons: 4),
        "persons: 4 people in 5 persons cannot be; leave persons out for persons, and count each household's members"
      ),
      (enrolment(on: "2024-03-31"), "date: 2024-03-31 lies outside programme CA+, which began on 2024-04-01; correct the date"),
      (
        enrolment(in: "SHORT", on: "2024-07-01"),
        "date: 2024-07-01 lies outside programme SHORT, which lasts from 2024-01-01 to 2024-06-30; correct the date"
      ),
      (
        enrolment("7", count: 2),
        "enrolment: enrolment 7 in programme CA+ is already recorded with another enrolment: other particulars in the book, these here; "
          + "correct the row or use a new number"
      ),
      (
        enrolment("7", on: "2024-04-16"),
        "enrolment: enrolment 7 in programme CA+ is already recorded with another enrolment: other particulars in the book, these here; "
          + "correct the row or use a new number"
      ),
    ] { #expect(book.refused(command) == message) }
  }

  @Test("Nobody leaves who did not take part, before she did, or without a reason")
  func refusedLeaving() throws {
    var book = try TestBook.ofProgramme()
    try book.enter(enrolment("7"))
    func leave(_ code: String, in programme: String = "CA+", _ reason: String = "moved", on date: String = "2024-05-01") -> ProgrammeCommand {
      .leave(LeaveProgramme(programme: .init(programme), enrolment: .init(code), reason: reason, date: day(date)))
    }
    for (command, message) in [
      (leave("7", in: "X"), "programme: there is no programme 'X' in this book; correct the code or open the programme first"),
      (leave("8"), "enrolment: nobody is enrolled as '8' in programme CA+; correct the number or enrol them first"),
      (leave("7", ""), "reason: reason is empty; it is required"),
      (leave("7", on: "2024-04-14"), "date: the date lies before the enrolment (2024-04-15); correct one of the two"),
    ] { #expect(book.refused(command) == message) }
  }

  @Test("A programme is opened once; other particulars, and a last day before the first, are refused")
  func programmes() throws {
    var book = try TestBook.ofProgramme()
    #expect(try book.enter(.openProgramme(resiland())) == .unchanged)
    let opened = try book.enter(.openProgramme(resiland("B", funder: nil, to: "2024-04-01"))).facts
    #expect(opened.map { text($0.event.payload.canonicalBytes) } == [#"{"from":"2024-04-01","name":"RESILAND","programme":"B","to":"2024-04-01"}"#])
    func differs(_ column: String, _ there: String, _ here: String) -> String {
      "\(column): programme CA+ is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number"
    }
    for (command, message) in [
      (resiland(name: ""), "name: name is empty; it is required"), (resiland(funder: ""), "funder: funder is empty; it is required"),
      (resiland(to: "2024-03-31"), "to: the last day, 2024-03-31, lies before the first, 2024-04-01"),
      (resiland(name: "CA"), differs("name", "RESILAND", "CA")), (resiland(funder: nil), differs("funder", "World Bank", "nothing")),
      (resiland(from: "2024-05-01"), differs("from", "2024-04-01", "2024-05-01")),
      (resiland(to: "2025-05-01"), differs("to", "nothing", "2025-05-01")),
    ] { #expect(book.refused(.openProgramme(command)) == message) }
  }
}
