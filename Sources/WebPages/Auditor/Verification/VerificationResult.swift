import EventLog
import Foundation
import Notary
import Office
import ReadModels
import Web

/// What a verification came to.
struct VerificationResult: Codable, Sendable {
  /// One finding: its kind (`good`, `unknown`, `bad_log`, `bad_tables`, `detail`), the line, and where.
  struct Line: Codable, Sendable {
    let kind: String, text: String
    let position: Int64?
  }

  let by: String
  /// In seconds since 1970.
  let startedAt: Double, endedAt: Double
  /// The last event that was checked.
  let position: Int64
  let lines: [Line]
  /// Whether it came to an end; otherwise it was broken off, by an error that is told to the log of the server and not here.
  let isWhole: Bool
  /// Whether the log, or what was made of it, is wrong.
  let isLogWrong: Bool, areTablesWrong: Bool
  /// Where the first bad thing is.
  let firstPosition: Int64?

  /// Checks everything.
  static func of(
    _ desk: BookDesk, by name: String, progress: @escaping @Sendable (_ isInTables: Bool, _ done: Int64, _ total: Int64) -> Void
  ) async -> VerificationResult {
    let started = Date().timeIntervalSince1970
    var findings = Findings()
    var isWhole = true
    do {
      let folder = try? await BookSetup.keyFolder(desk.book, home: desk.home, in: desk.reader)
      // Half of the cores at most: others are reading meanwhile.
      let jobs = max(1, Verifier.jobsDefault / 2)
      try await LogExamination(desk.book, options: desk.owner, folder: folder, key: nil, jobs: jobs).run(&findings) { progress(false, $0, $1) }
      try await ModelExamination(options: desk.owner, catalogue: desk.catalogue, jobs: jobs).run(&findings) {
        // The worker folds; here one only waits for it.
        let head = try await desk.reader.withSession { try $0.head().position }
        try await desk.reader.waitUntilFolded(head, timeoutMilliseconds: 60_000)
        return head
      } progress: {
        progress(true, $0, $1)
      }
    } catch {
      isWhole = false
    }
    return VerificationResult(
      by: name, startedAt: started, endedAt: Date().timeIntervalSince1970, position: findings.position,
      lines: findings.all.map { Line(kind: $0.kind.rawValue, text: $0.line, position: $0.position) }, isWhole: isWhole,
      isLogWrong: findings.isLogWrong, areTablesWrong: findings.areTablesWrong, firstPosition: findings.firstPosition)
  }

  /// Whether everything that could be checked is in order.
  var isClean: Bool { isWhole && !isLogWrong && !areTablesWrong }

  /// The last one that was kept; nil when none was.
  static func read(_ desk: BookDesk) -> VerificationResult? {
    guard let data = FileManager.default.contents(atPath: path(desk)), data.count < 4 << 20 else { return nil }
    return try? JSONDecoder().decode(VerificationResult.self, from: data)
  }

  /// Keeps it for after a restart; where nothing can be written it is kept in memory alone.
  func write(_ desk: BookDesk) {
    try? FileManager.default.createDirectory(atPath: "\(desk.home)/verification", withIntermediateDirectories: true)
    guard let data = try? JSONEncoder().encode(self) else { return }
    try? data.write(to: URL(fileURLWithPath: Self.path(desk)), options: .atomic)
  }

  private static func path(_ desk: BookDesk) -> String { "\(desk.home)/verification/\(desk.book.name).json" }
}
