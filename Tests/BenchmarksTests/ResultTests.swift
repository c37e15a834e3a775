import Testing

@testable import Benchmarks

@Suite("What a bench finds")
struct ResultTests {
  private func finding(_ ours: [Double], _ limit: [Double]) -> Finding {
    let work = Work(
      id: "lift", title: "lifting", unit: "sacks", ways: [Way("esep") { _ in fatalError() }, Way("crane <1>") { _ in fatalError() }],
      expectations: [.rate("esep", over: "crane <1>", atLeast: 0.5, aim: 0.9), .latencyMilliseconds("esep", .p99, atMost: 1, aim: 0.5)])
    func readings(_ rates: [Double]) -> [Reading] { rates.map { Reading(amount: $0, seconds: 1) } }
    return Finding(work: work, readings: [("esep", readings(ours)), ("crane <1>", readings(limit))])
  }

  @Test("A figure is the median with the lowest and the highest")
  func medians() throws {
    let figure = try #require(finding([30, 10, 20], [40, 50]).figure(.rate, of: "esep"))
    #expect((figure.median, figure.min, figure.max) == (20, 10, 30))
    #expect(finding([1], [40, 50]).figure(.rate, of: "crane <1>")?.median == 45)
    #expect(finding([1], [1]).figure(.p99, of: "esep") == nil)
  }

  @Test(
    "A ratio is the median of the rounds' ratios; what was not measured has no verdict",
    arguments: zip([6.0, 9.5, 3.0], [Finding.Mark.enough, .aim, .short]))
  func verdicts(_ ours: Double, _ mark: Finding.Mark) {
    let verdicts = finding([ours, 1, ours * 10], [10, 100, 100]).verdicts
    #expect(verdicts.count == 1)
    #expect(verdicts.first?.mark == mark)
    #expect(verdicts.first?.value == ours / 10)
  }

  @Test("Latencies are counted from when an operation was due, and merge")
  func latencies() {
    var (one, other) = (Latencies(), Latencies())
    for milliseconds in 1...99 { one.record(UInt64(milliseconds) * 1_000_000) }
    other.record(5_000_000_000)
    one.merge(other)
    #expect(one.count == 100)
    #expect(abs(one.milliseconds(percentile: 50) - 50) < 0.1)
    #expect(one.longestMilliseconds > 4_990)
  }

  @Test("Table, JSON and chart tell the same figures, and text stays text")
  func isPrinted() {
    let findings = [finding([60], [100])]
    #expect(findings.verdictsTable().contains("≥ 0.500  ≥ 0.900  ✓\n"))
    let json = findings.json(settings: ["fsync": "on"], machine: [("cores", "2")])
    #expect(json.contains(#""per_second":{"median":60.000,"min":60.000,"max":60.000}"#))
    #expect(json.contains(#""over":"crane <1>","value":0.600,"at_least":0.500,"aim":0.900,"mark":"enough""#))
    let chart = Chart(findings, subtitle: "here & now").svg()
    #expect(chart.contains("crane &lt;1&gt;") && chart.contains("here &amp; now") && chart.contains("0.600 (≥ 0.500)"))
    #expect(!chart.contains("<1>"))
  }
}
