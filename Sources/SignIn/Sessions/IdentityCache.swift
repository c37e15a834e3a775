import Synchronization

/// Who came with which cookie or token, for some seconds: a page is several requests. Emptied whenever anything about users changes in this process;
/// what another process changes counts after `seconds`.
final class IdentityCache: Sendable {
  private struct Known {
    let identity: Identity
    let until: ContinuousClock.Instant
  }

  private struct State {
    var known: [[UInt8]: Known] = [:]
    var generation = 0
  }

  static let seconds = 5
  private static let entriesMax = 10_000
  private let state = Mutex(State())

  /// Who it is, if she is known as one who came this way: a cookie is no token, nor the other way round.
  func identity(_ sha256: [UInt8], _ kind: Identity.Kind) -> Identity? {
    state.withLock { state in
      guard let entry = state.known[sha256], entry.until > .now, entry.identity.kind == kind else { return nil }
      return entry.identity
    }
  }

  /// Changes when all is forgotten; ask before looking something up that will be kept.
  var generation: Int { state.withLock { $0.generation } }

  /// Keeps what was found out, unless something has changed since: what was read before a session ended must not outlive it.
  func keep(_ identity: Identity, for sha256: [UInt8], generation: Int) {
    state.withLock { state in
      guard state.generation == generation else { return }
      if state.known.count >= Self.entriesMax { state.known.removeAll() }
      state.known[sha256] = Known(identity: identity, until: .now + .seconds(Self.seconds))
    }
  }

  func forget() {
    state.withLock { state in
      state.known.removeAll()
      state.generation += 1
    }
  }
}
