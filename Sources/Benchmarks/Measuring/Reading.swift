/// What one run of one way measured.
public struct Reading: Sendable {
  /// Units of work done: events, sales, entries, reports.
  public var amount: Double
  /// How long they took.
  public var seconds: Double
  /// How long single operations took, where that was measured.
  public var latencies: Latencies?
  /// The most memory the process that did the work had resident, in bytes, where that was measured.
  public var residentBytesMax: Int?

  /// A reading from its parts.
  public init(amount: Double, seconds: Double, latencies: Latencies? = nil, residentBytesMax: Int? = nil) {
    (self.amount, self.seconds, self.latencies, self.residentBytesMax) = (amount, seconds, latencies, residentBytesMax)
  }

  /// Units of work a second.
  public var rate: Double { seconds > 0 ? amount / seconds : 0 }

  /// Runs a job under the clock.
  public static func timing(_ amount: Int, _ job: () async throws -> Void) async rethrows -> Reading {
    let start = ContinuousClock.now
    try await job()
    return Reading(amount: Double(amount), seconds: (ContinuousClock.now - start).asSeconds)
  }
}

/// One of the figures a run gives.
public enum Quantity: Hashable, Sendable {
  /// Units of work a second.
  case rate
  /// The time that so many per cent of the operations did not exceed, in milliseconds.
  case percentile(Double)
  /// The most memory that was resident, in megabytes (10⁶ bytes).
  case residentMegabytes

  /// The median operation.
  public static let p50 = Quantity.percentile(50)
  /// All but one operation in a hundred.
  public static let p99 = Quantity.percentile(99)

  /// Its name, such as `p99`.
  public var name: String {
    switch self {
    case .rate: "rate"
    case .percentile(let percent): "p" + shortened(percent)
    case .residentMegabytes: "memory"
    }
  }

  /// Its value in a run; nil when it was not measured.
  func value(in reading: Reading) -> Double? {
    switch self {
    case .rate: reading.rate
    case .percentile(let percent): reading.latencies.map { $0.milliseconds(percentile: percent) }
    case .residentMegabytes: reading.residentBytesMax.map { Double($0) / 1_000_000 }
    }
  }
}

private func shortened(_ percent: Double) -> String { percent == percent.rounded() ? "\(Int(percent))" : "\(percent)" }
