public import EventLog
public import Ledger

/// How an event of the log becomes entries.
public struct Unroller: Sendable {
  /// Raise it whenever the same event would give other entries: a book that was folded with another version is made anew from its log.
  public let version: Int32
  /// Pure: the same event always gives the same entries.
  public let unroll: @Sendable (RecordedEvent) throws -> [Entry]
  /// Whether `Ledger.QuickLines` may read the events that it knows; it makes the same of them.
  private(set) var readsFrequentEventsQuickly = false

  /// Any way; tests bring their own.
  public init(version: Int32, unroll: @escaping @Sendable (RecordedEvent) throws -> [Entry]) {
    (self.version, self.unroll) = (version, unroll)
  }

  /// The ledger's own.
  public static let ledger: Unroller = {
    var unroller = Unroller(version: 3) { recorded in
      Ledger.unroll(try Event(type: recorded.type, payload: recorded.payload))
    }
    unroller.readsFrequentEventsQuickly = true
    return unroller
  }()

  /// The same by the careful way alone, for whoever wants to prove the quick one.
  var careful: Unroller {
    var unroller = self
    unroller.readsFrequentEventsQuickly = false
    return unroller
  }
}
