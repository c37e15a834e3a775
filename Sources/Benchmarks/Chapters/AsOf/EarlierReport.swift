import Postgres
import ReadModels

/// A report that is asked for as it was, and the largest of the read models it reads.
struct EarlierReport: Sendable {
  let name: String, model: String

  /// All reports that read models made of sales, goods and money.
  static let all: [EarlierReport] = {
    guard let catalogue = try? Catalogue.builtIn() else { return [] }
    return catalogue.reports.compactMap { report in
      models.first { report.reads($0) || report.reads($0 + "_by_period") }.map { EarlierReport(name: report.name, model: $0) }
        ?? (report.reads("account_moves") ? EarlierReport(name: report.name, model: "money_moves") : nil)
    }
  }()

  /// The largest first.
  private static let models = [
    "sales_by_producer", "sales_by_product", "stock_moves", "export_sales", "money_moves", "sales_by_channel", "sales_by_country", "statement_money",
  ]

  /// One position in each quarter of the log, the same for everything that is measured.
  private static func positions(of session: Session) throws -> [Int64] {
    let end = try session.foldState().position
    var chance = Chance(seed: 0x41_734F_66)
    return (0..<4).map { quarter in end * quarter / 4 + Int64(chance.below(max(1, Int(end / 4)))) + 1 }
  }

  /// Asks for reports at each position.
  static func run(_ reports: [EarlierReport], _ bench: Bench, events: Int) async throws -> Reading {
    let book = try await bench.grown.book(events: events, on: bench)
    let pool = Pool(book.options(.reader), size: 1)
    let reporter = Reporter(pool: pool, catalogue: try .builtIn())
    let positions = try await pool.withSession { try Self.positions(of: $0) }
    var latencies = Latencies()
    let start = ContinuousClock.now
    for report in reports {
      for position in positions {
        var parameters = ReportParameters()
        (parameters.atPosition, parameters.limit) = (position, Questions.rows)
        let began = ContinuousClock.now
        let answer = try await reporter.run(report.name, parameters: parameters)
        latencies.record(since: began)
        guard answer.asOfPosition == position else { throw BenchError("\(report.name) at \(position) came out as of \(answer.asOfPosition).") }
      }
    }
    let seconds = (ContinuousClock.now - start).asSeconds
    for position in positions { try await check(reporter, pool, position) }
    await pool.close()
    return Reading(amount: Double(latencies.count), seconds: seconds, latencies: latencies)
  }

  /// Sees that the channels' sales at a position are what the entries up to it add up to.
  private static func check(_ reporter: Reporter, _ pool: Pool, _ position: Int64) async throws {
    var parameters = ReportParameters()
    parameters.atPosition = position
    let rows = try await reporter.run("channel-sales", parameters: parameters).rows
    let sum = rows.reduce(Int64(0)) { sum, row in if case .int64(let gross) = row[2] { sum + gross } else { sum } }
    let added = try await pool.withSession { session in
      let kinds = "'sold', 'returned', 'reversed', 'allocated'"
      let total = "SELECT sum(book_gross)::bigint FROM entry WHERE kind IN (\(kinds)) AND position <= $1"
      return try session.query(total, [.int64(position)]).first?.optionalInt64(0) ?? 0
    }
    guard sum == added else { throw BenchError("At \(position) the channels' sales came to \(sum); the entries add up to \(added).") }
  }

  /// Adds up read models from the entries at each position.
  static func plain(_ models: [String], _ bench: Bench, events: Int) async throws -> Reading {
    let book = try await bench.grown.book(events: events, on: bench)
    let queries = try models.map { try query($0) }
    return try await book.with(.reader) { session in
      // As much memory as a report takes, and the workers that the server gives anybody.
      try session.execute("SET work_mem = '64MB'")
      let positions = try Self.positions(of: session)
      var latencies = Latencies()
      let start = ContinuousClock.now
      for query in queries {
        for position in positions {
          let began = ContinuousClock.now
          // An offset beyond the last row makes the server do everything and send nothing.
          let sent = try session.query("\(query) OFFSET 1000000000", [.int64(position)]).count
          latencies.record(since: began)
          guard sent == 0 else { throw BenchError("The offset let \(sent) rows through.") }
        }
      }
      return Reading(amount: Double(latencies.count), seconds: (ContinuousClock.now - start).asSeconds, latencies: latencies)
    }
  }

  /// A read model's SELECT, added up as one would without Esep.
  private static func query(_ name: String) throws -> String {
    guard let model = try Catalogue.builtIn().model(name) else { throw BenchError("There is no read model \(name).") }
    let measures = model.measures.map { measure in
      switch measure.rule {
      case .sum, .count, .min, .max: "\(measure.rule.rawValue)(\(measure.name))"
      case .latest: "max(\(measure.name))"
      }
    }
    let keys = model.keys.joined(separator: ", ")
    return "SELECT \(keys), \(measures.joined(separator: ", ")) FROM (\n\(model.body)\n) AS c WHERE position <= $1 GROUP BY \(keys)"
  }
}
