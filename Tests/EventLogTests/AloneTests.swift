import Postgres
import TestSupport
import Testing

@testable import EventLog

@Suite("A caller who comes alone appends on the spot")
struct AloneTests {
  /// Looks long enough for any server, looks too short for any, and does not look at all.
  private static let looks = [1_000_000, 1, 0]

  private func limits(_ microseconds: Int) -> AppenderLimits {
    var limits = AppenderLimits()
    limits.answerSpinMicroseconds = microseconds
    return limits
  }

  @Test("Whatever stands against a commit, its caller hears what the careful way says", arguments: looks)
  func answersAsTheCarefulWay(_ microseconds: Int) async throws {
    let test = try await TestBook.create()
    let appender = Appender(options: test.options(.writer), limits: limits(microseconds))
    var model = LogModel()
    for round in 0..<20 as Range<Int32> {
      let commits: [Commit] = [
        .of("new \(round)", ("new/\(round)", 0)), .of("on \(round)", ("s", round)), .of("new \(round)", ("new/\(round)", 0)),
        .of("new \(round)", ("new/\(round)", 0), content: 1), .of("behind \(round)", ("s", round)), .of("beyond \(round)", ("s", round + 2)),
        .of("nowhere \(round)", ("none/\(round)", 1)), .of("two \(round)", ("x/\(round)", 0), ("y/\(round)", 0)),
        .of("relying \(round)", ("z/\(round)", 0), reliesOn: [("s", round + 1)]),
      ]
      for commit in commits {
        let outcome = try await withDeadline { try await appender.append(commit) }
        #expect(outcome == model.append(commit), "\(commit.key)")
      }
    }
    await appender.close()
    #expect(try await test.run { try $0.firstFlaw() } == nil)
  }

  @Test("A payload that is no JSON is refused, and the next commit goes well", arguments: looks)
  func refusesBadData(_ microseconds: Int) async throws {
    let test = try await TestBook.create()
    let appender = Appender(options: test.options(.writer), limits: limits(microseconds))
    for number in 0..<3 {
      var bad = Commit.of("bad", ("bad", 0))
      bad.events[0].payload = "{"
      let sent = bad
      await #expect(throws: PostgresError.self) { try await appender.append(sent) }
      let outcome = try await appender.append(.of("good \(number)", ("good/\(number)", 0)))
      #expect(outcome == .appended(first: Int64(number + 1), count: 1))
    }
    await appender.close()
  }

  @Test("A connection that is ended between or under lone commits costs no commit and appends none twice", arguments: looks)
  func outlivesItsConnection(_ microseconds: Int) async throws {
    let test = try await TestBook.create()
    var limits = limits(microseconds)
    limits.firstPauseMilliseconds = 1
    let appender = Appender(options: test.options(.writer), limits: limits)
    let name = test.applicationName(.writer)
    for number in 0..<30 {
      async let ended: Void = test.runAsSuperuser { session in
        guard number % 3 == 0 else { return }
        try session.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [.text(name)])
      }
      let outcome = try await withDeadline { try await appender.append(.of("k\(number)", ("s/\(number)", 0))) }
      let position = Int64(number + 1)
      // Repeated is what one hears whose first answer was lost.
      #expect(outcome == .appended(first: position, count: 1) || outcome == .repeated(first: position, count: 1))
      try await ended
    }
    await appender.close()
    #expect(try await test.run { try $0.firstFlaw() } == nil)
  }

  @Test("Now alone and now in company, callers get their own answers", arguments: [1, 2, 3, 17])
  func alternates(_ callers: Int) async throws {
    let test = try await TestBook.create()
    let appender = Appender(options: test.options(.writer))
    try await withDeadline {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<callers {
          group.addTask {
            for number in 0..<60 {
              let outcome = try await appender.append(.of("\(caller)/\(number)", ("s/\(caller)", Int32(number))))
              guard case .appended = outcome else { throw LogError(.unexpected, "\(outcome)") }
              if number % 7 == caller { try await Task.sleep(for: .milliseconds(1)) }
            }
          }
        }
        try await group.waitForAll()
      }
    }
    await appender.close()
    #expect(try await test.run { try $0.head().position } == Int64(callers * 60))
    #expect(try await test.run { try $0.firstFlaw() } == nil)
  }

  @Test("Who looked in vain does not look again for a while")
  func losesPatience() {
    var patience = Patience(microseconds: 400)
    var tries: [Bool] = [patience.tries()]
    patience.saw(isAnswered: true)
    tries.append(patience.tries())
    #expect(tries == [true, true] && patience.isWorthwhile)
    patience.saw(isAnswered: false)
    #expect(!patience.isWorthwhile)
    tries = (0..<Patience.pause).map { _ in patience.tries() }
    #expect(tries == Array(repeating: false, count: Patience.pause - 1) + [true])
    var none = Patience(microseconds: 0)
    let triesNever = none.tries()
    #expect(!none.isWorthwhile && !triesNever)
  }
}
