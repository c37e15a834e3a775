import EventLog
import Postgres

/// The balance of every account: by replaying a plain-text journal, from Esep's entries, and from what Esep keeps folded anyway.
enum Balances {
  /// Minor units by account; accounts at zero are left out.
  typealias Table = [String: Int64]

  /// A program that reads a journal as text.
  struct PlainTextProgram: Sendable {
    let name: String
    let arguments: [String]
    /// Between account and amount in a line of its answer.
    let separator: Character
    let version: String

    static let all = [
      PlainTextProgram(name: "hledger", arguments: ["balance", "--flat", "--no-total", "--output-format=csv"], separator: ",", version: ""),
      PlainTextProgram(
        name: "ledger", arguments: ["balance", "--flat", "--no-total", "--format=%(account),%(display_total)\\n"], separator: ",", version: ""),
    ]

    /// Those that are installed, and a sentence for each that is not.
    static func installed(_ bench: Bench) async -> [Peer<PlainTextProgram>] {
      var found: [Peer<PlainTextProgram>] = []
      for program in all {
        do {
          let said = try await Program.run([program.name, "--version"], scratch: bench.directory + "/version.err").output
          let version = said.split(separator: "\n").first.map { String($0.prefix { $0 != "," }) } ?? program.name
          found.append(
            .present(PlainTextProgram(name: program.name, arguments: program.arguments, separator: program.separator, version: version)))
        } catch {
          found.append(.missing("\(program.name) was not measured (\(error)): type apt-get install \(program.name)."))
        }
      }
      return found
    }

    func run(_ bench: Bench, _ book: BalanceBook) async throws -> Reading {
      let made = try await book.made(bench)
      let outcome = try await Program.run([name, "-f", made.journal] + arguments, scratch: bench.directory + "/\(name).err")
      let (expected, _) = try await Balances.ask(made.book, Balances.fromEntries)
      guard try Balances.parse(outcome.output) == expected else { throw BenchError("\(name) and Esep give different balances of the same postings.") }
      return Reading(amount: Double(made.postings), seconds: outcome.seconds, residentBytesMax: outcome.residentBytesMax)
    }
  }

  static let fromEntries = """
    SELECT producer, channel, sum(book_net)::bigint FROM entry
    WHERE kind IN ('sold', 'returned', 'reversed', 'allocated') AND producer IS NOT NULL
    GROUP BY GROUPING SETS ((producer), (channel))
    """
  static let fromReadModel = "SELECT producer, channel, sum(net)::bigint FROM sales_by_producer GROUP BY GROUPING SETS ((producer), (channel))"

  /// Esep's answer. The memory is that of the server process that gave it, shared buffers it touched included.
  static func run(_ bench: Bench, _ book: BalanceBook, _ sql: String) async throws -> Reading {
    let made = try await book.made(bench)
    let (table, reading) = try await ask(made.book, sql)
    let (expected, _) = try await ask(made.book, fromEntries)
    guard !table.isEmpty, table == expected else { throw BenchError("The read model and the entries give different balances.") }
    return Reading(amount: Double(made.postings), seconds: reading.seconds, residentBytesMax: reading.residentBytesMax)
  }

  private static func ask(_ book: BenchBook, _ sql: String) async throws -> (Table, Reading) {
    try await book.with(.reader) { session in
      let start = ContinuousClock.now
      var table: Table = [:]
      for row in try session.query(sql) {
        if let producer = try row.optionalText(0) {
          table["liabilities:producers:" + producer] = -(try row.int64(2))
        } else {
          table["assets:channels:" + (try row.text(1))] = try row.int64(2)
        }
      }
      let seconds = (ContinuousClock.now - start).asSeconds
      return (
        table.filter { $0.value != 0 },
        Reading(amount: 0, seconds: seconds, residentBytesMax: residentPeak(of: session.backendProcessID))
      )
    }
  }

  /// Reads an answer of lines `account,amount`, quoted or not; a heading is passed over.
  static func parse(_ text: String) throws -> Table {
    var table: Table = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: ",").map { $0.filter { $0 != "\"" } }
      if cells == ["account", "balance"] { continue }
      guard cells.count == 2, let minor = PlainTextJournal.minor(cells[1]) else { throw BenchError("“\(line)” is no balance of an account.") }
      if minor != 0 { table[cells[0]] = minor }
    }
    return table
  }
}
