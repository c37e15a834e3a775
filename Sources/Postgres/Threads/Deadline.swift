import Glibc

/// A point in time on the monotonic clock, which no change of the wall clock moves.
struct Deadline: Comparable, Sendable {
  private var nanoseconds: Int64

  static var now: Deadline {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Deadline(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  static func after(milliseconds: Int) -> Deadline {
    // A year bounds the sum, so that a caller's Int.max means "as good as never" and does not overflow.
    Deadline(nanoseconds: now.nanoseconds + Int64(min(max(milliseconds, 0), 31_536_000_000)) * 1_000_000)
  }

  static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }

  var hasPassed: Bool { self <= .now }

  /// Milliseconds left, rounded up so that a wait never ends just before the deadline; zero when it has passed.
  var millisecondsLeft: Int32 {
    let left = nanoseconds - Deadline.now.nanoseconds
    return left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
  }
}
