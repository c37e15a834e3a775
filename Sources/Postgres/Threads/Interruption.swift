import CLibPQ
import Glibc
import Synchronization

/// Wakes a thread out of `poll`: an eventfd that stands in the same set as the socket.
final class WakeUp: Sendable {
  let descriptor: Int32

  init() throws {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard descriptor >= 0 else {
      throw PostgresError(.cannotConnect, "the system gives no further file descriptor: \(String(cString: strerror(errno)))")
    }
  }

  deinit { Glibc.close(descriptor) }

  func signal() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  func drain() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}

/// Why, and when, one job on a connection must stop. Set by any thread, read by the connection's thread.
final class Interruption: Sendable {
  enum Reason: Sendable { case cancelled, timedOut }

  private let isCancelled = Atomic<Bool>(false)
  private let timeoutMilliseconds: Int?
  let deadline: Deadline?
  private let wakeUp: WakeUp
  /// Of the job that this one is a part of.
  private let outer: Interruption?

  init(wakeUp: WakeUp, timeoutMilliseconds: Int? = nil, outer: Interruption? = nil) {
    self.wakeUp = wakeUp
    self.timeoutMilliseconds = timeoutMilliseconds
    self.outer = outer
    let own = timeoutMilliseconds.map { Deadline.after(milliseconds: $0) }
    deadline = if let own, let outer = outer?.deadline { min(own, outer) } else { own ?? outer?.deadline }
  }

  /// For a part of the job: it ends with the job, or earlier when its own time is over.
  func part(timeoutMilliseconds: Int) -> Interruption { Interruption(wakeUp: wakeUp, timeoutMilliseconds: timeoutMilliseconds, outer: self) }

  func cancel() {
    isCancelled.store(true, ordering: .releasing)
    wakeUp.signal()
  }

  var reason: Reason? {
    if isCancelled.load(ordering: .acquiring) { return .cancelled }
    if let reason = outer?.reason { return reason }
    if let deadline, deadline.hasPassed { return .timedOut }
    return nil
  }

  func error(_ reason: Reason, statement: String?) -> PostgresError {
    if let outer, outer.reason != nil { return outer.error(reason, statement: statement) }
    var error =
      switch reason {
      case .cancelled: PostgresError(.cancelled, "the task was cancelled, so its statement was stopped")
      case .timedOut: PostgresError(.timedOut, "not done after \(timeoutMilliseconds ?? 0) ms, so the statement was stopped")
      }
    error.statement = statement
    return error
  }
}
