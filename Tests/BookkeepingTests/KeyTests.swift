import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

@Suite("A key is used for one command, and its answer does not change")
struct KeyTests {
  @Test("The same key and command get the first answer again, in the same process and in a new one")
  func repeatsTheAnswer() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village + [batch("B1", 5)])
      let commands = [sale("S1", 1), takeBack("R1", of: "S1", 1), rate("USD", "89", on: "2024-01-01"), status("P2", .deactivate(reason: "moved"))]
      for (number, command) in commands.enumerated() {
        let first = try await one.record(command, key: "order-\(number)")
        let again = try await one.record(command, key: "order-\(number)")
        let elsewhere = try await book.bookkeeper().record(command, key: "order-\(number)")
        #expect(first.isRecorded)
        #expect(again == first)
        #expect(elsewhere == first)
      }
    }
  }

  @Test("The first answer stands even when the book has moved on since")
  func repeatsTheAnswerLater() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village)
      let first = try await one.record(status("P1", .deactivate(reason: "moved")), key: "k")
      try await one.record(status("P1", .reactivate))
      let again = try await book.bookkeeper().record(status("P1", .deactivate(reason: "moved")), key: "k")
      #expect(again == first)
      let types = try await book.events().filter { $0.stream == "producer/P1" }.map(\.type)
      #expect(types == ["ProducerRegistered", "ProducerDeactivated", "ProducerReactivated"])
    }
  }

  @Test("A key that another command has used is refused, whatever that other command would come to")
  func refusesReuse() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village + [batch("B1", 5), sale("S0", 1)])
      try await one.record(sale("S1", 1), key: "order-7")
      let refused = Verdict.refused(.keyReused("order-7"))
      // New, already in the book, and impossible.
      for command in [sale("S2", 1), sale("S0", 1), sale("S3", 99)] {
        let verdict = try await one.record(command, key: "order-7")
        let elsewhere = try await book.bookkeeper().record(command, key: "order-7")
        #expect(verdict == refused)
        #expect(elsewhere == refused)
      }
      #expect(
        Refusal.keyReused("order-7").message
          == "'order-7' was already used for a command with other content; correct the row or use a new number")
      let numbers = try await book.sales().map(\.sale.text)
      #expect(numbers == ["S0", "S1"])
    }
  }

  @Test("Within one round, and from one round to the next, a key holds as well")
  func holdsWithinARound() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village + [batch("B1", 5)])
      let round = [Instruction(sale("S1", 1), key: "k"), Instruction(sale("S1", 1), key: "k"), Instruction(sale("S2", 1), key: "k")]
      let verdicts = try await one.submit(round) + one.submit(round) + one.finish()
      #expect(verdicts.count == 6)
      #expect(verdicts[0].isRecorded)
      #expect(verdicts[1] == verdicts[0] && verdicts[3] == verdicts[0] && verdicts[4] == verdicts[0])
      #expect(verdicts[2] == .refused(.keyReused("k")) && verdicts[5] == verdicts[2])
    }
  }

  @Test("A command without a key that comes again is known by what the book says, in a new process too")
  func knowsAgainWithoutKey() async throws {
    try await TestBook.with { book in
      let commands = village + [batch("B1", 5), sale("S1", 2), takeBack("R1", of: "S1", 1), rate("USD", "89", on: "2024-01-01")]
      let first = try await book.bookkeeper().record(commands)
      #expect(first.allSatisfy { $0.isRecorded })
      let again = try await book.bookkeeper().record(commands)
      #expect(again.allSatisfy { $0 == .unchanged })
    }
  }

  @Test("A return's number is used once in the whole book, also for another sale, in one round or in another process")
  func returnNumbersAreUnique() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      let setup = village + [batch("B1", 9), sale("S1", 3), sale("S2", 3)]
      let verdicts = try await one.record(setup + [takeBack("R1", of: "S1", 1), takeBack("R1", of: "S2", 1), sale("S3", 2)])
      let refused = Verdict.refused(.keyReused("return/R1"))
      #expect(verdicts.suffix(3).map(\.isRecorded) == [true, false, true])
      #expect(verdicts[verdicts.count - 2] == refused)
      let later = try await one.record(takeBack("R1", of: "S2", 1))
      let elsewhere = try await book.bookkeeper().record(takeBack("R1", of: "S2", 1))
      let same = try await book.bookkeeper().record(takeBack("R1", of: "S1", 1))
      #expect(later == refused)
      #expect(elsewhere == refused)
      #expect(same == .unchanged)
      let audit = try Audit(await book.events())
      #expect(audit.findings == [])
      #expect(audit.returns == ["R1": 1] && audit.stock == ["B1": 2000])
    }
  }

  @Test("One number for returns of two sales at the same moment: one is recorded, the other refused")
  func returnNumbersAreUniqueAtOnce() async throws {
    try await TestBook.with { book in
      let other = book.bookkeeper()
      try await other.record(village + [batch("B1", 9), sale("S1", 3), sale("S2", 3)])
      let log = MeddledLog(book.log()) { number in if number == 1 { try await other.record(takeBack("R1", of: "S1", 1)) } }
      let verdict = try await Bookkeeper(log: log, author: "one").record(takeBack("R1", of: "S2", 1))
      #expect(verdict == .refused(.keyReused("return/R1")))
    }
  }
}
