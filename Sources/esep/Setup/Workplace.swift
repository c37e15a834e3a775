import EventLog
import Glibc
import Office
import Postgres
import ReadModels
import SignIn

/// The database the program works on: one that was named, or a private one that lives as long as somebody uses it.
struct Workplace {
  /// A login to the database.
  let login: ConnectionOptions
  private let server: PrivateServer?

  /// All migrations a book needs, in order.
  static let migrations = BookSetup.migrations + Migration.signIn

  /// Reaches for the database that option or environment names, else starts the private one.
  static func open(_ options: DatabaseOptions) async throws -> Workplace {
    if let url = options.database ?? variable("ESEP_DATABASE_URL") {
      return Workplace(login: try ConnectionOptions(url: url), server: nil)
    }
    let server = try await PrivateServer.started(home: home) { Talk.say($0) }
    return Workplace(login: server.connectionOptions(), server: server)
  }

  /// Runs a job at the database and lets go of it afterwards, whatever happened.
  static func with<T>(_ options: DatabaseOptions, _ job: (Workplace) async throws -> T) async throws -> T {
    let workplace = try await open(options)
    do {
      let result = try await job(workplace)
      await workplace.leave()
      return result
    } catch {
      await workplace.leave()
      throw error
    }
  }

  private func leave() async {
    guard let server else { return }
    // Stopping a server takes a moment and blocks; the cooperative pool is no place for it.
    try? await withOwnThread { server.release() }
  }

  /// Where the private server and, beside it, keys live: `ESEP_HOME`, else under the user's home.
  static var home: String {
    variable("ESEP_HOME") ?? (variable("XDG_DATA_HOME") ?? (variable("HOME") ?? "/var/lib") + "/.local/share") + "/esep"
  }

  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

extension Workplace {
  /// The book to work on.
  /// - Parameter preferred: the book when none is named and several could be meant.
  func book(_ options: DatabaseOptions, preferred: String = "main") async throws -> Book {
    if let name = options.book { return try named(name) }
    let books = try await Book.list(on: login)
    if let only = books.first, books.count == 1, only.name != preferred {
      Talk.say("Book “\(only)”, the only one there is.")
      return only
    }
    if !books.isEmpty, !books.contains(where: { $0.name == preferred }) {
      throw Failure.refused(
        "There is no book “\(preferred)”. Name the one you mean with --book: \(books.map(\.name).joined(separator: ", ")).")
    }
    return try named(preferred)
  }

  private func named(_ name: String) throws -> Book {
    do { return try Book(named: name) } catch { throw Failure.usage(error.message) }
  }

  /// Opens a book that must be there.
  func open(_ book: Book, as role: BookRole) async throws -> ConnectionOptions {
    try await book.open(on: login, as: role, migrations: Self.migrations)
  }

  /// Opens a book to record in, and creates it if it is not there yet.
  func openOrCreate(_ options: DatabaseOptions, preferred: String = "main") async throws -> Book {
    let book = try named(options.book ?? preferred)
    if try await !Book.list(on: login).contains(book) {
      try await book.create(on: login, migrations: Self.migrations)
      Talk.say("Book “\(book)” is new.")
    }
    return book
  }

  /// Opens the book that is meant; where there is none at all yet, one is made.
  func openOrBegin(_ options: DatabaseOptions) async throws -> Book {
    try await Book.list(on: login).isEmpty ? try await openOrCreate(options) : try await book(options)
  }
}
