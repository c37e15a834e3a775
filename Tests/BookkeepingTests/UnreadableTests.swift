import Bookkeeping
import EventLog
import Ledger
import TestSupport
import Testing

@Suite("What cannot be read stops the bookkeeper, and says where")
struct UnreadableTests {
  @Test("An event of an unknown type is named with its stream and version, and what to do")
  func unknownType() async throws {
    try await TestBook.with { book in
      try await book.bookkeeper().record(village)
      try await book.append("ProductWoven", #"{"product":"RUG"}"#, to: "product/RUG", after: 1)
      let problem = try await thrown(BookProblem.self) { try await book.bookkeeper().record(batch("B1", 5)) }
      #expect(
        problem.description
          == "event 2 of stream product/RUG cannot be read (no event type of this program: ProductWoven); "
          + "was it written by a newer Esep? Otherwise run 'esep verify'")
    }
  }

  @Test("A payload that lacks what its type asks for is named likewise")
  func brokenPayload() async throws {
    try await TestBook.with { book in
      try await book.bookkeeper().record(village)
      try await book.append("ProductRenamed", #"{"product":"RUG"}"#, to: "product/RUG", after: 1)
      let problem = try await thrown(BookProblem.self) { try await book.bookkeeper().record(batch("B1", 5)) }
      guard case .unreadable("product/RUG", 2, let reason) = problem else { throw Surprise("\(problem)") }
      #expect(reason.contains("name"))
    }
  }

  @Test("A bookkeeper at work notices it as well, and goes on with what does not depend on it")
  func noticedBetweenRounds() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village + [batch("B1", 5), batch("B2", 5, of: "HAT")])
      try await book.append("ProductWoven", #"{"product":"RUG"}"#, to: "product/RUG", after: 1)
      try await book.append("VillageSang", #"{"song":"Манас"}"#, to: "song/1", after: 0)
      let verdict = try await one.record(sale("S1", 1, of: "HAT"))
      #expect(verdict.isRecorded)
      let problem = try await thrown(BookProblem.self) { try await one.record(sale("S2", 1)) }
      guard case .unreadable("product/RUG", 2, _) = problem else { throw Surprise("\(problem)") }
    }
  }

  @Test("What was decided in a round that then could not be read is not taken for recorded")
  func forgetsTheRound() async throws {
    try await TestBook.with { book in
      let one = book.bookkeeper()
      try await one.record(village + [batch("B1", 5), sale("S1", 1, from: "B1"), batch("B2", 5, of: "HAT")])
      try await book.append("BatchSang", #"{"song":"Манас"}"#, to: "batch/B1", after: 3)
      let fresh = book.bookkeeper()
      // The sale is decided before the return's batch is read.
      let problem = try await thrown(BookProblem.self) { try await fresh.record([sale("S2", 1, of: "HAT"), takeBack("R1", of: "S1", 1)]) }
      guard case .unreadable("batch/B1", 4, _) = problem else { throw Surprise("\(problem)") }
      let verdict = try await fresh.record(sale("S2", 1, of: "HAT"))
      #expect(verdict.isRecorded)
    }
  }

  @Test("An answer belongs to its own question, also after one that failed")
  func answersAfterFailure() async throws {
    try await TestBook.with { book in
      let log = MeddledLog(book.log()) { number in if number == 2 { try await book.append("ProductWoven", "{}", to: "product/RUG", after: 1) } }
      let one = Bookkeeper(log: log, author: "one")
      try await one.record(village + [batch("B1", 5), batch("B2", 5, of: "HAT")])
      try await thrown(BookProblem.self) { try await one.record([sale("S1", 1, of: "HAT"), sale("S2", 1)]) }
      let verdict = try await one.record(sale("S3", 99, of: "HAT"))
      #expect(!verdict.isRecorded && verdict != .unchanged)
    }
  }
}

extension TestBook {
  /// Appends an event through the log itself, as a newer program would.
  func append(_ type: String, _ payload: String, to stream: String, after version: Int32) async throws {
    let event = NewEvent(stream: stream, type: type, schema: 1, occurredOn: 19_800, payload: payload)
    let commit = Commit(
      key: "\(stream)@\(version + 1)", fingerprint: [UInt8](repeating: 7, count: 32), actor: "newer", events: [event],
      expected: [ExpectedVersion(stream: stream, version: version)])
    let outcomes = try await log().append(inOrder: [commit])
    guard case .appended = outcomes.first else { throw Surprise("\(outcomes)") }
  }
}
