import Testing

/// The demo as it was whenever a month was closed: told from the tables, which have gone on since, it agrees with what the entries add up to; a business date
/// makes the program take that longer way.
@Suite("Reports as they were when a month was closed")
struct ClosedMonthsTests {
  @Test("The closed month's report, and all the time until then, are what the entries say", arguments: [0.2, 0.6, 1])
  func closings(part: Double) async throws {
    let desk = try await DemoDesk.shared.value
    let closings = try await desk.query(
      "SELECT position || ' ' || (payload->>'month') FROM demo.event WHERE type = 'PeriodClosed' ORDER BY position")
    try #require(closings.count > 20, "The demo closes its months.")
    let closing = closings[Int(Double(closings.count - 1) * part)].split(separator: " ").map(String.init)
    for report in Self.reports {
      for days in [[], ["--by", "month", "--from", closing[1], "--to", closing[1]]] {
        let asked = ["report", report, "--book", "demo", "--at-position", closing[0], "--format", "csv"] + days
        let near = try await Program.run(Desk.esep, asked, environment: desk.environment)
        let far = try await Program.run(Desk.esep, asked + ["--through", "9999-12-31"], environment: desk.environment)
        #expect(near.status == 0 && far.status == 0, "\(near.errors)\(far.errors)")
        #expect(near.output == far.output, "\(asked.joined(separator: " "))")
        if report == "channel-sales" { #expect(near.output.lines.count > 1, "Something was sold.") }
      }
    }
  }

  private static let reports = [
    "channel-sales", "channel-receivable", "channel-reconciliation", "country-concentration", "deliveries", "export-profile", "membership",
    "producer-balance", "producer-revenue", "product-sales", "recall", "stock", "trial-balance", "trial-balance-currency",
  ]
}
