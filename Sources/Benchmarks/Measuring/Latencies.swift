import Histogram

/// How long single operations took, in nanoseconds: an HDR histogram with three significant digits, from 1 ns to 10 minutes.
public struct Latencies: Sendable {
  private var histogram = Histogram<UInt64>(highestTrackableValue: 600_000_000_000, numberOfSignificantValueDigits: .three)

  /// No operation yet.
  public init() {}

  /// How many operations.
  public var count: UInt64 { histogram.totalCount }

  /// Counts one operation. What took longer than the histogram reaches counts as its upper end.
  public mutating func record(_ nanoseconds: UInt64) {
    if !histogram.record(nanoseconds) { histogram.record(600_000_000_000) }
  }

  /// Counts one operation that began at an instant and ends now. When load is offered at a fixed rate, the instant is when the operation was due,
  /// not when it could at last begin: a stall then counts for everything that had to wait for it (coordinated omission).
  public mutating func record(since start: ContinuousClock.Instant) { record((ContinuousClock.now - start).nanoseconds) }

  /// Adds what another histogram counted.
  public mutating func merge(_ other: Latencies) { histogram.add(other.histogram) }

  /// The value that so many per cent of the operations did not exceed, in milliseconds; zero when there was none.
  public func milliseconds(percentile: Double) -> Double { Double(histogram.valueAtPercentile(percentile)) / 1_000_000 }

  /// The longest, in milliseconds.
  public var longestMilliseconds: Double { Double(histogram.maxRecorded) / 1_000_000 }
}

extension Duration {
  /// Whole nanoseconds, not below zero.
  var nanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    return UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds / 1_000_000_000))
  }

  /// Seconds as a fraction.
  var asSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
