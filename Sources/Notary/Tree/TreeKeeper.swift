public import Postgres

/// Grows the tree behind the log, away from the append path.
///
/// Works in transactions of `batchEvents`: each leaves tiles, size and root that fit one another, so a run that was broken off goes on where the last
/// transaction ended. Row locks let one grow a book's tree at a time; the others wait and find less to do.
public struct TreeKeeper: Sendable {
  /// Events in one transaction: a whole tile of the third level.
  public static let batchEvents: Int64 = 65_536

  private let options: ConnectionOptions

  /// The keeper of the book that is the options' search path.
  /// - Parameter options: of the book's owner; others may not write tiles.
  public init(options: ConnectionOptions) { self.options = options }

  /// Takes the events into the tree that are not in it yet. About as fast as one processor hashes; memory is bounded by a batch's tiles.
  /// - Parameters:
  ///   - position: how far; to the log's end when nil, and no further than that.
  ///   - progress: told the events done and to do, after each batch.
  /// - Throws: `NotaryError.logShorter` when the log ends before the tree; `.treeDamaged` when the tree contradicts itself or the event it ended with;
  ///   `.eventUnfit` for an event that has no canonical form, with its position. What was taken in before stays.
  @discardableResult
  public func grow(to position: Int64? = nil, progress: (@Sendable (_ done: Int64, _ total: Int64) -> Void)? = nil) async throws -> TreeHead {
    try await withSession(options) { try $0.growTree(to: position, progress: progress) }
  }

  /// Forgets all tiles and makes the tree anew from the events: for tiles that were damaged while the log is sound. What was signed stays, and is
  /// compared with the new tree before anything is signed again.
  /// - Throws: as `grow`.
  @discardableResult
  public func rebuild(progress: (@Sendable (_ done: Int64, _ total: Int64) -> Void)? = nil) async throws -> TreeHead {
    try await withSession(options) { session in
      try session.transaction {
        _ = try session.lockedTreeHead()
        try session.execute("DELETE FROM tile; UPDATE tree SET size = 0, root = sha256('')")
      }
      return try session.growTree(to: nil, progress: progress)
    }
  }
}
