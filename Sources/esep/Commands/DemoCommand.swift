import ArgumentParser
import Demo
import EventLog
import Exchange
import Office
import ReadModels

/// `esep demo`: the programme's published history, replayed.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Load the example book and check that it gives the programme's published figures.",
    discussion: """
      The history of 2010 to 2025 goes through the same commands as everybody's data. People, groups and products in it are made up; its totals are
      the published ones, or lie between them and say so. Run again, it takes up where it was, or only checks. Default book: demo.
      """)

  @Option(help: ArgumentHelp("small (about 40 000 events) or full (about 450 000), with the same totals.", valueName: "scale"))
  var scale: DemoScale = .small

  @Flag(help: "List every figure, the interpolated and assumed ones too.")
  var all = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let catalogue = try Catalogue.builtIn()
    try await Workplace.with(database) { workplace in
      let book = try await workplace.openOrCreate(database, preferred: "demo")
      let new = try await DemoLoading(workplace: workplace, book: book, scale: scale).run()
      if new > 0 { Talk.say("Recorded \(new) documents in book “\(book)”.") }
      try await Folding.catchUp(workplace, book)
      try await workplace.withReader(book) { pool in
        let reporter = Reporter(pool: pool, catalogue: catalogue)
        let figures = FigureBook(pool: pool, catalogue: catalogue)
        let areAllReproduced = try await showFigures(figures)
        let areAllAnswered = try await ClaimTable(book: figures).show()
        try await showReports(reporter)
        guard areAllReproduced, areAllAnswered else { throw ExitStatus.refused }
      }
    }
  }

  private func showFigures(_ book: FigureBook) async throws -> Bool {
    var table = TextTable([
      .init(""), .init("figure"), .init("published", isNumber: true), .init("in the book", isNumber: true), .init("source"),
    ])
    var (reproduced, left) = (0, 0)
    for figure in DemoFigures.all {
      let value = try await book.answer(figure.query)
      let isReproduced = figure.expected.isReproduced(by: value)
      if isReproduced { reproduced += 1 }
      if isReproduced && figure.standing != .published && !all {
        left += 1
        continue
      }
      table.add([isReproduced ? "✓" : "✗", figure.statement, figure.expectedText, figure.query.unit.text(value), figure.source])
    }
    print("The programme's published figures, and what this book says\n")
    print(table.text())
    if left > 0 { print("\(left) further figures lie between published ones or are assumed; all ✓. List them with: esep demo --all") }
    print("\(reproduced) of \(DemoFigures.all.count) figures reproduced.\n")
    return reproduced == DemoFigures.all.count
  }

  private func showReports(_ reporter: Reporter) async throws {
    let printer = ReportPrinter(format: .table, currency: .kgs)
    let shares = try await reporter.run("channel-share")
    let rows = shares.reportRows
    var seen: Set<String> = []
    let channels = rows.reversed().map { $0.text("channel") }.filter { seen.insert($0).inserted }
    var table = TextTable([.init("year")] + channels.reversed().map { .init($0, isNumber: true) } + [.init("net sales", isNumber: true)])
    for period in Set(rows.map { $0.text("period") }).sorted() {
      let year = rows.filter { $0.text("period") == period }
      let cells = channels.reversed().map { channel in
        year.first { $0.text("channel") == channel }.map { NumberText.share($0.text("share")) } ?? "–"
      }
      table.add([period] + cells + [NumberText.money(minor: year.reduce(0) { $0 + $1.number("net_sales") })])
    }
    print("Each channel's share of net sales, by year\n")
    print(table.text())
    try await showTopProducers(reporter, printer)
    print("As of position \(shares.asOfPosition). Money in KGS.")
  }

  /// The ten who earned most in the last year.
  private func showTopProducers(_ reporter: Reporter, _ printer: ReportPrinter) async throws {
    let answer = try await reporter.run("producer-revenue")
    let rows = answer.reportRows
    guard let year = rows.map({ $0.text("period") }).max() else { return }
    var sums: [String: (gross: Int64, net: Int64, channels: Set<String>)] = [:]
    for row in rows where row.text("period") == year {
      var sum = sums[row.text("producer")] ?? (0, 0, [])
      sum.gross += row.number("gross")
      sum.net += row.number("net")
      sum.channels.insert(row.text("channel"))
      sums[row.text("producer")] = sum
    }
    var table = TextTable([
      .init("producer"), .init("gross", isNumber: true), .init("net", isNumber: true), .init("channels", isNumber: true),
    ])
    for (producer, sum) in sums.sorted(by: { ($1.value.net, $0.key) < ($0.value.net, $1.key) }).prefix(10) {
      table.add([producer, NumberText.money(minor: sum.gross), NumberText.money(minor: sum.net), String(sum.channels.count)])
    }
    print("The ten producers who earned most in \(year)\n")
    print(table.text())
  }
}

extension DemoScale: ExpressibleByArgument {}
