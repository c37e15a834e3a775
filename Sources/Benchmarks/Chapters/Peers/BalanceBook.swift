import EventLog
import Postgres
import ReadModels

/// One book and the same facts as a plain-text journal, made once for all runs of the balances.
///
/// What each producer's sales brought her is a posting on her account, and their sum one on the channel's: a transaction a sale or return.
actor BalanceBook {
  /// Everything made.
  struct Made: Sendable {
    let book: BenchBook
    let journal: String
    let postings: Int
  }

  private static let name = "bench_balances"
  private let postings: Int
  private var making: Task<Made, any Error>?

  /// A book of at least that many postings; nothing is made yet.
  init(postings: Int) { self.postings = postings }

  /// Makes the book, or gives the one made before.
  func made(_ bench: Bench) async throws -> Made {
    let task = making ?? Task { try await make(bench) }
    making = task
    return try await task.value
  }

  private func make(_ bench: Bench) async throws -> Made {
    let book = BenchBook(book: try Book(named: "\(Self.name)_\(postings)"), login: bench.server.connectionOptions())
    try await book.book.create(on: book.login, migrations: bench.migrations)
    // A sale is two events, and more than four postings on average.
    let length = postings / 2 + 10_000
    _ = try await book.with(.owner) { session in
      var history = History(events: length)
      return try session.restore { history.next() }
    }
    let worker = try await book.worker()
    try await worker.catchUp()
    await worker.close()
    let journal = try await book.with(.owner) { session in
      try session.execute("VACUUM (ANALYZE) entry")
      return try PlainTextJournal(session)
    }
    let path = "\(bench.directory)/\(Self.name)_\(postings).journal"
    try PeerFile.write(journal.text, to: path)
    try await bench.settle()
    return Made(book: book, journal: path, postings: journal.postings)
  }
}

/// The sales of a book as a journal that hledger and ledger read.
struct PlainTextJournal {
  private(set) var text = ""
  private(set) var postings = 0

  private static let sql = """
    SELECT position, occurred_on::text, producer, channel, book_net FROM entry
    WHERE kind IN ('sold', 'returned', 'reversed', 'allocated') AND producer IS NOT NULL ORDER BY position, line
    """

  init(_ session: Session) throws {
    var last: (position: Int64, channel: String)?
    for row in try session.query(Self.sql) {
      let position = try row.int64(0)
      if position != last?.position {
        close(last?.channel)
        last = (position, try row.text(3))
        text += "\(try row.text(1)) event \(position)\n"
      }
      post("liabilities:producers:\(try row.text(2))  \(Self.amount(-(try row.int64(4))))")
    }
    close(last?.channel)
  }

  /// The amount that balances is left out, as people do.
  private mutating func close(_ channel: String?) {
    guard let channel else { return }
    post("assets:channels:\(channel)")
    text += "\n"
  }

  private mutating func post(_ line: String) {
    text += "    \(line)\n"
    postings += 1
  }

  /// Tyiyn as som.
  static func amount(_ minor: Int64) -> String {
    let (whole, rest) = minor.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(minor < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest) KGS"
  }

  /// Som as tyiyn; nil when it is no such amount.
  static func minor(_ text: some StringProtocol) -> Int64? {
    if text == "0" { return 0 }
    guard text.hasSuffix(" KGS") else { return nil }
    let parts = text.dropLast(4).split(separator: ".", omittingEmptySubsequences: false)
    // The programs leave out decimals that none of the amounts has.
    let rest = parts.count == 2 ? String(parts[1]) : "00"
    guard parts.count <= 2, rest.count == 2 else { return nil }
    return Int64(String(parts[0]) + rest)
  }
}
