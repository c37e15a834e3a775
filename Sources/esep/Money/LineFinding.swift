import Exchange
import Ledger

/// What is known of one line of a statement after reconciling.
struct LineFinding {
  /// How far it is.
  enum Status: String {
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
    var needsPerson: Bool { self != .matched && self != .before && self != .waits }
  }

  let statement: StatementReceived
  let line: StatementLine
  let status: Status
  var method: MatchMethod?
  var targets: [ClaimTarget] = []
  /// Why, in a sentence without a full stop.
  var note = ""

  init(_ statement: StatementReceived, _ line: StatementLine, _ status: Status, _ note: String = "") {
    (self.statement, self.line, self.status, self.note) = (statement, line, status, note)
  }

  /// A line that stands for something.
  init(_ statement: StatementReceived, _ line: StatementLine, _ status: Status, _ method: MatchMethod, _ targets: [ClaimTarget]) {
    self.init(statement, line, status)
    (self.method, self.targets) = (method, targets)
  }

  func money(_ minor: Int64) -> String { NumberText.money(minor: minor, decimals: statement.currency.decimals) }
}

extension ClaimTarget {
  /// As people write it: the sale's number, or `RETURN@SALE`.
  var text: String { returned.map { "\($0)@\(sale)" } ?? sale.text }
}
