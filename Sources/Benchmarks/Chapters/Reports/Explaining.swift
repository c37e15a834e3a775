import Postgres
import ReadModels

/// Explanations of single cells, one after the other.
enum Explaining {
  /// A cell, found anew with each number.
  struct Cell: Sendable {
    let name: String
    let report: String
    var by = PeriodLength.year
    let conditions: @Sendable (Int) -> [(column: String, value: String)]
  }

  static let cells: [Cell] = [
    Cell(name: "a producer's year in a channel", report: "producer-revenue") {
      [("period", "\(2016 + $0 % 9)"), ("producer", Registry.producer($0 * 7 % Registry.producers)), ("channel", Registry.channel(0))]
    },
    Cell(name: "a producer, all years", report: "producer-revenue") { [("producer", Registry.producer($0 * 7 % Registry.producers))] },
    Cell(name: "a batch in stock", report: "stock") { [("batch", padded("B-", $0 * 7, 7))] },
    Cell(name: "a product's month", report: "product-sales", by: .month) {
      [("period", padded("2023-", 1 + $0 % 12, 2)), ("product", Registry.product($0 % Registry.products))]
    },
    Cell(name: "a channel's month", report: "channel-share", by: .month) {
      [("period", padded("2023-", 1 + $0 % 12, 2)), ("channel", Registry.channel($0 % Registry.channels))]
    },
  ]

  static func run(_ bench: Bench, events: Int, _ cell: Cell) async throws -> Reading {
    let book = try await bench.grown.book(events: events, on: bench)
    let catalogue = try Catalogue.builtIn()
    let pool = Pool(book.options(.reader), size: 1)
    let explainer = Explainer(pool: pool, catalogue: catalogue)
    var parameters = ReportParameters()
    parameters.by = cell.by
    let scansBefore = try await scans(book)
    var latencies = Latencies()
    let start = ContinuousClock.now
    for number in 0..<60 {
      let began = ContinuousClock.now
      let explained = try await explainer.explain(cell.report, where: cell.conditions(number), parameters: parameters, limit: 50)
      latencies.record(since: began)
      guard explained.contributionCount >= explained.contributions.count else { throw BenchError("More events than there are explain \(cell.name).") }
    }
    let seconds = (ContinuousClock.now - start).asSeconds
    await pool.close()
    guard try await scans(book) == scansBefore else { throw BenchError("To explain \(cell.name), the log or the entries were read from end to end.") }
    return Reading(amount: 60, seconds: seconds, latencies: latencies)
  }

  /// How often the log or the entries were read from end to end. The server counts that with a delay, unless it is told to.
  private static func scans(_ book: BenchBook) async throws -> Int64 {
    try await Task.sleep(for: .milliseconds(1_200))
    return try await book.with(.owner) { session in
      let counts = "SELECT coalesce(sum(seq_scan), 0)::bigint FROM pg_stat_user_tables"
      return try session.query(counts + " WHERE schemaname = current_schema() AND relname IN ('event', 'entry')").first?.int64(0) ?? 0
    }
  }
}
