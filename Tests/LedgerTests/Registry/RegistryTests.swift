import Ledger
import Testing

@Suite("Villages and producers")
struct RegistryTests {
  private let date = day("2024-01-05")
  private let village = EnrolCommunity(
    community: .init("TAL"), name: "Талды-Суу", nameKyrgyz: "Талдысуу", oblast: "Ысык-Көл", rayon: "Түп", date: day("2024-01-05"))

  private func registration(
    _ name: String = "Айгүл", community: String = "TAL", group: String? = "G1", sex: Sex? = .female, route: PayoutRoute? = .cash
  ) -> Command {
    .registerProducer(
      RegisterProducer(
        producer: .init("P1"), details: .init(name: name),
        membership: Membership(community: .init(community), group: group.map { GroupCode($0) }, sex: sex, payoutRoute: route), date: date))
  }

  private func change(_ change: ChangeProducerStatus.Change) -> Command {
    .changeProducerStatus(ChangeProducerStatus(producer: .init("P1"), change: change, date: day("2024-06-01")))
  }

  private func book(_ commands: Command...) throws(Refusal) -> TestBook {
    var book = TestBook()
    try book.perform(.enrolCommunity(village))
    for command in commands { try book.perform(command) }
    return book
  }

  private func types(_ decision: Decision) -> [String] {
    decision.facts.map(\.event.type)
  }

  @Test("Enrolling a village records it on its date, and again changes nothing, whatever the date")
  func enrolment() throws {
    var book = TestBook()
    let facts = try book.perform(.enrolCommunity(village)).facts
    try #require(!facts.isEmpty)
    #expect(facts.map(\.stream) == [.community(.init("TAL"))])
    #expect(facts.map(\.occurredOn) == [date])
    #expect(
      text(facts[0].event.payload.canonicalBytes)
        == #"{"community":"TAL","name":"Талды-Суу","name_ky":"Талдысуу","oblast":"Ысык-Көл","rayon":"Түп"}"#)
    #expect(try book.perform(.enrolCommunity(village)) == .unchanged)
  }

  @Test(
    "A village with other particulars, or without name or oblast, is refused",
    arguments: [
      ("Other", "Талдысуу", nil, "Ысык-Көл", "Түп", "already recorded with another name: Талды-Суу in the book, Other here"),
      ("Талды-Суу", "Талдысуу", nil, "Нарын", "Түп", "already recorded with another oblast: Ысык-Көл in the book, Нарын here"),
      ("Талды-Суу", "Талдысуу", nil, "Ысык-Көл", nil, "already recorded with another rayon: Түп in the book, nothing here"),
      ("Талды-Суу", "Т", nil, "Ысык-Көл", "Түп", "already recorded with another name_ky: Талдысуу in the book, Т here"),
      ("Талды-Суу", "Талдысуу", "Taldy-Suu", "Ысык-Көл", "Түп", "already recorded with another name_en: nothing in the book, Taldy-Suu here"),
      ("", nil, nil, "Ысык-Көл", nil, "name is empty; it is required"), ("X", nil, nil, "", nil, "oblast is empty; it is required"),
    ] as [(String, String?, String?, String, String?, String)])
  func otherVillage(name: String, kyrgyz: String?, english: String?, oblast: String, rayon: String?, message: String) throws {
    let book = try book()
    let command = EnrolCommunity(
      community: .init("TAL"), name: name, nameKyrgyz: kyrgyz, nameEnglish: english, oblast: oblast, rayon: rayon, date: date)
    let refused = refusal { () throws(Refusal) in try book.decide(.enrolCommunity(command)) }
    let whole = message.hasPrefix("already") ? "community TAL is \(message); correct the row or use a new number" : message
    #expect(refused?.message == whole)
  }

  @Test("The first member forms her group; the next joins it")
  func groups() throws {
    var book = try book()
    #expect(types(try book.perform(registration())) == ["GroupFormed", "ProducerRegistered"])
    #expect(book.groups[.init("G1")]?.formed?.community.text == "TAL")
    let second = RegisterProducer(
      producer: .init("P2"), details: .init(name: "Б"), membership: .init(community: .init("TAL"), group: .init("G1"), sex: nil, payoutRoute: nil),
      date: date)
    #expect(types(try book.perform(.registerProducer(second))) == ["ProducerRegistered"])
    #expect(try book.perform(registration()) == .unchanged)
  }

  @Test("What changed about a producer is recorded beside what it was; her name never is")
  func changes() throws {
    var book = try book(registration())
    guard case .producerChanged(let event)? = try book.perform(registration(group: nil, route: .bank)).facts.first?.event else {
      Issue.record("no change")
      return
    }
    #expect(event.previous.group == .init("G1"))
    #expect(event.membership.group == nil)
    #expect(event.membership.payoutRoute == .bank)
    #expect(types(try book.perform(registration("Another name", group: nil, route: .bank))) == ["ProducerChanged"])
    #expect(book.producers[.init("P1")]?.person == "of Another name")
  }

  @Test("A producer leaves, comes back and is erased once; an old file never brings an erased name back")
  func standing() throws {
    var book = try book(registration())
    #expect(types(try book.perform(change(.deactivate(reason: "moved")))) == ["ProducerDeactivated"])
    #expect(book.producers[.init("P1")]?.inactiveSince == day("2024-06-01"))
    #expect(try book.perform(change(.deactivate(reason: "again"))) == .unchanged)
    #expect(types(try book.perform(change(.reactivate))) == ["ProducerReactivated"])
    #expect(book.producers[.init("P1")]?.inactiveSince == nil)
    #expect(try book.perform(change(.reactivate)) == .unchanged)
    #expect(types(try book.perform(change(.erase(reason: "her wish")))) == ["ProducerErased"])
    #expect(try book.perform(change(.erase(reason: "her wish"))) == .unchanged)
    #expect(try book.perform(registration("Back again")) == .unchanged)
    try book.perform(registration("Back again", route: .wallet))
    #expect(book.producers[.init("P1")]?.person == "of Айгүл")
  }

  @Test("Nobody is registered in an unknown village, without a name, or changed before she is registered")
  func refusals() throws {
    let book = try book()
    #expect(
      refusal { () throws(Refusal) in try book.decide(registration(community: "OSH")) }?.message
        == "there is no community 'OSH' in this book; correct the code or record the community first")
    #expect(refusal { () throws(Refusal) in try book.decide(registration("")) }?.description == "name: name is empty; it is required")
    #expect(
      refusal { () throws(Refusal) in try book.decide(change(.reactivate)) }?.message
        == "there is no producer 'P1' in this book; correct the code or record the producer first")
    let registered = try self.book(registration())
    for reasonless in [change(.deactivate(reason: "")), change(.erase(reason: ""))] {
      #expect(refusal { () throws(Refusal) in try registered.decide(reasonless) }?.message == "reason is empty; it is required")
    }
  }

  @Test("A year of birth no person has is refused, and asking never stops the program", arguments: [1899, 2101, -1, Int64.min, .max])
  func birthYears(year: Int64) throws {
    let details = PersonDetails(name: "Айгүл", birthYear: year)
    let command = RegisterProducer(
      producer: .init("P1"), details: details, membership: .init(community: .init("TAL"), group: nil, sex: nil, payoutRoute: nil), date: date)
    #expect(!details.canonicalBytes.isEmpty)
    #expect(!Command.registerProducer(command).canonicalBytes.isEmpty)
    let book = try book()
    let refused = refusal { () throws(Refusal) in try book.decide(.registerProducer(command)) }
    #expect(refused?.description == "birth_year: '\(year)' is no year of birth: write four digits, such as 1975")
  }
}
