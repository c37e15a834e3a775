import Glibc
import Synchronization

/// A lock on a file (flock): the system lets go of it when the process ends, however it ends.
///
/// The descriptor is closed on exec, so a server started meanwhile does not hold the lock on.
final class FileLock: Sendable {
  enum Mode {
    case shared, exclusive
    var operation: Int32 { self == .shared ? LOCK_SH : LOCK_EX }
  }

  private let descriptor: Int32
  private let isReleased = Atomic<Bool>(false)

  /// Takes the lock, waiting up to `waitMilliseconds`. Nil when somebody else still holds it then.
  /// - Throws: `PostgresError.cannotConnect` when the file cannot be opened.
  init?(_ path: String, _ mode: Mode, waitMilliseconds: Int = 0, waiting: () -> Void = {}) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Files.failure("the lock \(path) cannot be opened") }
    let limit = Deadline.after(milliseconds: waitMilliseconds)
    var isFirst = true
    while flock(descriptor, mode.operation | LOCK_NB) != 0 {
      if limit.hasPassed { return nil }
      if isFirst { waiting() }
      isFirst = false
      usleep(20_000)
    }
  }

  /// Lets go. A second call does nothing.
  func release() {
    guard !isReleased.exchange(true, ordering: .acquiringAndReleasing), descriptor >= 0 else { return }
    // Closing alone is not enough: a program that another thread is just starting has a copy of the descriptor until its exec.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  // Also runs when init fails, since all properties are set by then.
  deinit { release() }
}
