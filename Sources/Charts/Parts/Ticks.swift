import Foundation

/// The values at which an axis is labelled: a handful of round numbers, zero among them where it is in range.
public struct Ticks: Equatable, Sendable {
  /// The values, ascending; at least two.
  public let values: [Double]

  /// The first and the last value: what the axis shows.
  public var bounds: ClosedRange<Double> { (values.first ?? 0)...(values.last ?? 1) }

  /// Ticks that cover a range in steps of 1, 2 or 5 times a power of ten.
  /// - Parameters:
  ///   - range: what must be shown; widened to round numbers, and to more than a point.
  ///   - about: how many steps are wanted; between half and twice as many come out.
  public init(covering range: ClosedRange<Double>, about steps: Int = 4) {
    let low = range.lowerBound.isFinite ? range.lowerBound : 0
    let high = range.upperBound.isFinite ? max(range.upperBound, low) : low + 1
    let span = high > low ? high - low : max(high.magnitude, 1)
    let step = Self.roundStep(atLeast: span / Double(max(1, steps)))
    let first = (low / step).rounded(.down), last = max((high / step).rounded(.up), (low / step).rounded(.down) + 1)
    values = stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private static func roundStep(atLeast step: Double) -> Double {
    let power = pow(10, floor(log10(step)))
    for factor in [1.0, 2, 5] where factor * power >= step * (1 - 1e-9) { return factor * power }
    return 10 * power
  }
}

/// Where a value lies on an axis, in pixels.
public struct Scale: Sendable {
  /// What the axis shows, and where its two ends are.
  let values: ClosedRange<Double>, start: Double, end: Double

  /// An axis from one pixel to another; `end` may be less than `start`, as for heights.
  init(_ values: ClosedRange<Double>, from start: Double, to end: Double) { (self.values, self.start, self.end) = (values, start, end) }

  /// The pixel of a value; outside the range, the nearer end.
  func callAsFunction(_ value: Double) -> Double {
    let span = values.upperBound - values.lowerBound
    guard span > 0, value.isFinite else { return start }
    return start + (end - start) * min(max((value - values.lowerBound) / span, 0), 1)
  }
}
