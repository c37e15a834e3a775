import Synchronization

/// Counts requests by route and status, and how long they took, for `/metrics` (Prometheus text format 0.0.4).
///
/// Bounded: at most `seriesMax` series are kept; requests beyond are counted together.
final class WebMeter: Sendable {
  private struct Key: Hashable {
    let route: String, method: String
    let status: Int
  }

  private struct State {
    var counts: [Key: Int] = [:]
    var buckets = [Int](repeating: 0, count: WebMeter.bounds.count + 1)
    var seconds = 0.0
    var running = 0
  }

  /// Upper bounds of the histogram's buckets, in seconds.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  static let seriesMax = 1_000

  private let mutex = Mutex(State())

  /// A request is being worked on; it is done.
  func began() { mutex.withLock { $0.running += 1 } }
  func ended() { mutex.withLock { $0.running -= 1 } }

  /// How many requests are being worked on.
  var running: Int { mutex.withLock { $0.running } }

  func answered(route: String, method: String, status: Int, milliseconds: Double) {
    mutex.withLock { state in
      var key = Key(route: route, method: method, status: status)
      if state.counts[key] == nil, state.counts.count >= Self.seriesMax { key = Key(route: "(others)", method: "", status: status) }
      state.counts[key, default: 0] += 1
      state.buckets[Self.bounds.firstIndex { milliseconds / 1_000 <= $0 } ?? Self.bounds.count] += 1
      state.seconds += milliseconds / 1_000
    }
  }

  /// Everything measured, and the gauges given.
  func text(gauges: [(name: String, help: String, value: Double)]) -> String {
    let state = mutex.withLock { $0 }
    var text = "# HELP esep_http_requests_total Requests answered.\n# TYPE esep_http_requests_total counter\n"
    for (key, count) in state.counts.sorted(by: { ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status) }) {
      text +=
        "esep_http_requests_total{route=\"\(Self.escaped(key.route))\",method=\"\(Self.escaped(key.method))\",status=\"\(key.status)\"} \(count)\n"
    }
    text += "# HELP esep_http_request_seconds How long requests took.\n# TYPE esep_http_request_seconds histogram\n"
    var sum = 0
    for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], state.buckets) {
      sum += count
      text += "esep_http_request_seconds_bucket{le=\"\(bound)\"} \(sum)\n"
    }
    text += "esep_http_request_seconds_sum \(state.seconds)\nesep_http_request_seconds_count \(sum)\n"
    for gauge in gauges + [("esep_http_requests_running", "Requests being worked on.", Double(state.running))] {
      text += "# HELP \(gauge.name) \(gauge.help)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.value)\n"
    }
    return text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
