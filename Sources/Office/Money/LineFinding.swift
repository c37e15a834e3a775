import Exchange
public import Ledger

/// What is known of one line of a statement after reconciling.
public struct LineFinding: Sendable {
  /// How far it is.
  public enum Status: String, Sendable, CaseIterable {
    /// Matched by itself just now; with a dry run: would be.
    case matched
    /// Matched before.
    case before
    /// Several sales could be meant, or another line could mean the same.
    case alternatives
    /// Nothing in the book fits.
    case none
    /// Too many sums to try.
    case tooMany = "too_many"
    /// Book and line differ by more than is tolerated, or the book refuses the match.
    case differs
    /// Waits for other lines.
    case waits
    /// A person took its match back.
    case undone

    /// Whether somebody has to look at it.
    public var needsPerson: Bool { self != .matched && self != .before && self != .waits }
  }

  /// Whose line it is.
  public let statement: StatementReceived
  /// The line.
  public let line: StatementLine
  /// How far it is.
  public let status: Status
  /// By what it was matched.
  public internal(set) var method: MatchMethod?
  /// The sales and returns it stands for.
  public internal(set) var targets: [ClaimTarget] = []
  /// Sets of sales and returns it may stand for, the likeliest first, for a person to choose; there may be more than are listed.
  public internal(set) var alternatives: [[Candidate]] = []
  /// Why, in a sentence without a full stop.
  public internal(set) var note = ""

  init(_ statement: StatementReceived, _ line: StatementLine, _ status: Status, _ note: String = "") {
    (self.statement, self.line, self.status, self.note) = (statement, line, status, note)
  }

  /// A line that stands for something.
  init(_ statement: StatementReceived, _ line: StatementLine, _ status: Status, _ method: MatchMethod, _ targets: [ClaimTarget]) {
    self.init(statement, line, status)
    (self.method, self.targets) = (method, targets)
  }

  /// An amount in the statement's currency.
  func money(_ minor: Int64) -> String { NumberText.money(minor: minor, decimals: statement.currency.decimals) }
}

extension ClaimTarget {
  /// As people write it: the sale's number, or `RETURN@SALE`.
  public var text: String { returned.map { "\($0)@\(sale)" } ?? sale.text }
}
