/// How many documents the demo's history has. Totals are the same in both.
public enum DemoScale: String, CaseIterable, Sendable {
  /// A tenth or so: sales sheets with dozens of pieces a line.
  case small
  /// As a shop writes it down, receipt by receipt.
  case full

  /// About how many events the whole history gives.
  public var approximateEvents: Int {
    switch self {
    case .small: 40_000
    case .full: 450_000
    }
  }

  /// About how many steps it takes.
  public var approximateSteps: Int {
    switch self {
    case .small: 20_000
    case .full: 250_000
    }
  }

  /// What one line of a sales sheet comes to on average, in tyiyn of 2024.
  var ticketMinor: Int64 {
    switch self {
    case .small: 22_000_000
    case .full: 333_000
    }
  }

  /// For how many average lines a batch is made.
  var linesInBatch: Int64 {
    switch self {
    case .small: 5
    case .full: 8
    }
  }

  /// The most that one producer contributes to a batch, in steps of the product's unit.
  var largestContribution: Int64 {
    switch self {
    case .small: 400
    case .full: 40
    }
  }
}
