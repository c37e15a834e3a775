/// What the runs of one work came to.
public struct Finding: Sendable {
  /// The middle of several runs, with the lowest and the highest.
  public struct Figure: Hashable, Sendable {
    /// The middle value, or the mean of the two in the middle.
    public let median: Double
    /// The lowest and the highest.
    public let min: Double, max: Double

    /// Of at least one value.
    init?(_ values: [Double]) {
      let sorted = values.sorted()
      guard let first = sorted.first, let last = sorted.last else { return nil }
      let middle = sorted.count / 2
      median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
      (min, max) = (first, last)
    }
  }

  /// An expectation, and what the figures say to it.
  public struct Verdict: Hashable, Sendable {
    /// What was expected.
    public let expectation: Expectation
    /// The figure, divided by the other way's where there is one: the median of the rounds' ratios.
    public let value: Double
    /// How it stands.
    public let mark: Mark
  }

  /// How a figure stands to what was expected.
  public enum Mark: String, Sendable {
    /// As good as we would like.
    case aim
    /// Good enough.
    case enough
    /// Falls short.
    case short
  }

  /// The work.
  public let work: Work
  private let readings: [(way: String, runs: [Reading])]

  init(work: Work, readings: [(String, [Reading])]) { (self.work, self.readings) = (work, readings) }

  /// A figure of one way; nil when it was not measured.
  public func figure(_ quantity: Quantity, of way: String) -> Figure? {
    Figure(values(quantity, of: way))
  }

  /// What was expected of this work and measured.
  public var verdicts: [Verdict] {
    work.expectations.compactMap { expectation in
      var values = values(expectation.quantity, of: expectation.way)
      if let limit = expectation.limit {
        // A ratio of two runs of the same round: a slow minute slows both.
        values = zip(values, self.values(expectation.quantity, of: limit)).map { $1 > 0 ? $0 / $1 : 0 }
      }
      guard let value = Figure(values)?.median else { return nil }
      let isLower = expectation.isLowerBound
      func reaches(_ bound: Double) -> Bool { isLower ? value >= bound : value <= bound }
      return Verdict(expectation: expectation, value: value, mark: reaches(expectation.aim) ? .aim : reaches(expectation.bound) ? .enough : .short)
    }
  }

  private func values(_ quantity: Quantity, of way: String) -> [Double] {
    readings.first { $0.way == way }?.runs.compactMap { quantity.value(in: $0) } ?? []
  }
}
