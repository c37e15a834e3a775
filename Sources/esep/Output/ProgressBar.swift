/// A bar that shows how far a long job is and how long it may still take. Draws on a terminal only, at most ten times a second.
struct ProgressBar {
  private let title: String
  private let clock = ContinuousClock()
  private let started: ContinuousClock.Instant
  private var drawn: ContinuousClock.Instant

  init(_ title: String) {
    self.title = title
    started = clock.now
    drawn = started
  }

  /// Draws if enough time has passed.
  /// - Parameters:
  ///   - fraction: how far, 0…1.
  ///   - note: what stands behind the bar, such as a count.
  mutating func show(_ fraction: Double, _ note: String) {
    let now = clock.now
    guard Talk.isTerminal, now - drawn > .milliseconds(100) else { return }
    drawn = now
    let fraction = min(max(fraction, 0), 1)
    let width = 24
    let full = Int(fraction * Double(width))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    Talk.draw("\(title) \(bar) \(Int(fraction * 100)) %  \(note)\(timeLeft(fraction, now - started))")
  }

  /// Wipes the bar away.
  func end() { Talk.draw("") }

  private func timeLeft(_ fraction: Double, _ elapsed: Duration) -> String {
    guard fraction > 0.02 else { return "" }
    let seconds = Int(Double(elapsed.components.seconds) * (1 - fraction) / fraction)
    return seconds < 1 ? "" : seconds < 90 ? "  \(seconds) s left" : "  \(seconds / 60) min left"
  }
}
