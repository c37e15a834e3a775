import Ledger

/// The programme's published history, 2010-01-01 … 2025-12-31, as the commands that everybody's data goes through, with the months that are
/// closed in between.
///
/// The same scale always gives the same steps, byte for byte, on every machine. They come in the order they are recorded in and are
/// planned month by month while they are read, so that the whole history never lies in memory.
///
/// Every name in it says that it is an example. What the history reproduces is listed in `DemoFigures`.
public struct DemoBook: Sequence, Sendable {
  /// How many documents it has.
  public let scale: DemoScale

  /// The history in that many documents; the totals are the same in each scale.
  public init(scale: DemoScale) { self.scale = scale }

  /// Reads the history from its beginning.
  public func makeIterator() -> Iterator { Iterator(Planner(scale: scale)) }

  /// Reads the history once.
  public struct Iterator: IteratorProtocol {
    private var planner: Planner
    private var ready: [DemoStep].Iterator

    init(_ planner: Planner) {
      self.planner = planner
      ready = [].makeIterator()
    }

    /// The next thing to do; nil after the last of 2025.
    public mutating func next() -> DemoStep? {
      while true {
        if let step = ready.next() { return step }
        guard let steps = planner.nextMonth() else { return nil }
        ready = steps.makeIterator()
      }
    }
  }
}
