import Foundation
import Postgres
import TestSupport
import Testing

/// A database of its own, and the built `esep` working at it, as a person at a desk would.
struct Desk: Sendable {
  /// What `esep` finds in its environment.
  let environment: [String: String]
  /// The database; nil when `esep` starts its own server.
  let database: ConnectionOptions?
  /// Where its keys are, which goes with the last copy of the desk; nil when the test looks after that itself.
  private var home: TemporaryFolder?

  /// The program that the build put beside this test's own.
  static let esep = beside("esep")

  /// A program of this build.
  static func beside(_ name: String) -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (own as NSString).deletingLastPathComponent + "/" + name
  }

  /// A new, empty database on the tests' server.
  static func fresh() async throws -> Desk {
    try Desk(at: try await TestServer.shared.freshDatabase(), home: TemporaryFolder())
  }

  /// Another desk at a database, with these keys or those of a home of its own.
  init(at database: ConnectionOptions, home: TemporaryFolder) {
    let url = "host=\(database.host) port=5432 dbname=\(database.database) user=\(database.user)"
    self.init(environment: ["ESEP_DATABASE_URL": url, "ESEP_HOME": home.path], database: database)
    self.home = home
  }

  /// No database: `esep` makes and starts its own server under this home.
  init(home: String) { self.init(environment: ["ESEP_HOME": home], database: nil) }

  init(environment: [String: String], database: ConnectionOptions?) { (self.environment, self.database) = (environment, database) }

  /// Runs `esep` with these arguments; kills it after some time, or once the log has reached a position, when told to.
  @discardableResult
  func esep(
    _ arguments: String..., isMeasured: Bool = false, killAfter: Duration? = nil, killAtPosition: Int64? = nil
  ) async throws -> ProgramResult {
    var killWhen: (@Sendable (Duration) async throws -> Bool)?
    if let killAfter { killWhen = { $0 >= killAfter } }
    let watch = database.map { HeadWatch($0) }
    if let killAtPosition { killWhen = { _ in await watch?.head() ?? 0 >= killAtPosition } }
    defer { if let watch { Task { await watch.close() } } }
    return try await Program.run(Self.esep, arguments, environment: environment, isMeasured: isMeasured, killWhen: killWhen)
  }

  /// Runs `esep`, which has to succeed, and gives what it printed.
  @discardableResult
  func succeed(_ arguments: String..., at location: SourceLocation = #_sourceLocation) async throws -> String {
    let result = try await Program.run(Self.esep, arguments, environment: environment)
    #expect(result.status == 0, "esep \(arguments.joined(separator: " ")): \(result.output)\(result.errors)", sourceLocation: location)
    return result.output
  }

  /// A report's rows, and the position they are as of.
  func report(_ name: String, _ options: String..., at location: SourceLocation = #_sourceLocation) async throws -> Answer {
    let arguments = ["report", name, "--format", "json"] + options
    let result = try await Program.run(Self.esep, arguments, environment: environment)
    #expect(result.status == 0, "esep \(arguments.joined(separator: " ")): \(result.errors)", sourceLocation: location)
    return try Answer(json: result.output)
  }

  /// Fails the test unless `esep verify` finds everything in order.
  func expectVerified(_ note: String = "", at location: SourceLocation = #_sourceLocation) async throws {
    let result = try await esep("verify")
    let isClean = result.status == 0 && !result.output.contains("✗") && result.output.contains("✓ the log")
    #expect(isClean, "\(note) \(result.output)\(result.errors)", sourceLocation: location)
  }
}

/// What lies in the database, asked past `esep`.
extension Desk {
  /// The position of the newest event; 0 when there is no book.
  func head() async throws -> Int64 {
    try await query("SELECT to_regclass('main.head') IS NOT NULL")[0] == "true"
      ? Int64(try await query("SELECT position FROM main.head")[0]) ?? -1 : 0
  }

  /// How many events of a type there are.
  func count(_ type: String) async throws -> Int { Int(try await query("SELECT count(*) FROM main.event WHERE type = '\(type)'")[0]) ?? -1 }

  /// Every event but for what two runs may not have in common: when it was recorded, and the salted commitment to a person.
  func history() async throws -> [String] {
    try await query(
      """
      SELECT concat_ws(' ', position, stream, version, type, actor, (payload::jsonb - 'person')::text) FROM main.event ORDER BY position
      """)
  }

  /// The first column of what a query gives, as text.
  func query(_ sql: String) async throws -> [String] {
    try await session { session in
      try session.query("SELECT coalesce((answer.value)::text, '') FROM (\(sql)) AS answer(value)").map { try $0.text(0) }
    }
  }

  /// Runs statements as the superuser, whom no grant stops.
  func execute(_ sql: String) async throws { try await session { try $0.execute(sql) } }

  private func session<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    guard let database else { preconditionFailure("a private server is asked through esep alone") }
    return try await withSession(database, body)
  }
}
