public import Languages
import Postgres
public import ReadModels
import ServiceLifecycle
import Synchronization

/// How the book is, looked at every second: how far it is folded, whether folding stands still, whether the database answers. Pages say so above their
/// figures; probes and metrics read it.
public final class BookHealth: Sendable {
  /// What was seen last.
  public struct State: Sendable, Hashable {
    /// How far the log goes, and how far reports follow.
    public var head: Int64 = 0, folded: Int64 = 0
    /// Why folding stands still, when it does.
    public var halt: FoldState.Halt?
    /// The size of the newest signed checkpoint.
    public var signed: Int64 = 0
    /// Whether the database answered at the last look.
    public var isReachable = false
    /// For how many looks reports have been behind the log without coming nearer.
    public var looksBehind = 0
    /// Whether a rebuild is under way.
    public var isRebuilding = false

    /// Whether reports are as good as they can be.
    public var isReady: Bool { isReachable && halt == nil && looksBehind < BookHealth.looksBehindMax }
  }

  /// From how many looks without progress on reports count as left behind.
  public static let looksBehindMax = 5

  private let mutex = Mutex(State())

  /// Nothing is known yet: not ready.
  public init() {}

  /// What was seen last.
  public var state: State { mutex.withLock { $0 } }

  /// Takes in what a look saw; nil when the database did not answer.
  public func saw(_ seen: (fold: FoldState, signed: Int64, isRebuilding: Bool)?) {
    mutex.withLock { state in
      guard let seen else {
        state.isReachable = false
        return
      }
      let isStuck = seen.fold.position < seen.fold.head && seen.fold.position == state.folded
      state.looksBehind = isStuck ? state.looksBehind + 1 : 0
      (state.head, state.folded, state.halt) = (seen.fold.head, seen.fold.position, seen.fold.halt)
      (state.signed, state.isReachable, state.isRebuilding) = (seen.signed, true, seen.isRebuilding)
    }
  }

  /// What is to be said above every page; nothing when all is well.
  public func banners(_ words: Words) -> [Notice] {
    let state = state
    var banners: [Notice] = []
    if !state.isReachable { banners.append(Notice(.bad, words("banner.database_away"))) }
    if let halt = state.halt {
      banners.append(Notice(.bad, words("banner.halted", ["position": words.numbers.whole(halt.position), "file": halt.file])))
    } else if state.looksBehind >= Self.looksBehindMax {
      banners.append(
        Notice(.warning, words("banner.behind", ["folded": words.numbers.whole(state.folded), "head": words.numbers.whole(state.head)])))
    }
    if state.isRebuilding { banners.append(Notice(.plain, words("banner.rebuilding"))) }
    return banners
  }
}

/// Looks at the book every second until the server stops.
struct HealthLooker: Service {
  let health: BookHealth
  let desk: BookDesk

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      await look()
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
    }
  }

  private func look() async {
    let seen = try? await desk.reader.withSession { session in
      let fold = try session.foldState()
      let row = try session.query("SELECT (SELECT coalesce(max(size), 0) FROM signed_checkpoint), EXISTS (SELECT FROM rebuild)").first
      return try (fold, row?.int64(0) ?? 0, row?.bool(1) ?? false)
    }
    health.saw(seen.map { (fold: $0.0, signed: $0.1, isRebuilding: $0.2) })
  }
}
