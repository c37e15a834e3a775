import Foundation
import Postgres
import TestSupport
import Testing

/// The tiny book, signed twice: when its registry was there, and when its trade was.
struct SignedBook {
  let desk: Desk
  /// Where the book's keys are.
  let home: TemporaryFolder
  /// The documents it was made of.
  let folder: TemporaryFolder
  /// How many events the registry has, which the first checkpoint covers.
  let registered: Int64

  static func make() async throws -> SignedBook {
    let home = try TemporaryFolder()
    let desk = Desk(at: try await TestServer.shared.freshDatabase(), home: home)
    let registry = try TemporaryFolder(TinyBook.registry)
    try await desk.succeed("import", registry.path)
    let registered = try await desk.head()
    let folder = try TemporaryFolder(TinyBook.trade)
    try await desk.succeed("import", folder.path)
    #expect(try await desk.query("SELECT size FROM main.signed_checkpoint ORDER BY size") == ["\(registered)", "21"])
    return SignedBook(desk: desk, home: home, folder: folder, registered: registered)
  }

  /// Records one more event: a rate of exchange.
  func recordRate(on day: String, at desk: Desk? = nil) async throws {
    let json = #"{"record":"rate","date":"\#(day)","currency":"USD","nominal":1,"rate":"88"}"#
    let documents = try TemporaryFolder(["rate.json": json])
    let said = try await (desk ?? self.desk).succeed("record", documents.path + "/rate.json")
    #expect(said.hasPrefix("recorded at position "), "\(said)")
  }

  /// What a backup of the database as it is now would be when it is restored: a desk at a copy, with the same keys.
  func backup() async throws -> Desk {
    let database = try #require(desk.database)
    let server = try await TestServer.shared.server()
    let name = database.database + "_restored"
    try await withSession(server.connectionOptions(database: "postgres")) {
      try $0.execute("CREATE DATABASE \(name) TEMPLATE \(database.database) STRATEGY wal_log")
    }
    return Desk(at: server.connectionOptions(database: name), home: home)
  }

  /// The position of the event that recorded a sale.
  func position(ofSale sale: String) async throws -> Int64 {
    try #require(Int64(try await desk.query("SELECT position FROM main.event WHERE stream = 'sale/\(sale)' AND version = 1")[0]))
  }

  /// Changes the log as a superuser who lets nothing stop him.
  func tamper(_ sql: String) async throws {
    let tables = ["head", "event", "\"commit\"", "tile", "tree", "signed_checkpoint", "cosignature", "log_identity"]
    let disable = tables.map { "ALTER TABLE \($0) DISABLE TRIGGER ALL" }.joined(separator: ";")
    try await desk.execute("SET search_path = main; \(disable); \(sql)")
  }

  /// Moves the head to the last event there is.
  static let moveHead = "UPDATE head SET (position, recorded_at) = (SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1);"
}
