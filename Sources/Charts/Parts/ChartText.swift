/// What is written on a chart, in the reader's language; a chart itself knows none.
public struct ChartText: Sendable {
  /// Names the chart to a screen reader and above it.
  public let title: String
  /// What it shows, in a sentence, for those who do not see it; nil when the title says it all.
  public let description: String?
  /// What the values are in (`million KGS`).
  public let unit: String
  /// Where the figures are from, and as of when.
  public let source: String
  /// A value of the axis as people write it.
  public let label: @Sendable (Double) -> String

  /// The texts of a chart.
  public init(title: String, description: String? = nil, unit: String, source: String, label: @escaping @Sendable (Double) -> String) {
    (self.title, self.description, self.unit, self.source, self.label) = (title, description, unit, source, label)
  }
}

/// One line of figures of a chart, such as a channel.
public struct Series: Sendable {
  /// What the legend calls it.
  public let name: String
  /// A value for each of the chart's columns or points; nil where there is none.
  public let values: [Double?]

  /// A series.
  public init(name: String, values: [Double?]) { (self.name, self.values) = (name, values) }
}
