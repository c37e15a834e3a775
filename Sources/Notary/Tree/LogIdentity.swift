public import Postgres

/// Which log a database holds, wherever it was copied or restored to.
public struct LogIdentity: Sendable, Hashable, CustomStringConvertible {
  /// A UUID in the usual form, made with the book.
  public let id: String

  /// An identity from the text of its UUID.
  public init(id: String) { self.id = id }

  /// The first eight hexadecimal digits: what folders, origins and keys are named with.
  public var shortName: String { String(id.prefix(8)) }

  /// The UUID.
  public var description: String { id }
}

extension Session {
  /// Which log this book's is.
  /// - Throws: `NotaryError.treeDamaged` unless there is exactly one identity.
  public func logIdentity() throws -> LogIdentity {
    let rows = try query("SELECT id::text FROM log_identity")
    guard rows.count == 1, let row = rows.first else {
      throw NotaryError(
        .treeDamaged, "The book has \(rows.count) identities instead of one: table log_identity was changed. Restore it from a backup.")
    }
    return LogIdentity(id: try row.text(0))
  }
}
