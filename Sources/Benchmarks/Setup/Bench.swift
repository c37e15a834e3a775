public import EventLog
import Foundation
public import Postgres
import ReadModels
import Synchronization

/// What a run may use: a private PostgreSQL whose settings are known, and fresh books on it.
public final class Bench: Sendable {
  /// The settings that bear on speed; everything else is the private server's usual. Durability is never traded for figures.
  public static let settings = [
    "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "shared_buffers": "2GB", "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "max_connections": "600",
  ]

  /// The settings, for people.
  public static var settingsText: String { settings.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ") }

  /// The server, started for this bench alone.
  public let server: PrivateServer
  /// How large and how often.
  public let options: BenchOptions
  /// The path of the program that runs, for work that is measured as a whole process.
  public let program: String
  /// What a book of that program's is made by.
  public let migrations: [Migration]
  /// A directory of this bench alone, removed when it ends.
  public let directory: String
  /// Books that several works share.
  let grown = GrownBooks()
  private let booksMade = Atomic<Int>(0)

  private init(server: PrivateServer, options: BenchOptions, program: String, migrations: [Migration], directory: String) {
    (self.server, self.options, self.program, self.migrations, self.directory) = (server, options, program, migrations, directory)
  }

  /// Starts a server in a directory, lends the bench, and removes both.
  /// - Parameters:
  ///   - directory: empty or missing; on the disk that is to be measured.
  ///   - program: the path of this program.
  ///   - migrations: all that it knows, so that it takes the bench's books for its own.
  public static func with<T: Sendable>(
    _ options: BenchOptions, directory: String, program: String, migrations: [Migration], _ job: (Bench) async throws -> T
  ) async throws -> T {
    let server = try await PrivateServer.started(home: directory, settings: settings)
    let bench = Bench(server: server, options: options, program: program, migrations: migrations, directory: server.home)
    let result: Result<T, any Error>
    do { result = .success(try await job(bench)) } catch { result = .failure(error) }
    // Stopping blocks; the cooperative pool is no place for it.
    try await withOwnThread { server.discard() }
    return try result.get()
  }

  /// Stops and removes what benches left that were killed: directories of that prefix, followed by the number of a process that is no more.
  public static func sweep(_ prefix: String) async {
    let parts = prefix.split(separator: "/")
    let (parent, name) = ("/" + parts.dropLast().joined(separator: "/"), parts.last ?? "")
    let left = ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []).filter { $0.hasPrefix(name) }
    for entry in left {
      // A killed process that nobody has waited for still has a number, but no program any more.
      guard let process = pid_t(entry.dropFirst(name.count)),
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")) == nil
      else { continue }
      _ = try? await withOwnThread { PrivateServer.discardAbandoned(home: "\(parent)/\(entry)") }
    }
  }

  /// Lends a fresh book and drops it afterwards. Everything dirty is written before, so that no way pays for what another one left.
  public func withBook<T: Sendable>(_ job: (BenchBook) async throws -> T) async throws -> T {
    let number = booksMade.wrappingAdd(1, ordering: .relaxed).newValue
    let book = try Book(named: "bench_\(number)")
    let login = server.connectionOptions()
    try await book.create(on: login, migrations: migrations)
    try await settle()
    let result: Result<T, any Error>
    do { result = .success(try await job(BenchBook(book: book, login: login))) } catch { result = .failure(error) }
    try await book.drop(on: login)
    return try result.get()
  }

  /// Writes everything dirty to disk.
  public func settle() async throws {
    let connection = try await Connection.open(server.connectionOptions())
    try await connection.run { try $0.execute("CHECKPOINT") }
    await connection.close()
  }
}

/// A book that lives as long as one run.
public struct BenchBook: Sendable {
  /// The book.
  public let book: Book
  /// A login of the server's superuser.
  public let login: ConnectionOptions

  /// How to connect to the book in a role.
  public func options(_ role: BookRole) -> ConnectionOptions { book.options(login, as: role) }

  /// Lends a connection in a role.
  public func with<T: Sendable>(_ role: BookRole, _ job: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await withSession(options(role), job)
  }
}
