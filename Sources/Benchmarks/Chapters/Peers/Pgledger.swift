import Postgres

/// pgledger: double entry as functions in PostgreSQL. A transfer is a row with two entries and two accounts' new balances, in one transaction.
enum Pgledger {
  static let accounts = 1_000

  /// Its files, as the user gave them; or why it cannot be measured. What it builds on lies beside it, in the order of its installation.
  static func files(at path: String?) -> Peer<[PeerFile]> {
    guard let path else {
      return .missing("pgledger was not measured: give its SQL with --pgledger FILE, “pgledger.sql” in its repository.")
    }
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let vendor = directory + "/vendor/scoville-pgsql-ulid/"
    do { return .present(try [vendor + "ulid-to-uuid.sql", vendor + "uuid-to-ulid.sql", path].map(PeerFile.init)) } catch {
      return .missing("pgledger was not measured: \(error). --pgledger wants “pgledger.sql” as it lies in its repository.")
    }
  }

  /// Clients that each transfer between two accounts drawn by lot, one transfer a transaction.
  static func run(_ bench: Bench, _ files: [PeerFile], clients: Int) async throws -> Reading {
    try await bench.withPeerDatabase("peer_pgledger", installing: files) { database in
      let ids = try await Bench.asking(database) { session in
        try (0..<accounts).map { number in
          try session.query("SELECT id FROM pgledger_create_account($1, 'KGS')", [.text("account \(number)")])[0].text(0)
        }
      }
      let outcome = try await ClosedLoop.run(
        (0..<clients).map { Transferrer(accounts: ids, chance: Chance(seed: UInt64($0))) }, on: database, seconds: bench.options.seconds)
      try await check(database, transfers: outcome.stored, amount: outcome.clients.reduce(0) { $0 + $1.amount })
      return outcome.reading
    }
  }

  private static func check(_ database: ConnectionOptions, transfers: Int, amount: Int64) async throws {
    let sql = """
      SELECT (SELECT count(*) FROM pgledger_transfers_view), (SELECT coalesce(sum(amount), 0)::bigint FROM pgledger_transfers_view),
             (SELECT count(*) FROM pgledger_entries_view), (SELECT sum(balance)::bigint FROM pgledger_accounts_view),
             (SELECT count(*) FROM pgledger_accounts_view AS a
              WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM pgledger_entries_view AS e WHERE e.account_id = a.id))
      """
    let found = try await Bench.asking(database) { session in
      let row = try session.query(sql)[0]
      return try (0..<5).map { try row.int64($0) }
    }
    guard found == [Int64(transfers), amount, 2 * Int64(transfers), 0, 0] else {
      throw BenchError("pgledger should hold \(transfers) transfers of \(amount) in all, balanced, and answers \(found).")
    }
  }
}

private struct Transferrer: PeerClient {
  private static let sql = "SELECT id FROM pgledger_create_transfer($1, $2, $3)"

  let accounts: [String]
  var chance: Chance
  var amount: Int64 = 0

  init(accounts: [String], chance: Chance) { (self.accounts, self.chance) = (accounts, chance) }

  mutating func work(_ session: Session) throws -> Int {
    let from = chance.below(accounts.count)
    let to = (from + 1 + chance.below(accounts.count - 1)) % accounts.count
    let sum = Int64(1 + chance.below(100_000))
    amount += sum
    try session.query(Self.sql, [.text(accounts[from]), .text(accounts[to]), .int64(sum)])
    return 1
  }
}
