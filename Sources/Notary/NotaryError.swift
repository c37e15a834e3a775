/// Why the notary does not sign, grow or prove, beyond what PostgreSQL itself reports (`PostgresError`).
///
/// The message says what was found, where, and what to do next; it names positions, files and keys, never a payload.
public struct NotaryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of refusal, by what the person called can do about it.
  public enum Code: String, Sendable, Hashable {
    /// Events that were signed are not there: a backup was restored, or somebody removed them. The message tells which.
    case logShorter
    /// What was signed is there, and is something else now: a backup was restored and went on, or somebody changed history.
    case forked
    /// The tree in the database contradicts itself or the log; `esep verify` finds where.
    case treeDamaged
    /// An event is not canonical JSON, or its text no UTF-8, so it has no leaf. Its position is in the message.
    case eventUnfit
    /// The book was signed before, and its key is not here.
    case keyMissing
    /// The book was signed by a key that is not the one here.
    case keyForeign
    /// A file of the key's folder cannot be read or written, or holds something else.
    case folderUnusable
    /// Another program is signing for this book, and did not finish in time.
    case busy
    /// Nothing was signed yet, or nothing that covers what was asked for.
    case notSigned
    /// There is no such position or size.
    case outOfRange
    /// A countersignature does not fit: unknown witness, wrong checkpoint, or a signature that does not verify.
    case cosignatureRefused
  }

  /// The kind of refusal.
  public let code: Code
  /// What was found and what to do next, in a few sentences.
  public let message: String
  /// The first position concerned, where there is one.
  public let position: Int64?

  /// An error as it is shown.
  public init(_ code: Code, _ message: String, position: Int64? = nil) {
    self.code = code
    self.message = message
    self.position = position
  }

  /// The message.
  public var description: String { message }
}
