import Synchronization

/// A progress bar for each part of a job, one after the other.
final class BarHolders: Sendable {
  private let current = Mutex<(title: String, bar: BarHolder)?>(nil)

  /// Draws how much of a part is done; wipes away the bar of the part before.
  func show(_ title: String, _ done: Int64, of all: Int64) {
    let bar = current.withLock { current in
      if let current, current.title == title { return current.bar }
      current?.bar.end()
      let bar = BarHolder(title)
      current = (title, bar)
      return bar
    }
    bar.show(done, of: all)
  }

  /// Wipes the bar away, if one is there.
  func end() {
    current.withLock {
      $0?.bar.end()
      $0 = nil
    }
  }
}
