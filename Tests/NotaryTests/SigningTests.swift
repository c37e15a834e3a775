import EventLog
import Foundation
import Notary
import Postgres
import Synchronization
import TestSupport
import Testing
import Transparency

@Suite("The notary signs what continues what it signed")
struct SigningTests {
  @Test("The first signing makes key, verifier key and note outside the database, and a row inside it")
  func first() async throws {
    let test = try await NotaryBook.create()
    #expect(try await test.notary.sign() == nil)
    #expect(try test.folder.verifier() == nil)
    try await test.fill(12)
    let signed = try #require(try await test.notary.sign())
    let identity = try await test.run { try $0.logIdentity() }
    #expect(test.folder.path == "\(test.home)/notary/\(test.book.name)-\(identity.id.prefix(8))")
    #expect(signed.checkpoint.origin == "esep/\(test.book.name)-\(identity.shortName)")
    #expect(signed.checkpoint.size == 12)
    #expect(try await test.run { try $0.naiveRoot(12) } == signed.checkpoint.root)
    let key = try #require(try test.folder.verifier())
    #expect(key.name == signed.checkpoint.origin)
    #expect(try SignedNote(parsing: signed.note).verified(by: [key]).count == 1)
    #expect(try test.folder.lastSigned() == signed.note)
    let row = try await test.run { try $0.newestCheckpoint() }
    #expect(row?.note == signed.note && row?.root == signed.checkpoint.root && row?.size == 12)
    let attributes = try FileManager.default.attributesOfItem(atPath: test.folder.keyPath)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.attributesOfItem(atPath: test.folder.path)[.posixPermissions] as? Int == 0o700)
  }

  @Test("Nothing new is not signed again; what was signed is given when it is asked for")
  func nothingNew() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(3, signingEvery: 3)
    let last = try test.folder.lastSigned()
    #expect(try await test.notary.sign() == nil)
    #expect(try await test.notary.sign(force: true)?.note == last)
    try await test.fill(1, seed: 2)
    #expect(try await test.notary.sign()?.checkpoint.size == 4)
    #expect(try await test.run { try $0.signedCheckpoints(after: 0, limit: 10).map(\.size) } == [3, 4])
  }

  @Test("After a crash between the two places, the row that is missing is added")
  func crash() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(5, signingEvery: 5)
    try await test.tamper("DELETE FROM signed_checkpoint")
    #expect(try await test.notary.sign() == nil)
    #expect(try await test.run { try $0.newestCheckpoint()?.note } == test.folder.lastSigned())
    try await test.tamper("DELETE FROM signed_checkpoint")
    try await test.fill(2, seed: 3)
    #expect(try await test.notary.sign()?.checkpoint.size == 7)
    #expect(try await test.run { try $0.signedCheckpoints(after: 0, limit: 10).map(\.size) } == [5, 7])
    #expect(try await test.check().checkpoints == 2)
  }

  @Test("What was signed cannot be changed by the book's owner")
  func appendOnly() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(5, signingEvery: 5)
    for statement in [
      "UPDATE signed_checkpoint SET size = 6", "DELETE FROM signed_checkpoint", "TRUNCATE signed_checkpoint CASCADE", "DELETE FROM cosignature",
      "UPDATE log_identity SET id = gen_random_uuid()", "INSERT INTO log_identity DEFAULT VALUES",
    ] {
      let error = try await thrown(PostgresError.self) { try await test.run(as: .owner) { try $0.execute(statement) } }
      #expect(error.sqlState == "42501", "\(statement)")
    }
    for statement in ["UPDATE tree SET size = 1", "DELETE FROM tile", "INSERT INTO signed_checkpoint VALUES (9, sha256(''), '', now())"] {
      let error = try await thrown(PostgresError.self) { try await test.run(as: .writer) { try $0.execute(statement) } }
      #expect(error.sqlState == "42501", "\(statement)")
    }
    for table in ["log_identity", "tile", "tree", "signed_checkpoint", "cosignature"] {
      for role in [BookRole.reader, .writer] { try await test.run(as: role) { try $0.execute("SELECT * FROM \(table)") } }
    }
  }

  @Test("A log may sign under a name of its own, once")
  func origin() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(2)
    let identity = try await test.run { try $0.logIdentity() }
    func folder(_ origin: String?) -> KeyFolder { KeyFolder(home: test.home, book: test.book.name, identity: identity, origin: origin) }
    func notary(_ origin: String?) -> Notary { Notary(options: test.options(.owner), folder: folder(origin)) }
    for bad in ["two words", "a+b", ""] {
      let error = try await thrown(NotaryError.self) { try await notary(bad).sign() }
      #expect(error.message == "“\(bad)” cannot be the name of a log: it needs 1 to 200 characters, without blanks and “+”.")
    }
    #expect(try await notary("osop.kg/naryn").sign()?.checkpoint.origin == "osop.kg/naryn")
    let error = try await thrown(NotaryError.self) { try await notary("osop.kg/osh").sign() }
    #expect(error.message == "This book signs as “osop.kg/naryn” already, and cannot sign as “osop.kg/osh”: the name is chosen once.")
    try await test.fill(1, seed: 4)
    #expect(try await notary(nil).sign()?.checkpoint.origin == "osop.kg/naryn")
  }

  @Test("Without the key that signed before, nothing is signed")
  func keyMissing() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(4, signingEvery: 4)
    let elsewhere = try await NotaryBook(book: test.book, admin: test.admin, home: TemporaryHome.make())
    let error = try await thrown(NotaryError.self) { try await elsewhere.notary.sign() }
    #expect(error.code == .keyMissing)
    #expect(
      error.message
        == "Book “\(test.book.name)” was signed before, and its key is not in \(elsewhere.folder.path). Copy that folder from the machine that signed, "
        + "or from its backup. If the key is lost for good, begin with a new one: esep checkpoint --book \(test.book.name) --accept-loss")
    try FileManager.default.removeItem(atPath: test.folder.keyPath)
    #expect(try await thrown(NotaryError.self) { try await test.notary.sign() }.code == .keyMissing)
  }

  @Test("A checkpoint by another key stops it, whether from another machine or forged")
  func keyForeign() async throws {
    let (test, other) = (try await NotaryBook.create(), try await NotaryBook.create())
    try await test.fill(4, signingEvery: 4)
    try await other.fill(4, signingEvery: 4)
    try await test.fill(1, seed: 5)
    let foreign = try #require(try await other.run { try $0.newestCheckpoint() })
    try await test.tamper("INSERT INTO signed_checkpoint SELECT 5, root, \(quotedLiteral(foreign.note)), now() FROM signed_checkpoint")
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .keyForeign)
    #expect(error.message.hasPrefix("Checkpoint 5, the newest in the database, is not signed by the key in \(test.folder.path)"))
  }

  @Test("A damaged note or key outside is no ground to sign on", arguments: ["signed", "key", "verifier"])
  func damagedFolder(_ file: String) async throws {
    let test = try await NotaryBook.create()
    try await test.fill(4, signingEvery: 4)
    try await test.fill(1, seed: 6)
    try Data("hello\n".utf8).write(to: URL(filePath: "\(test.folder.path)/\(file)"))
    if file == "verifier" {
      #expect(throws: NotaryError.self) { try test.folder.verifier() }
      return
    }
    let error = try await thrown(NotaryError.self) { try await test.notary.sign() }
    #expect(error.code == .folderUnusable)
    #expect(error.message.contains("\(test.folder.path)/\(file) is no"))
  }

  @Test("Several notaries at once sign one history")
  func together() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(100)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          let notary = test.notary
          for _ in 0..<5 {
            _ = try await notary.sign()
            if number == 0 { try await test.fill(3, seed: UInt64.random(in: 1...UInt64.max / 2)) }
          }
          await notary.close()
        }
      }
      try await group.waitForAll()
    }
    _ = try await test.notary.sign()
    let check = try await test.check()
    #expect(check.findings == [])
    #expect(check.events == 115 && check.signedSize == 115)
  }

  @Test("Following, it signs what comes, and ends with its task")
  func follows() async throws {
    let test = try await NotaryBook.create()
    let signed = Mutex<[Int64]>([])
    let notary = test.notary
    let task = Task { try await notary.follow(intervalMilliseconds: 20) { new in signed.withLock { $0.append(new.checkpoint.size) } } }
    try await test.fill(7)
    try await eventually { signed.withLock { $0.last == 7 } }
    try await test.fill(2, seed: 8)
    try await eventually { signed.withLock { $0.last == 9 } }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
