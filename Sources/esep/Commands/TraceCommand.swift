import ArgumentParser
import Auditing
import Ledger

/// `esep trace`: from raw material to the bank line, and back.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follow a batch, a sale or a channel's payout: from raw material to the bank and to each producer, or back.",
    discussion: """
      Every line is an event of the log: raw material, who made how much, inspections, certificates, where goods were sent, what was sold and came back, \
      the channel's statement lines, its payouts, the bank's entries, what was released to producers, and the runs that paid them.

      Which of the three a code names is found out; where it names several things, say which.
      With --format json: kind, code, as_of_position, sales, followed, and steps; money in minor units, quantities in thousandths.

      Example:
        esep trace KB-2024-0113
        esep trace S-88121 --format json
        esep trace PO-2024-07 --payout
      """)

  @Argument(help: ArgumentHelp("A batch, a sale, or a channel's payout.", valueName: "code"))
  var code: String

  @Flag(help: "The code is a batch's.")
  var batch = false

  @Flag(help: "The code is a sale's.")
  var sale = false

  @Flag(help: "The code is a channel payout's.")
  var payout = false

  @Option(help: ArgumentHelp("How many sales to follow at most; the others are counted.", valueName: "count"))
  var limit = GoodsTrace.salesMax

  @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard [batch, sale, payout].filter(\.self).count <= 1 else { throw ValidationError("A code is of one thing: --batch, --sale or --payout.") }
    guard limit > 0 else { throw ValidationError("--limit is a number of sales from 1.") }
  }

  func run() async throws {
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      let options = try await workplace.open(book, as: .reader)
      let known = try await GoodsTrace.subjects(of: code, options: options)
      let subject = try chosen(among: known, book.name)
      guard let trace = try await GoodsTrace.of(subject, options: options, salesMax: limit) else { throw unknown(book.name) }
      TraceText(trace).print(format)
    }
  }

  private func chosen(among known: [GoodsTrace.Subject], _ book: String) throws -> GoodsTrace.Subject {
    let wanted = batch ? "batch" : sale ? "sale" : payout ? "payout" : nil
    let meant = known.filter { wanted == nil || $0.kind == wanted }
    if meant.count > 1 {
      let flags = meant.map { "--\($0.kind)" }.joined(separator: " or ")
      throw Failure.usage("“\(code)” names \(meant.count) things in book “\(book)”. Say which you mean: esep trace \(code) \(flags)")
    }
    guard let subject = meant.first else { throw unknown(book) }
    return subject
  }

  private func unknown(_ book: String) -> Failure {
    let what = batch ? "batch" : sale ? "sale" : payout ? "channel payout" : "batch, sale or channel payout"
    return Failure.refused("Book “\(book)” has no \(what) “\(code)”. The codes of batches with goods left: esep report stock")
  }
}
