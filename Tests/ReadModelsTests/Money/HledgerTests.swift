import EventLog
import Exchange
import Glibc
import Ledger
import ReadModels
import Synchronization
import TestSupport
import Testing

/// hledger (https://hledger.org) adds up what we booked: a second oracle that nobody here wrote.
@Suite("The journal for hledger")
struct HledgerTests {
  @Test("hledger accepts the journal strictly, and finds our trial balance, in every currency and by value", arguments: [0, 10, 11, 12] as [UInt64])
  func agrees(seed: UInt64) async throws {
    try await TestBook.with { book in
      let events = seed == 0 ? MoneyEvents.oneSale : MoneyEvents.random(seed: seed, count: 400)
      try await book.append(events.events)
      try await book.fold()
      let journal = Mutex("")
      let position = try await JournalExport(reporter: book.reporter).write { text in journal.withLock { $0 += text } }
      #expect(position == Int64(events.events.count))
      let file = try TemporaryJournal(journal.withLock { $0 })
      #expect(try file.hledger("check --strict") == "", "seed \(seed)")
      let rows = try await book.reporter.run("trial-balance-currency").rows
      let own = rows.filter { $0[3].number != 0 }.map { "\($0[0].shown) \(text($0[3].number, $0[2].shown))" }.sorted()
      #expect(try file.balances("") == own, "seed \(seed)")
      let values = try await book.reporter.run("trial-balance").rows
        .filter { $0[4].number != 0 }.map { "\($0[0].shown) \(text($0[4].number, "KGS"))" }.sorted()
      #expect(try file.balances("-B") == values, "seed \(seed)")
    }
  }

  @Test("An empty book is a journal too, and only what is asked for is in it")
  func bounded() async throws {
    try await TestBook.with { book in
      let journal = Mutex("")
      #expect(try await JournalExport(reporter: book.reporter).write { text in journal.withLock { $0 += text } } == 0)
      #expect(try TemporaryJournal(journal.withLock { $0 }).hledger("check --strict") == "")
      try await book.append(MoneyEvents.oneSale.events)
      try await book.fold()
      var parameters = ReportParameters()
      parameters.atPosition = 1
      let first = Mutex("")
      #expect(try await JournalExport(reporter: book.reporter).write(parameters: parameters) { text in first.withLock { $0 += text } } == 1)
      #expect(
        first.withLock { $0 } == """
          ; Exported by Esep. One transaction an event; amounts in other currencies carry their value in KGS.
          decimal-mark .
          commodity 1000.00 KGS
          account 1200 Channel receivable  ; type: A
          account 1200 Channel receivable:MUJI
          commodity 1000. JPY
          account 2110 Producer payable, accrued  ; type: L
          account 2110 Producer payable, accrued:MUJI
          account 2150 Channel commission payable  ; type: L
          account 2150 Channel commission payable:MUJI
          account 2190 Unallocated producers  ; type: L
          account 2190 Unallocated producers:MUJI
          account 4000 Association fee income  ; type: R
          account 4000 Association fee income:MUJI

          2024-01-10 (1) Lines thing/0
              1200 Channel receivable:MUJI  1200 JPY @@ 6.00 KGS
              2110 Producer payable, accrued:MUJI  -3.90 KGS
              2150 Channel commission payable:MUJI  -100 JPY @@ 0.50 KGS
              2190 Unallocated producers:MUJI  -1.00 KGS
              4000 Association fee income:MUJI  -0.60 KGS

          """)
    }
  }

  private func text(_ minor: Int64, _ currency: String) -> String {
    let decimals = Currency(currency)?.decimals ?? 2
    return "\(NumberText.money(minor: minor, decimals: decimals, separator: "")) \(currency)"
  }
}

/// A journal in a file of its own, as long as the test needs it.
private final class TemporaryJournal {
  private let path: String

  init(_ text: String) throws {
    var template = Array("/tmp/esep-journal-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let file = try #require(fdopen(descriptor, "w"))
    fputs(text, file)
    fclose(file)
  }

  deinit { unlink(path) }

  /// What hledger answers; its complaints too.
  func hledger(_ arguments: String) throws -> String {
    let pipe = try #require(popen("LANG=C.UTF-8 hledger -f \(path) \(arguments) 2>&1", "r"))
    var (text, buffer): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 4096))
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    let status = pclose(pipe)
    if status >> 8 == 127 { throw HledgerMissing() }
    return String(decoding: text, as: UTF8.self)
  }

  /// What stands on each account, one line a currency: `1010 510.00 KGS`.
  func balances(_ option: String) throws -> [String] {
    try hledger("bal --depth 1 -N --flat \(option) -O csv").split(separator: "\n").dropFirst().flatMap { line -> [String] in
      let cells = line.dropFirst().dropLast().split(separator: "\"", omittingEmptySubsequences: true)
      guard let account = cells.first?.prefix(4), let amounts = cells.last else { return ["unreadable: \(line)"] }
      return amounts.split(separator: ",").map { amount in
        "\(account) \(amount.drop { $0 == " " })"
      }
    }.filter { !$0.hasSuffix(" 0") }.sorted()
  }
}

private struct HledgerMissing: Error, CustomStringConvertible {
  let description = "hledger is missing, and nothing else can take its place here. Type: apt-get install -y hledger"
}
