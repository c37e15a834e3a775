/// One way of doing a piece of work.
public struct Way: Sendable {
  /// Who or what does it: `esep`, `raw COPY`, `message-db`.
  public let name: String
  let run: @Sendable (Bench) async throws -> Reading

  /// A way. `run` sets up for itself before its clock starts, and checks what came of it after the clock has stopped.
  /// - Throws: from `run`, `BenchError` when the outcome is wrong: a fast wrong answer is no figure.
  public init(_ name: String, _ run: @escaping @Sendable (Bench) async throws -> Reading) { (self.name, self.run) = (name, run) }
}

/// A piece of work that is done in several ways, one after the other, round after round, so that a slow minute of the machine meets all of them.
public struct Work: Sendable {
  /// What it is picked by on the command line: `append-64-writers`.
  public let id: String
  /// What it is, for people.
  public let title: String
  /// What is counted, in the plural: `events`.
  public let unit: String
  /// The ways, ours first.
  public let ways: [Way]
  /// What the figures are held against.
  public let expectations: [Expectation]
  /// What a reader has to know to judge the figures, or why a part could not be measured.
  public let note: String?

  /// A piece of work from its parts.
  public init(id: String, title: String, unit: String, ways: [Way], expectations: [Expectation] = [], note: String? = nil) {
    (self.id, self.title, self.unit, self.ways, self.expectations, self.note) = (id, title, unit, ways, expectations, note)
  }
}

/// What a figure of one way should come to, in itself or beside the same figure of another way of the same work.
public struct Expectation: Hashable, Sendable {
  /// Whose figure.
  public let way: String
  /// Which figure.
  public let quantity: Quantity
  /// The way it is divided by; nil when the figure stands for itself.
  public let limit: String?
  /// What it must come to, and what we would like: lower bounds for rates, upper bounds for times and memory.
  public let bound: Double, aim: Double

  /// A rate as a share or a multiple of another way's.
  public static func rate(_ way: String, over limit: String, atLeast bound: Double, aim: Double) -> Expectation {
    Expectation(way: way, quantity: .rate, limit: limit, bound: bound, aim: aim)
  }

  /// A rate that stands for itself.
  public static func perSecond(_ way: String, atLeast bound: Double, aim: Double) -> Expectation {
    Expectation(way: way, quantity: .rate, limit: nil, bound: bound, aim: aim)
  }

  /// A time as a multiple of another way's.
  public static func latency(_ way: String, _ quantity: Quantity, over limit: String, atMost bound: Double, aim: Double) -> Expectation {
    Expectation(way: way, quantity: quantity, limit: limit, bound: bound, aim: aim)
  }

  /// A time in milliseconds.
  public static func latencyMilliseconds(_ way: String, _ quantity: Quantity, atMost bound: Double, aim: Double) -> Expectation {
    Expectation(way: way, quantity: quantity, limit: nil, bound: bound, aim: aim)
  }

  /// Memory in megabytes.
  public static func residentMegabytes(_ way: String, atMost bound: Double, aim: Double) -> Expectation {
    Expectation(way: way, quantity: .residentMegabytes, limit: nil, bound: bound, aim: aim)
  }

  /// Whether more is better.
  public var isLowerBound: Bool { quantity == .rate }
}
