import Foundation
import Synchronization

/// Who may try a password now: bounds the tries for one name, and, wider, those from one network.
final class SignInGate: Sendable {
  private struct Limits {
    // Many people share a network's address, and all of them when a proxy stands before the server.
    var names = SignInLimiter(free: 5), networks = SignInLimiter(free: 30)
  }

  private let limits = Mutex(Limits())
  private let seconds: @Sendable () -> Double

  /// - Parameter seconds: a clock that only goes forwards.
  init(seconds: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }) { self.seconds = seconds }

  /// Counts a try before it is made, so that tries at the same moment count each.
  /// - Parameter name: nil for what cannot be a name: it counts for the network alone.
  /// - Throws: `SignInProblem.wait`.
  func enter(name: String?, network: String) throws(SignInProblem) {
    let now = seconds()
    let wait = limits.withLock { limits in
      let wait = max(name.map { limits.names.secondsToWait($0, now: now) } ?? 0, limits.networks.secondsToWait(network, now: now))
      guard wait <= 0 else { return wait }
      if let name { limits.names.failed(name, now: now) }
      limits.networks.failed(network, now: now)
      return 0
    }
    if wait > 0 { throw .wait(seconds: Int(wait.rounded(.up))) }
  }

  /// The try that entered was right.
  func passed(name: String, network: String) {
    limits.withLock { limits in
      limits.names.succeeded(name)
      limits.networks.takeBack(network)
    }
  }

  /// The try that entered could not be made.
  func left(name: String?, network: String) {
    limits.withLock { limits in
      if let name { limits.names.takeBack(name) }
      limits.networks.takeBack(network)
    }
  }
}
