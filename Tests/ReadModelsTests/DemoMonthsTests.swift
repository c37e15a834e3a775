import Bookkeeping
import Demo
import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

/// The demo's sixteen years are recorded and folded up to each closing, where every report is asked as it stands: a book that stopped there. When all of
/// it is in, the same is asked as of each of those positions.
@Suite("Every report as of every closed month of the demo")
struct DemoMonthsTests {
  /// What a report said: how many rows, and what they come to.
  private struct Answer: Hashable {
    let rows: Int, hash: Int
  }

  private struct Question: Hashable, Sendable {
    let report: String, position: Int64
  }

  @Test("is what a book says that stopped there")
  func everyMonth() async throws {
    let book = try await TestBook(unroller: .ledger)
    defer { Task { await book.close() } }
    let (worker, log) = (book.worker(unroller: .ledger), book.log())
    let bookkeeper = Bookkeeper(log: log, author: "demo", salt: DemoBook.salt)
    var then: [Question: Answer] = [:]
    var round: [Instruction] = []
    var number = 0
    func submit() async throws {
      for case .refused(let refusal) in try await bookkeeper.submit(round) + bookkeeper.finish() { Issue.record("\(refusal)") }
      round.removeAll(keepingCapacity: true)
    }
    for step in DemoBook(scale: .small) {
      number += 1
      let recordedAt = Int64(step.recordedAt.daysSince1970) * 86_400_000_000 + 64_800_000_000
      func add(_ command: Command) { round.append(Instruction(command, recordedAt: recordedAt, key: "demo/\(number)")) }
      switch step.deed {
      case .record(let command):
        add(command)
        if round.count == 500 { try await submit() }
      case .correct(_, let adjustment): add(.payables(.adjust(adjustment)))
      case .close(let month, let name):
        try await submit()
        let position = try await log.headPosition()
        add(
          .control(
            .close(
              ClosePeriod(
                month: month, by: name, today: step.recordedAt, asOfPosition: position, totals: [],
                openItems: OpenItems(unmatchedStatements: 0, disputes: 0, receivable: 0, suspense: 0, unallocated: 0)))))
        try await submit()
        let closed = try await worker.catchUp()
        #expect(closed == position + 1)
        try await then.merge(answers(book, Self.questions(book, closed), asOf: nil)) { $1 }
      }
    }
    try await submit()
    let end = try await worker.catchUp()
    await worker.close()
    await log.close()
    let closings = Set(then.keys.map(\.position)).sorted()
    #expect(closings.count > 150 && closings.last.map { $0 < end } == true)
    for position in closings {
      for (question, answer) in try await answers(book, Self.questions(book, position), asOf: position) {
        #expect(answer == then[question], "\(question.report) as of \(position)")
      }
    }
  }

  private static func questions(_ book: TestBook, _ position: Int64) -> [Question] {
    book.catalogue.reports.map { Question(report: $0.name, position: position) }
  }

  /// The first five hundred rows of each report, in the order they come.
  private func answers(_ book: TestBook, _ questions: [Question], asOf position: Int64?) async throws -> [Question: Answer] {
    var parameters = ReportParameters()
    (parameters.limit, parameters.atPosition) = (500, position)
    let (asked, reporter) = (parameters, book.reporter)
    return try await withThrowingTaskGroup(of: (Question, Answer).self) { group in
      for question in questions {
        group.addTask {
          let answer = try await reporter.run(question.report, parameters: asked)
          #expect(answer.asOfPosition == question.position)
          return (question, Answer(rows: answer.rows.count, hash: answer.rows.hashValue))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }
}
