import EventLog
import Office
import Postgres
import ReadModels
import SignIn
import Synchronization
import TestSupport

/// An empty book with all its tables, made once and copied for each test: making one takes seconds.
enum APITemplate {
  private static let name = "api_template"
  private static let copies = Atomic(0)
  private static let making = Task { try await make() }

  /// A new copy.
  static func copy() async throws -> (ConnectionOptions, Book) {
    let book = try await making.value
    let server = try await TestServer.shared.server()
    let copy = "api_\(copies.add(1, ordering: .relaxed).newValue)"
    try await create(copy, from: name, server)
    return (server.connectionOptions(database: copy), book)
  }

  private static func make() async throws -> Book {
    let server = try await TestServer.shared.server()
    try await create(name, from: "template1", server)
    let (database, book) = (server.connectionOptions(database: name), try Book(named: "main"))
    try await book.create(on: database, migrations: BookSetup.migrations + Migration.signIn)
    try await Rebuilder(options: book.options(database, as: .owner), catalogue: try Catalogue.builtIn()).prepare()
    return book
  }

  private static func create(_ new: String, from old: String, _ server: PrivateServer) async throws {
    try await withSession(server.connectionOptions(database: "postgres")) { session in
      // Others copy at the same time, and a template may have no visitors: one after the other.
      try session.query("SELECT pg_advisory_lock(7)")
      try session.execute("CREATE DATABASE \(quotedIdentifier(new)) TEMPLATE \(quotedIdentifier(old)) STRATEGY wal_log")
    }
  }
}
