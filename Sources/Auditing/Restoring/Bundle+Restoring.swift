import EventLog
import Exchange
public import Postgres

extension Bundle {
  /// Puts the pack's events into an empty book, each with the position, version, time and actor it has. All of them, or nothing: the root is compared
  /// with the signed one before anything becomes visible.
  /// - Parameters:
  ///   - options: of the book's owner.
  ///   - progress: told the events done and to do.
  /// - Throws: `BundleProblem` when the book is not empty, or an event is not as it was signed; `LogError`; `PostgresError`.
  public func restore(into options: ConnectionOptions, progress: @escaping @Sendable (_ done: Int64, _ total: Int64) -> Void) async throws {
    let bundle = self
    try await withSession(options) { session in
      let head = try session.head().position
      guard head == 0 else {
        throw BundleProblem("The book has \(head) events already, and a pack goes into an empty book only. Name a new one with --book NAME")
      }
      var commits = try BundleCommits(bundle)
      try session.restore {
        let commit = try commits.next()
        progress(commits.size, bundle.checkpoint.size)
        return commit
      }
    }
  }
}
