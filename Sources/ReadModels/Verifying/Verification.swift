/// What verifying a book's read models found.
public struct Verification: Hashable, Sendable {
  /// A line of an event.
  public struct Line: Hashable, Sendable, Comparable {
    /// The event.
    public let position: Int64
    /// Its line, from 1.
    public let line: Int32

    /// By position, then line.
    public static func < (left: Line, right: Line) -> Bool { (left.position, left.line) < (right.position, right.line) }
  }

  /// How the stored entries differ from the events' own.
  public struct Entries: Hashable, Sendable {
    /// Entries compared.
    public internal(set) var compared: Int64 = 0
    /// Entries that should be there, should not be there, or say something else.
    public internal(set) var missing: Int64 = 0, extra: Int64 = 0, different: Int64 = 0
    /// Some of them, at most `TableDifference.examplesMax`.
    public internal(set) var examples: [Line] = []
  }

  /// The position up to which everything was verified: the checkpoint.
  public let position: Int64
  /// The entries.
  public let entries: Entries
  /// Each read model.
  public let models: [TableDifference]

  /// Whether the tables are exactly what the log says.
  public var isClean: Bool { entries.missing == 0 && entries.extra == 0 && entries.different == 0 && models.allSatisfy(\.isEmpty) }
}
