import ReadModels
import Synchronization

/// A progress bar that may be drawn from any task.
final class BarHolder: Sendable {
  private let bar: Mutex<ProgressBar>

  init(_ title: String) { bar = Mutex(ProgressBar(title)) }

  /// Draws how far a rebuild is.
  func show(_ progress: RebuildProgress) {
    let phase =
      switch progress.phase {
      case .entries: "entries"
      case .models: "read models"
      case .finishing: "comparing and swapping"
      }
    bar.withLock { $0.show(Double(progress.percent) / 100, phase + (progress.secondsLeft.map { "  \($0) s left" } ?? "")) }
  }

  /// Draws how much of a job is done.
  func show(_ done: Int64, of all: Int64) {
    bar.withLock { $0.show(all == 0 ? 1 : Double(done) / Double(all), "") }
  }

  /// Draws how far a job is, 0…1, with a note behind it.
  func show(_ fraction: Double, _ note: String) { bar.withLock { $0.show(fraction, note) } }

  /// Wipes the bar away.
  func end() { bar.withLock { $0.end() } }
}
