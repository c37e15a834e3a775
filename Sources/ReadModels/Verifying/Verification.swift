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

  /// A stored entry that is not as its event says.
  public struct EntryFlaw: Hashable, Sendable, CustomStringConvertible {
    /// How it is wrong.
    public enum Kind: String, Hashable, Sendable {
      /// The event gives a line that the table lacks.
      case missing
      /// The table has a line that no event gives.
      case extra
      /// The line says something else.
      case different
    }

    /// Where it is.
    public let line: Line
    /// How it is wrong.
    public let kind: Kind
    /// For a line that says something else: what it says and should say, column by column.
    public let differences: [String]

    /// In one line, such as `position 15, line 1: book_gross is 101, should be 100`.
    public var description: String {
      let what =
        switch kind {
        case .missing: "is missing"
        case .extra: "is of no event"
        case .different: differences.joined(separator: "; ")
        }
      return "position \(line.position), line \(line.line): \(what)"
    }
  }

  /// How the stored entries differ from the events' own.
  public struct Entries: Hashable, Sendable {
    /// Entries compared.
    public internal(set) var compared: Int64 = 0
    /// Entries that should be there, should not be there, or say something else.
    public internal(set) var missing: Int64 = 0, extra: Int64 = 0, different: Int64 = 0
    /// The first of them, at most `TableDifference.examplesMax`.
    public internal(set) var flaws: [EntryFlaw] = []

    /// Where those are.
    public var examples: [Line] { flaws.map(\.line) }
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

extension Verification.Entries {
  /// Counts an entry that is wrong, and keeps it when few are kept yet; they come in order.
  mutating func note(_ kind: Verification.EntryFlaw.Kind, _ line: Verification.Line, _ differences: @autoclosure () -> [String] = []) {
    switch kind {
    case .missing: missing += 1
    case .extra: extra += 1
    case .different: different += 1
    }
    guard flaws.count < TableDifference.examplesMax else { return }
    flaws.append(Verification.EntryFlaw(line: line, kind: kind, differences: differences()))
  }

  /// Adds what was found in another range.
  mutating func add(_ other: Verification.Entries) {
    compared += other.compared
    missing += other.missing
    extra += other.extra
    different += other.different
    flaws = Array((flaws + other.flaws).sorted { $0.line < $1.line }.prefix(TableDifference.examplesMax))
  }
}
