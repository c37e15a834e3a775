import Postgres

/// The rest of the connection's thread: while it sleeps, a caller who comes alone may have its session. Used behind the appender's lock only.
///
/// Either the thread works, or it sleeps and the session lies here, or it sleeps and a caller has the session. Only in the second case is the thread to be
/// woken; the caller of the third sees to it afterwards.
struct Rest {
  private enum Stage {
    case working
    case resting(LentSession)
    case lent
  }

  private var stage = Stage.working
  private var patience: Patience
  /// What a caller could not end alone.
  private var left: LeftCommit?

  init(lookingForMicroseconds microseconds: Int) { patience = Patience(microseconds: microseconds) }

  /// The thread goes to sleep and leaves its session.
  mutating func begins(_ session: LentSession) { stage = .resting(session) }

  /// Whether the thread is to be woken, which is then to be done.
  mutating func ends() -> Bool {
    guard case .resting = stage else { return false }
    stage = .working
    return true
  }

  /// Whether a caller who comes alone would get the session, so that the thread had better rest at once than look for more.
  var mayLend: Bool { patience.isWorthwhile }

  /// Takes the session for a caller, who gives it back soon.
  mutating func lend() -> LentSession? {
    guard case .resting(let session) = stage, session.isQuick, patience.tries() else { return nil }
    stage = .lent
    return session
  }

  /// The caller gives it back, with what they could not end; then the thread is to be woken.
  /// - Parameter isWorkWaiting: whether the thread is to be woken anyhow.
  /// - Returns: whether it is.
  mutating func giveBack(_ session: LentSession, left: LeftCommit?, isWorkWaiting: Bool) -> Bool {
    patience.saw(isAnswered: left?.isUnanswered != true)
    self.left = left
    guard left != nil || isWorkWaiting else {
      stage = .resting(session)
      return false
    }
    stage = .working
    return true
  }

  /// What the thread has to end first, once.
  mutating func takeLeft() -> LeftCommit? { left.take() }
}

/// The session of the connection's thread while that sleeps.
///
/// `@unchecked Sendable`: it lies behind the appender's lock, and whoever takes it from there is the only one to use it until they give it back.
struct LentSession: @unchecked Sendable {
  let session: Session
  /// Whether the quick way is worth a try.
  let isQuick: Bool
  /// Yielded to when something was appended.
  let signal: AsyncStream<Void>.Continuation
}

/// A commit that its caller sent alone and could not end.
struct LeftCommit: Sendable {
  enum State: Sendable {
    /// It was sent, and the answer has not come.
    case sent(SentStatement, QuickWay)
    /// Nothing is under way and nothing was appended: it is to be sent anew, the careful way at once if something stood against it.
    case unsent(isOpposed: Bool)
    /// The connection gave an error.
    case failed(any Error)
  }

  let pending: PendingAppend
  let state: State

  var isUnanswered: Bool { if case .sent = state { true } else { false } }
}

/// Whether to look for an answer rather than to sleep until it comes: as long as answers come in time, and once in a while when they do not.
struct Patience {
  let microseconds: Int
  private var rounds = 0
  /// So many are left out after one that was in vain: with a slow disk nearly all of them would be.
  static let pause = 15

  init(microseconds: Int) { self.microseconds = microseconds }

  var isWorthwhile: Bool { microseconds > 0 && rounds == 0 }

  /// Whether to look this time.
  mutating func tries() -> Bool {
    guard microseconds > 0 else { return false }
    if rounds > 0 { rounds -= 1 }
    return rounds == 0
  }

  mutating func saw(isAnswered: Bool) { rounds = isAnswered ? 0 : Self.pause }
}
