import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

@Suite("Names stay out of the log, and a person can be forgotten")
struct PersonTests {
  @Test("The log holds SHA-256 over salt and personal data, as PostgreSQL computes it too, and nowhere a name or an account")
  func commitsToPersons() async throws {
    try await TestBook.with { book in
      try await book.bookkeeper().record([community(), producer("P1", name: "Бегимай Токтосунова", account: "1180000012345678")])
      let events = try await book.events()
      let commitment = try await book.commitment("P1")
      let person = try await book.person("P1")
      #expect(person?.salt.count == 32)
      #expect(person?.data == #"{"birth_year":1975,"name":"Бегимай Токтосунова","payout_account":"1180000012345678"}"#)
      #expect(events.last?.payloadText.contains("\"person\":\"\(commitment)\"") == true)
      for event in events { #expect(!event.payloadText.contains("Бегимай") && !event.payloadText.contains("1180000012345678")) }
      let others = try await book.bookkeeper().record(producer("P2", name: "Бегимай Токтосунова", account: "1180000012345678"))
      let second = try await book.commitment("P2")
      #expect(others.isRecorded && second != commitment, "two of one name cannot be told to be one by their commitments")
    }
  }

  @Test("A changed name is a change with a new commitment under the same salt; the same name is none")
  func changesName() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record([community(), producer("P1", name: "Айгүл Асанова")])
      let before = try await book.person("P1")
      let same = try await book.bookkeeper().record(producer("P1", name: "Айгүл Асанова"))
      #expect(same == .unchanged)
      let changed = try await book.bookkeeper().record(producer("P1", name: "Айгүл Маматова"))
      let after = try await book.person("P1")
      let commitment = try await book.commitment("P1")
      #expect(changed.isRecorded)
      #expect(after?.salt == before?.salt && after?.data != before?.data)
      let last = try await book.events().last
      #expect(last?.type == "ProducerChanged" && last?.payloadText.contains(commitment) == true)
      let back = try await one.record([producer("P1", name: "Айгүл Маматова"), producer("P1", name: "Айгүл Асанова")])
      #expect(back.map(\.isRecorded) == [false, true])
      let again = try await book.person("P1")
      #expect(again == before)
    }
  }

  @Test("A row that comes twice is one registration, also when the first is still on its way", arguments: [1, 2, 3])
  func registersOnce(rounds size: Int) async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      let rows = [producer("P1"), producer("P2"), producer("P1"), producer("P1"), producer("P1", name: "Нурбек"), producer("P1", name: "Нурбек")]
      let verdicts = try await one.record([community()]) + one.pipeline(rows, rounds: size)
      #expect(verdicts.map(\.isRecorded) == [true, true, true, false, false, true, false])
      let types = try await book.events().filter { $0.stream == "producer/P1" }.map(\.type)
      #expect(types == ["ProducerRegistered", "ProducerChanged"])
      let commitment = try await book.commitment("P1")
      let isLast = try await book.events().last?.payloadText.contains(commitment)
      #expect(isLast == true)
    }
  }

  @Test("Erasing deletes what is kept of her and leaves every event as it was")
  func erases() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village + [batch("B1", 5), sale("S1", 2)])
      let before = try await book.events()
      let verdict = try await one.record(status("P1", .erase(reason: "her wish")))
      #expect(verdict.isRecorded)
      let (gone, other) = (try await book.person("P1"), try await book.person("P2"))
      #expect(gone == nil)
      #expect(other != nil)
      let after = try await book.events()
      #expect(Array(after.dropLast()) == before && after.last?.type == "ProducerErased")
      let again = try await one.record([status("P1", .erase(reason: "her wish")), sale("S2", 1), takeBack("R1", of: "S1", 2)])
      #expect(again.map(\.isRecorded) == [false, true, true], "her goods are still sold and come back")
    }
  }

  @Test("An old file does not bring an erased name back: not the same row, not another name, not with another group", arguments: [false, true])
  func oldFileKeepsErased(inOneRound: Bool) async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record([community(), producer("P1"), producer("P2")])
      let old = [producer("P1"), producer("P1", name: "Айгүл Маматова"), producer("P1", group: "G2"), producer("P2")]
      let erasing = status("P1", .erase(reason: "her wish"))
      let verdicts = inOneRound ? try await one.pipeline([erasing] + old, rounds: 2) : try await [one.record(erasing)] + book.bookkeeper().record(old)
      #expect(verdicts.map(\.isRecorded) == [true, false, false, true, false])
      #expect(verdicts[1] == .unchanged && verdicts[2] == .unchanged)
      let gone = try await book.person("P1")
      #expect(gone == nil)
    }
  }

  @Test("Who registers her while another erases her does not bring her back")
  func erasedMeanwhile() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record([community(), producer("P1")])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(status("P1", .erase(reason: "her wish"))) } }
      let verdict = try await Bookkeeper(log: log, author: "one").record(producer("P1", name: "Айгүл Маматова"))
      #expect(verdict == .unchanged)
      let gone = try await book.person("P1")
      #expect(gone == nil)
    }
  }
}

extension TestBook {
  /// SHA-256 over the salt and the data kept of a person, by PostgreSQL.
  func commitment(_ id: String) async throws -> String {
    try await read { session in
      let rows = try session.query("SELECT encode(sha256(salt || convert_to(data::text, 'UTF8')), 'hex') FROM person WHERE id = $1", [.text(id)])
      return try rows.first?.text(0) ?? "nobody"
    }
  }
}
