import CLibPQ
import Glibc
import Synchronization

/// One request to the server to stop what a connection is doing.
///
/// It names the backend, not the statement, so a request that arrives late would hit the next one. Therefore the connection sends
/// nothing further until the request has been answered (`wait`), and breaks itself if that takes too long. The server signals the
/// backend before it answers, and an idle backend ignores the signal, so an answered request can hit nothing any more.
///
/// PQcancel blocks without a bound, so a thread of its own calls it.
/// `@unchecked Sendable`: the PGcancel is touched by that thread only, and freed with the last reference.
final class CancelRequest: @unchecked Sendable {
  private let request: OpaquePointer
  private let isAnswered = Atomic<Bool>(false)

  /// Sends the request. Nil when libpq or the system has no memory or thread left.
  init?(_ connection: OpaquePointer) {
    guard let request = PQgetCancel(connection) else { return nil }
    self.request = request
    do {
      try SerialThread.detach { [self] in
        var reason = [CChar](repeating: 0, count: 256)
        // A failed request stopped nothing; the connection's own bound then applies.
        _ = PQcancel(self.request, &reason, Int32(reason.count))
        isAnswered.store(true, ordering: .releasing)
      }
    } catch {
      return nil
    }
  }

  deinit { PQfreeCancel(request) }

  /// Waits until the request can hit nothing any more. False when that was not so by the deadline.
  func wait(until deadline: Deadline) -> Bool {
    while !isAnswered.load(ordering: .acquiring) {
      if deadline.hasPassed { return false }
      // The answer is usually there already; this happens once per cancelled job, so a nap is good enough.
      usleep(500)
    }
    return true
  }
}
