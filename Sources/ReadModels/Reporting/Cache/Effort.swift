/// How much is done beforehand: as much as there is for a moment, and half of the time in the long run.
package struct Effort {
  private static let atOnce = Duration.milliseconds(250)
  private var debt = Duration.zero
  private var since: ContinuousClock.Instant

  package init(from start: ContinuousClock.Instant) { since = start }

  /// How long to rest after having worked so long.
  package mutating func pause(after work: Duration, at now: ContinuousClock.Instant) -> Duration {
    debt = max(.zero, debt + work - (now - since) / 2)
    since = now
    return max(.zero, (debt - Self.atOnce) * 2)
  }
}
