/// The bounds of folding. Times are in milliseconds.
public struct FoldLimits: Sendable, Hashable {
  /// Events that one transaction takes on. Larger is faster and holds more in memory, about a kilobyte an event.
  public var chunkEventsMax: Int64 = 50_000
  /// How long a caller waits for a position, in all.
  public var waitMilliseconds = 60_000
  /// How long to pause while another worker folds.
  public var pauseMilliseconds = 20
  /// How long to wait for news of the log before looking without.
  public var pollMilliseconds = 250
  /// The pause after a lost connection; it doubles up to `retryPauseMillisecondsMax`.
  public var retryPauseMilliseconds = 100
  /// The longest such pause: how soon, at the latest, a server that is back is noticed.
  public var retryPauseMillisecondsMax = 5_000

  /// The defaults.
  public init() {}
}
