import EventLog
import Exchange
public import Postgres
import Transparency

/// Writes a book's events in leaf form, one a line.
public struct EventExport: Sendable {
  private let options: ConnectionOptions

  /// An export of the book that is the options' search path; any of its roles may.
  public init(options: ConnectionOptions) { self.options = options }

  /// Writes all events that are there now. Memory stays bounded whatever the log's length.
  /// - Parameters:
  ///   - write: takes bytes, in order, from one thread at a time.
  ///   - progress: told the events done and to do.
  /// - Returns: the last event's position.
  /// - Throws: what `write` throws; `BundleProblem` for an event that has no leaf; `PostgresError`.
  public func write(
    progress: @escaping @Sendable (_ done: Int64, _ total: Int64) -> Void, to write: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void
  ) async throws -> Int64 {
    try await withSession(options) { session in
      let end = try session.head().position
      var lines: [UInt8] = []
      func flush() throws {
        try lines.withUnsafeBytes { try write($0) }
        lines.removeAll(keepingCapacity: true)
      }
      try session.forEachLeaf(through: end, progress: progress) { _, leaf in
        lines.append(contentsOf: leaf)
        lines.append(0x0A)
        if lines.count >= 1 << 18 { try flush() }
      }
      try flush()
      return end
    }
  }
}
