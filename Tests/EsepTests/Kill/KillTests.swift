import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

/// Imports that are killed in the middle and started again until they are through.
@Suite("Killed imports", .serialized)
struct KillTests {
  private static let kills = ProcessInfo.processInfo.environment["ESEP_KILLS"].flatMap { Int($0) } ?? 20
  private static let reports = ["channel-share", "producer-revenue", "stock"]

  @Test("An import killed at random moments and started again ends as one that was not: nothing lost, nothing twice")
  func killed() async throws {
    let seed = 20
    let book = try await RandomBook.generate(seed: seed, sales: 3_000)
    let unkilled = try await Desk.fresh()
    let run = try await unkilled.esep("import", book.path)
    #expect(run.status == 0, "\(run.errors)")
    let (history, answers) = (try await unkilled.history(), try await answers(unkilled))
    // Killed when the log has reached a random position, or in the first moments: so a kill lands however fast the machine is.
    var random = SplitMix64(seed: UInt64(seed))
    print("Killed imports: seed \(seed), \(history.count) events, \(Self.kills) kills")
    var (landed, books, attempts) = (0, 0, 0)
    while landed < Self.kills, attempts < 4 * Self.kills {
      let desk = try await Desk.fresh()
      books += 1
      for _ in 1...5 where landed < Self.kills {
        attempts += 1
        let isEarly = Int.random(in: 0..<4, using: &random) == 0
        let position = try await desk.head() + Int64.random(in: 1...Int64(history.count) / 4, using: &random)
        let result = try await desk.esep(
          "import", book.path, killAfter: isEarly ? .milliseconds(Int.random(in: 0..<80, using: &random)) : nil,
          killAtPosition: isEarly ? nil : position)
        if result.wasKilled { landed += 1 }
        #expect(result.wasKilled || result.status == 0, "seed \(seed): \(result.output)\(result.errors)")
        let flaws = try await holes(desk)
        #expect(flaws == [], "seed \(seed), after \(attempts) attempts")
      }
      let completed = try await desk.esep("import", book.path)
      #expect(completed.status == 0, "seed \(seed): \(completed.output)\(completed.errors)")
      let after = try await desk.history()
      #expect(firstDifference(after, history) == nil, "seed \(seed), book \(books)")
      let found = try await self.answers(desk)
      #expect(found == answers, "seed \(seed), book \(books)")
      try await desk.expectVerified("seed \(seed), book \(books)")
    }
    print("Killed imports: \(landed) kills over \(books) books, \(attempts) attempts")
    #expect(landed == Self.kills)
  }

  @Test("A private server outlives the program that was killed; the next one finds it running and goes on")
  func privateServer() async throws {
    let seed = 22
    let book = try await RandomBook.generate(seed: seed, sales: 3_000)
    let home = try TemporaryHome.make()
    defer { PrivateServer.discardAbandoned(home: home) }
    // Looked into past esep while its server runs, to see how far the import is.
    let database = ConnectionOptions(socketDirectory: home + "/postgres/socket", database: PrivateServer.database, user: "esep")
    let desk = Desk(environment: ["ESEP_HOME": home], database: database)
    try await desk.succeed("book", "list")
    let unkilled = try await Desk.fresh()
    try await unkilled.succeed("import", book.path)
    let (starts, head) = (Self.starts(home), try await unkilled.head())
    var random = SplitMix64(seed: UInt64(seed))
    // In the first half: the rest takes long enough for a kill to land before the end.
    for quarter in 0..<2 as Range<Int64> {
      let position = head / 4 * quarter + Int64.random(in: 1...head / 4, using: &random)
      let result = try await desk.esep("import", book.path, killAtPosition: position)
      #expect(result.wasKilled && Self.isRunning(home), "seed \(seed), position \(position): \(result.errors)")
      let reached = try await desk.head()
      #expect(reached >= position && reached < head, "seed \(seed)")
    }
    print("Killed imports: seed \(seed), two kills beside a private server, of \(head) events")
    let completed = try await desk.esep("import", book.path)
    #expect(completed.status == 0, "seed \(seed): \(completed.output)\(completed.errors)")
    #expect(!completed.errors.contains("creating a PostgreSQL"))
    // Started once; nobody stopped it until the import that was let be had ended.
    #expect(Self.starts(home) == starts + 1 && !Self.isRunning(home), "seed \(seed)")
    let (found, wanted) = (try await answers(desk), try await answers(unkilled))
    #expect(found == wanted, "seed \(seed)")
    try await desk.expectVerified("seed \(seed)")
  }

  /// What a hole, a double or a broken commit would show as, at any moment.
  private func holes(_ desk: Desk) async throws -> [String] {
    guard try await desk.query("SELECT to_regclass('main.commit') IS NOT NULL") == ["true"] else { return [] }
    return try await desk.query(
      """
      SELECT 'events' FROM main.event HAVING count(*) <> coalesce(max(position), 0) OR count(*) <> (SELECT position FROM main.head)
      UNION ALL SELECT 'commits' FROM main."commit" HAVING coalesce(sum(events), 0) <> (SELECT position FROM main.head)
      UNION ALL SELECT stream FROM main.event GROUP BY stream HAVING count(*) <> max(version)
      """)
  }

  private func answers(_ desk: Desk) async throws -> [[ReportRow]] {
    var answers: [[ReportRow]] = []
    for report in Self.reports { answers.append(try await desk.report(report, "--by", "month").rows) }
    return answers
  }

  /// Whether the home's server runs, by its own lock file.
  private static func isRunning(_ home: String) -> Bool {
    let lock = (try? String(contentsOfFile: home + "/postgres/data/postmaster.pid", encoding: .utf8)) ?? ""
    guard let process = pid_t(lock.prefix { $0.isNumber }) else { return false }
    return kill(process, 0) == 0
  }

  /// How often the home's server was started, by its log.
  private static func starts(_ home: String) -> Int {
    let log = (try? String(contentsOfFile: home + "/postgres/server.log", encoding: .utf8)) ?? ""
    return log.components(separatedBy: "starting PostgreSQL").count - 1
  }
}
