import Foundation
import Testing

/// What `esep export journal` writes, read by hledger (https://hledger.org), which nobody here wrote.
@Suite("The exported journal", .serialized)
struct JournalTests {
  @Test("hledger accepts the demo's sixteen years strictly, and comes to the demo's trial balance, account by account and currency by currency")
  func demo() async throws {
    try await agrees(try await DemoDesk.shared.value, "demo")
  }

  @Test("hledger comes to the trial balance of a random book of spreadsheets", arguments: [41, 42])
  func randomBook(seed: Int) async throws {
    let book = try await RandomBook.generate(seed: seed, sales: 300)
    let desk = try await Desk.fresh()
    _ = try await desk.esep("import", book.path, "--allow-unallocated")
    try await agrees(desk, "main")
  }

  private func agrees(_ desk: Desk, _ book: String) async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/book.journal"
    let told = try await desk.esep("export", "journal", "--book", book, "--out", file)
    let position = try #require((told.output + told.errors).firstMatch(of: /as of position ([0-9]+)/)?.1, "\(told.output)\(told.errors)")
    let check = try await hledger(file, ["check", "--strict"])
    #expect(check.status == 0 && check.output + check.errors == "", "\(check.errors)")
    let currencies = try await rows(desk, "trial-balance-currency", book, String(position)).map { ($0[0], $0[3], $0[2]) }
    #expect(try await balances(file) == nonzero(currencies))
    let values = try await rows(desk, "trial-balance", book, String(position)).map { ($0[0], $0[4], "KGS") }
    #expect(try await balances(file, "-B") == nonzero(values))
    #expect(values.count > 3)
  }

  /// A report's rows as the CSV has them.
  private func rows(_ desk: Desk, _ report: String, _ book: String, _ position: String) async throws -> [[String]] {
    try await desk.succeed("report", report, "--book", book, "--at-position", position, "--format", "csv").lines.dropFirst().map(\.csvFields)
  }

  /// Accounts and what stands on them, without those on which nothing does.
  private func nonzero(_ figures: [(account: String, amount: String, currency: String)]) -> Set<String> {
    Set(figures.filter { $0.amount.contains { ("1"..."9").contains($0) } }.map { "\($0.account) \($0.amount) \($0.currency)" })
  }

  /// The same by hledger's own adding up: by account, each currency apart, or at cost.
  private func balances(_ file: String, _ options: String...) async throws -> Set<String> {
    let result = try await hledger(file, ["balance", "--depth", "1", "--no-total", "-O", "csv"] + options)
    #expect(result.status == 0, "\(result.errors)")
    let accounts = result.output.lines.dropFirst().map(\.csvFields)
    return Set(
      accounts.flatMap { fields in
        fields[1].replacingOccurrences(of: ", ", with: "\n").lines.map { amount in
          let parts = amount.split(separator: " ").map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
          return "\(fields[0].prefix(4)) \(parts.joined(separator: " "))"
        }
      }.filter { $0.dropFirst(4).contains { ("1"..."9").contains($0) } })
  }

  private func hledger(_ file: String, _ arguments: [String]) async throws -> ProgramResult {
    let program = "/usr/bin/hledger"
    try #require(FileManager.default.isExecutableFile(atPath: program), "hledger is missing: apt-get install hledger")
    return try await Program.run(program, ["-f", file] + arguments)
  }
}
