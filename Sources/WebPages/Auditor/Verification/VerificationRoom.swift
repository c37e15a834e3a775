import EventLog
import Foundation
import Office
import Synchronization
import Web

/// Where verifications are done, one at a time a book; the last result is kept, in memory and in a file beside the keys.
final class VerificationRoom: Sendable {
  /// A verification under way.
  struct Running: Sendable {
    let by: String
    /// In seconds since 1970.
    let startedAt: Double
    /// Whether entries and read models are compared already, after the log; events done and to do in this part.
    var isInTables = false
    var done: Int64 = 0, total: Int64 = 0
  }

  /// How a book stands.
  struct State: Sendable {
    var running: Running?
    var last: VerificationResult?
  }

  /// The room of this process: verifications outlive the request that began them.
  static let shared = VerificationRoom()

  private let states = Mutex<[String: State]>([:])

  /// How a book stands.
  func state(of desk: BookDesk) -> State {
    if let state = states.withLock({ $0[desk.book.name] }) { return state }
    let kept = VerificationResult.read(desk)
    return states.withLock { states in
      let state = states[desk.book.name] ?? State(running: nil, last: kept)
      states[desk.book.name] = state
      return state
    }
  }

  /// Begins a verification; false when one is under way.
  func begin(_ desk: BookDesk, by name: String) -> Bool {
    let last = state(of: desk).last
    let isFree = states.withLock { states in
      guard states[desk.book.name]?.running == nil else { return false }
      states[desk.book.name] = State(running: Running(by: name, startedAt: Date().timeIntervalSince1970), last: last)
      return true
    }
    guard isFree else { return false }
    // No parent waits for it: who asked reads the page again. It only reads, so that ending the process ends it without harm.
    Task {
      let result = await VerificationResult.of(desk, by: name) { isInTables, done, total in
        self.states.withLock { states in
          states[desk.book.name]?.running?.isInTables = isInTables
          states[desk.book.name]?.running?.done = done
          states[desk.book.name]?.running?.total = total
        }
      }
      result.write(desk)
      self.states.withLock { $0[desk.book.name] = State(running: nil, last: result) }
    }
    return true
  }
}
