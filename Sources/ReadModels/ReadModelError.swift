/// What went wrong with read models, beyond what PostgreSQL itself reports (`PostgresError`).
///
/// The message is safe to show and to log: it names books, files, events and reports, never a payload.
public struct ReadModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure, by what the caller can do about it.
  public enum Code: String, Hashable, Sendable {
    /// An event cannot be folded; the book stands still until the program or the definition is put right.
    case halted
    /// The book's tables were made by other definitions: another version of the program runs, or `prepare` has not.
    case definitionsDiffer
    /// A definition's SELECT does not give what its header says.
    case wrongDefinition
    /// What was waited for did not come in the time allowed.
    case timedOut
    /// A rebuild of this book is already running.
    case rebuildRunning
    /// Readers kept the tables busy; the rebuilt tables are ready and a further attempt takes up there.
    case swapRefused
    /// There is no such report or read model.
    case unknownName
    /// A report cannot be explained, or not by that column.
    case notExplainable
    /// A parameter cannot be as it is.
    case wrongParameter
    /// The book has not folded as far as was asked for.
    case notFoldedYet
    /// The signed checkpoint that entries and read models were made from is gone or says something else: the history beneath them was exchanged.
    case historyChanged
  }

  /// The kind of failure.
  public let code: Code
  /// What happened and what to do next.
  public let message: String
  /// The event's position, where it is about one.
  public let position: Int64?
  /// The file that could not take it.
  public let file: String?

  package init(_ code: Code, _ message: String, position: Int64? = nil, file: String? = nil) {
    (self.code, self.message, self.position, self.file) = (code, message, position, file)
  }

  /// The message.
  public var description: String { message }
}
