import Dispatch
import EventLog
import Notary
import Postgres
import Synchronization
import TestSupport
import Testing
import Transparency

@Suite("The tree grows behind the log")
struct TreeKeeperTests {
  @Test("Whatever the steps, the root is the one RFC 6962 defines")
  func roots() async throws {
    try await Seeded.run(seeds: 1...6) { random, seed in
      let test = try await NotaryBook.create()
      for step in 0..<5 {
        let count = Int64.random(in: 1...(step == 2 ? 700 : 90), using: &random)
        let end = try await test.fill(count, seed: seed * 100 + UInt64(step))
        let part = Int64.random(in: (end - count)...end, using: &random)
        #expect(try await test.keeper.grow(to: part).size == part, "seed \(seed)")
        let tree = try await test.keeper.grow()
        let naive = try await test.run { try $0.naiveRoot(end) }
        #expect(tree == TreeHead(size: end, root: try #require(naive)), "seed \(seed)")
        #expect(try await test.run { try $0.treeHead() } == tree)
      }
      #expect(try await test.check().findings == [], "seed \(seed)")
    }
  }

  @Test("A tree that stands at any size gives the root of every smaller one")
  func olderRoots() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(600)
    try await test.keeper.grow()
    let roots = try await test.run { session in
      try (1...600 as ClosedRange<Int64>).map { size in
        let prover = TreeProver(size: size, reader: DatabaseTiles(session))
        return try prover.root()
      }
    }
    for size in [1, 2, 3, 255, 256, 257, 511, 512, 513, 599, 600] as [Int64] {
      #expect(try await test.run { try $0.naiveRoot(size) } == roots[Int(size) - 1], "\(size)")
    }
  }

  @Test("Broken off between two transactions, it goes on where it was, with the same root")
  func resumes() async throws {
    let test = try await NotaryBook.create()
    let count = 2 * TreeKeeper.batchEvents + 4_321
    try await test.fill(count)
    var options = test.options(.owner)
    options.applicationName = "grower of \(test.book.name)"
    let (name, admin) = (options.applicationName, test.admin)
    let named = TreeKeeper(options: options)
    try await thrown(PostgresError.self) {
      try await named.grow { done, _ in
        // Between the first and the second transaction.
        if done == TreeKeeper.batchEvents { Self.kill(name, admin) }
      }
    }
    let half = try await test.run { try $0.treeHead() }
    #expect(half.size == TreeKeeper.batchEvents)
    #expect(try await test.check().findings == [])
    let steps = Mutex<[Int64]>([])
    let tree = try await test.keeper.grow { done, total in steps.withLock { $0.append(total - done) } }
    #expect(steps.withLock { $0.last } == 0)
    #expect(tree.size == count)
    let check = try await test.check()
    #expect(check.findings == [] && check.root == tree.root && check.events == count)
    #expect(try await test.run { try $0.naiveRoot(count) } == tree.root)
    #expect(try await test.keeper.rebuild() == tree)
  }

  /// Ends a connection on the server, from a thread that is not a task's.
  private static func kill(_ name: String, _ admin: ConnectionOptions) {
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
      _ = try? await withSession(admin) {
        try $0.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [.text(name)])
      }
      isDone.signal()
    }
    isDone.wait()
  }

  @Test("Two that grow at once come to the same tree")
  func together() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(3_000)
    let heads = try await withThrowingTaskGroup(of: TreeHead.self) { group in
      for _ in 0..<4 { group.addTask { try await test.keeper.grow() } }
      return try await group.reduce(into: Set<TreeHead>()) { $0.insert($1) }
    }
    #expect(heads.count == 1)
    #expect(try await test.check().findings == [])
  }

  @Test("An event that is not canonical JSON is refused by its position; those before it are taken in")
  func unfit() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(40)
    try await test.tamper(#"UPDATE event SET payload = '{"note":"x", "amount":1}' WHERE position = 23"#)
    let error = try await thrown(NotaryError.self) { try await test.keeper.grow() }
    #expect(error.code == .eventUnfit)
    #expect(error.position == 23)
    #expect(error.message.hasPrefix("The event at position 23 has no canonical form and cannot be signed: the payload is not canonical JSON"))
    #expect(try await test.keeper.grow(to: 22).size == 22)
    let finding = try await test.check().findings.first
    #expect(finding?.description.hasPrefix("Position 23: the event has no canonical form: the payload is not canonical JSON") == true)
  }

  @Test("Tiles that do not give the root stop it, and a rebuilt tree goes on")
  func damaged() async throws {
    let test = try await NotaryBook.create()
    try await test.fill(300)
    let tree = try await test.keeper.grow()
    try await test.tamper("UPDATE tile SET hashes = overlay(hashes PLACING '\\x00' FROM 7) WHERE level = 0 AND index = 1")
    try await test.fill(1, seed: 9)
    let error = try await thrown(NotaryError.self) { try await test.keeper.grow() }
    #expect(error.code == .treeDamaged)
    #expect(error.message == "The tiles of the tree's right edge do not give its root at size 300: somebody changed them. Type: esep verify")
    try await test.tamper("DELETE FROM tile WHERE level = 0 AND index = 1")
    let missing = try await thrown(NotaryError.self) { try await test.keeper.grow() }
    #expect(missing.message.hasPrefix("Tile tile/0/001.p/44 should have 44 hashes and has 0: somebody changed the tree from position 257 on."))
    let rebuilt = try await test.keeper.rebuild()
    #expect(rebuilt.size == 301 && rebuilt.root != tree.root)
    #expect(try await test.check().findings == [])
  }

  @Test("An empty book has the tree of nothing")
  func empty() async throws {
    let test = try await NotaryBook.create()
    let tree = try await test.keeper.grow()
    #expect(tree == TreeHead(size: 0, root: .emptyTree))
    #expect(
      try await test.check()
        == LogCheck(events: 0, head: LogHead(position: 0, recordedAt: 0), findings: [], checkpoints: 0, signedSize: 0, root: .emptyTree))
  }
}
