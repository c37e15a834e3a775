/// What went wrong with a book or its log, beyond what PostgreSQL itself reports (`PostgresError`).
///
/// The message is safe to show and to log: it names books, streams, keys and limits, never a payload or a person.
public struct LogError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure, by what the caller can do about it.
  public enum Code: String, Sendable, Hashable {
    /// The book's name breaks the rule.
    case invalidBookName
    /// There is no such book; create it.
    case bookMissing
    /// There is one already, or something else has its name.
    case bookExists
    /// The login role may not do this; the message says what an administrator has to type.
    case notPermitted
    /// A migration that was applied is no longer what it was.
    case migrationChanged
    /// The database has migrations this program does not know: a newer program made them.
    case databaseNewer
    /// The program has migrations the database has not had: migrate first.
    case migrationNeeded
    /// A commit breaks a limit or contradicts itself; nothing was sent.
    case invalidCommit
    /// More callers are waiting than the limit allows; try again later. Nothing was sent.
    case overloaded
    /// The appender is closed. Nothing was sent.
    case closed
    /// The database could not be reached. Nothing was sent.
    case unreachable
    /// The connection was lost and the outcome not found out in time: the commit may have been appended.
    /// Ask again with the same key; that appends it once at most.
    case outcomeUnknown
    /// The database holds or answers something that cannot be.
    case unexpected
  }

  /// The kind of failure.
  public let code: Code
  /// What happened and what to do next, in a sentence or two.
  public let message: String

  /// An error as it is shown.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
