/// Other systems on the same server, in the same rounds, each in the way its own documentation names; what came of it is checked in the same run.
public enum PeersChapter {
  /// The works of this chapter: with those peers that are here, and a note for each that is not.
  public static func works(_ bench: Bench) async -> [Work] {
    let sales = PeerSales(Payloads())
    let messageDB = MessageDB.files(in: bench.options.messageDB)
    let pgledger = Pgledger.files(at: bench.options.pgledger)
    let python = await PythonPeers.find(bench)
    let programs = await Balances.PlainTextProgram.installed(bench)
    let stores = EventStores(messageDB: messageDB, python: python, sales: sales)
    return [stores.work(writers: 1), stores.work(writers: 8), stores.work(writers: 64), stores.work(writers: 512), stores.hundreds()]
      + [transfers(pgledger, sales), balances(bench, programs)]
  }

  /// What both do is a durable fact about money; what a fact is differs, and the note says how.
  private static func transfers(_ pgledger: Peer<[PeerFile]>, _ sales: PeerSales) -> Work {
    let ways = pgledger.ways { files in [Way("pgledger") { try await Pgledger.run($0, files, clients: 64) }] }
    return Work(
      id: "peers-64-transfers", title: "64 clients, one document a transaction", unit: "documents",
      ways: [
        Way("esep") { try await EsepSales.run($0, writers: 64, sales) },
        Way("esep, folded") { try await EsepSales.run($0, writers: 64, isFolded: true, sales) },
      ] + ways,
      expectations: ways.flatMap { [.rate("esep", over: $0.name, atLeast: 1, aim: 10), .rate("esep, folded", over: $0.name, atLeast: 1, aim: 5)] },
      note: notes(
        "A document is a transfer between two of 1,000 accounts for pgledger, whose balances are up to date when it answers; for esep a sale among one to six "
          + "producers in two currencies, durable when it answers; for “folded” the time counts until its entries and all read models are up to date too.",
        pgledger.reason))
  }

  private static func balances(_ bench: Bench, _ programs: [Peer<Balances.PlainTextProgram>]) -> Work {
    let postings = max(10_000, bench.options.events / 10)
    let book = BalanceBook(postings: postings)
    let entries = "esep, from entries"
    let ways = programs.flatMap { $0.ways { program in [Way(program.name) { try await program.run($0, book) }] } }
    let versions = programs.compactMap { if case .present(let program) = $0 { program.version } else { nil } }
    return Work(
      id: "peers-balances", title: "the balance of every account", unit: "postings",
      ways: [
        Way(entries) { try await Balances.run($0, book, Balances.fromEntries) },
        Way("esep, kept folded") { try await Balances.run($0, book, Balances.fromReadModel) },
      ] + ways, expectations: ways.map { .rate(entries, over: $0.name, atLeast: 1, aim: 10) },
      note: notes(
        ([
          "Postings of the journal a second, about \(postings) of them: a tenth of --events. The programs read a text file each time; Esep's entries are in its "
            + "database already, and its memory is that of the server process that answers, the shared buffers it touched included."
        ] + versions.map { $0 + "." } + programs.map(\.reason))))
  }

  static func notes(_ parts: String?...) -> String { notes(parts) }

  private static func notes(_ parts: [String?]) -> String { parts.compactMap(\.self).joined(separator: " ") }
}

/// Event stores, and a plain table filled from Python.
private struct EventStores {
  let messageDB: Peer<[PeerFile]>
  let python: Peer<PythonPeers>
  let sales: PeerSales

  private static let oneCategory = "message-db, 1 category"
  private static let manyCategories = "message-db, 64 categories"
  private static let eventsourcing = "eventsourcing"
  private static let unlocked = "eventsourcing, unlocked"

  /// One event a commit.
  func work(writers: Int) -> Work {
    let sales = sales
    var ways = [Way("esep") { try await EsepSales.run($0, writers: writers, sales) }]
    ways += messageDB.ways { files in
      [Way(Self.oneCategory) { try await MessageDB.run($0, files, writers: writers, categories: 1, sales) }]
        + (writers == 1 ? [] : [Way(Self.manyCategories) { try await MessageDB.run($0, files, writers: writers, categories: 64, sales) }])
    }
    // A thread each for hundreds of clients is nothing its manual speaks of.
    if writers <= 64 {
      ways += python.ways { python in
        [
          Way(Self.eventsourcing) { try await python.eventsourcing($0, clients: writers, sales) },
          Way(Self.unlocked) { try await python.eventsourcing($0, clients: writers, isUnlocked: true, sales) },
          Way("psycopg, INSERT") { try await python.psycopg($0, .one, clients: writers, sales) },
        ]
      }
    }
    return Work(
      id: "peers-\(writers)-writer\(writers == 1 ? "" : "s")", title: "\(writers) writer\(writers == 1 ? "" : "s"), one event a commit, beside peers",
      unit: "events", ways: ways, expectations: expectations(writers, ways.map(\.name)), note: note)
  }

  private func expectations(_ writers: Int, _ ways: [String]) -> [Expectation] {
    let bounds: [(String, Double, Double)] =
      writers == 64
      ? [(Self.oneCategory, 15, 25), (Self.manyCategories, 6, 9), (Self.eventsourcing, 40, 60), (Self.unlocked, 1, 10)]
      : [Self.oneCategory, Self.manyCategories, Self.eventsourcing, Self.unlocked].map { ($0, 1, writers == 1 ? 1.2 : 3) }
    return bounds.filter { ways.contains($0.0) }.map { .rate("esep", over: $0.0, atLeast: $0.1, aim: $0.2) }
  }

  /// Events that go together anyway: one client, a hundred in each transaction.
  func hundreds() -> Work {
    let sales = sales
    let peers =
      messageDB.ways { files in [Way("message-db") { try await MessageDB.run($0, files, writers: 1, categories: 1, messages: 100, sales) }] }
      + python.ways { python in [Way(Self.eventsourcing) { try await python.eventsourcing($0, clients: 1, events: 100, sales) }] }
    let tables = python.ways { python in
      [("psycopg, executemany", PythonPeers.Insert.many), ("psycopg, arrays", .array), ("psycopg, COPY", .copy)].map { name, how in
        Way(name) { try await python.psycopg($0, how, clients: 1, events: 100, sales) }
      }
    }
    return Work(
      id: "peers-100-a-commit", title: "one writer, 100 events a commit, beside peers", unit: "events",
      ways: [Way("esep") { try await EsepSales.run($0, writers: 1, events: 100, sales) }] + peers + tables,
      expectations: peers.map { .rate("esep", over: $0.name, atLeast: 1, aim: 3) }, note: note)
  }

  private var note: String {
    PeersChapter.notes(
      "The same sales in 64 streams, each written by one writer who says which version it expects. esep: one dense order of all events, a key for each commit.",
      messageDB.reason ?? "message-db: ordered within a category, and its categories in no order among themselves.",
      python.reason
        ?? "eventsourcing: ordered by a lock on its table; “unlocked” is its database functions, which take no lock and keep no order. psycopg: a table without a log's "
        + "guarantees, for comparison only. Python's clients are threads shared out over as many processes as there are processors.",
      versions)
  }

  private var versions: String? {
    if case .present(let python) = python { python.versions + "." } else { nil }
  }
}
