import Bookkeeping
import EventLog
import Postgres
import Synchronization
import TestSupport

/// A book of its own for one test, and the logs that were opened on it: each as another process would.
final class TestBook: Sendable {
  let writer: ConnectionOptions
  /// What tests look at the book with.
  private let reader: SharedLog
  private let opened = Mutex<[SharedLog]>([])

  private static let count = Atomic<Int>(0)
  private static let gate = Gate(4)

  private init() async throws {
    let database = try await TestServer.shared.freshDatabase()
    // Roles are the server's, and tests share it: the book's name must be the test's own.
    let book = try Book(named: "kept\(Self.count.add(1, ordering: .relaxed).newValue)")
    try await book.create(on: database)
    writer = book.options(database, as: .writer)
    reader = SharedLog(options: writer, readers: 1)
  }

  /// Makes a book for `body`, fails it when it hangs, and looks for flaws of the log afterwards.
  static func with(seconds: Int = 120, _ body: @escaping @Sendable (TestBook) async throws -> Void) async throws {
    try await gate.pass { try await open(seconds, body) }
  }

  private static func open(_ seconds: Int, _ body: @escaping @Sendable (TestBook) async throws -> Void) async throws {
    let book = try await TestBook()
    do {
      try await withDeadline(seconds: seconds) { try await body(book) }
      if let flaw = try await book.reader.read({ try $0.firstFlaw() }) { throw FlawFound(flaw: flaw) }
      await book.close()
    } catch {
      await book.close()
      throw error
    }
  }

  /// A log with connections of its own.
  func log() -> SharedLog {
    let log = SharedLog(options: writer)
    opened.withLock { $0.append(log) }
    return log
  }

  /// Lends a session that reads.
  func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T { try await reader.read(body) }

  /// A bookkeeper with connections of its own, as another process would have.
  func bookkeeper(author: String = "test") -> Bookkeeper { Bookkeeper(log: log(), author: author) }

  /// The whole log.
  func events() async throws -> [RecordedEvent] { try await reader.events(after: 0, limit: 1_000_000) }

  /// What is kept of a person.
  func person(_ id: String) async throws -> PersonRecord? { try await reader.persons(ids: [id]).first }

  private func close() async {
    for log in opened.withLock({ $0 }) { await log.close() }
    await reader.close()
  }
}

/// Lets only so many tests at once hold connections: the server that they share has a limited number.
private actor Gate {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ free: Int) { self.free = free }

  func pass(_ body: @Sendable () async throws -> Void) async throws {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
    try await body()
  }
}

/// The log is not what its guarantees say.
struct FlawFound: Error, CustomStringConvertible {
  let flaw: LogFlaw
  var description: String { flaw.description }
}
