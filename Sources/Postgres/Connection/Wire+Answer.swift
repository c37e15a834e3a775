import CLibPQ
import Glibc

extension Wire {
  /// Whether what was sent has its answer, or the connection is lost; looks once, and sends on what did not fit the socket before.
  private func hasAnswer() -> Bool {
    _ = PQflush(connection)
    // A failure ends here too: libpq is no longer busy then, and who reads gets its error.
    return PQconsumeInput(connection) == 0 || PQisBusy(connection) == 0
  }

  /// Looks for the answer again and again. True when it is there.
  func spin(forMicroseconds microseconds: Int) -> Bool {
    let end = ContinuousClock.now + .microseconds(microseconds)
    repeat {
      if hasAnswer() { return true }
      sched_yield()
    } while ContinuousClock.now < end
    return false
  }

  /// Sleeps until something comes, for so long at most. True when the answer is there.
  func nap(forMicroseconds microseconds: Int) -> Bool {
    if hasAnswer() { return true }
    guard PQsocket(connection) >= 0 else { return true }
    return esep_poll_input(PQsocket(connection), microseconds) > 0 && hasAnswer()
  }
}
