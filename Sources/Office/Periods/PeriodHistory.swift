import Bookkeeping
public import EventLog
public import Ledger
public import ReadModels

/// When which month was closed and reopened, by whom.
public struct PeriodHistory: Sendable {
  /// A month closed, or opened again with all after it.
  public struct Entry: Sendable {
    /// What happened to the month.
    public enum Kind: String, Sendable { case closed, reopened }

    /// The event's number in the book.
    public let position: Int64
    /// The month.
    public let month: Month
    /// What happened to it.
    public let kind: Kind
    /// Who closed it, or asked to reopen it.
    public let by: String
    /// Who agreed to a reopening, and why it was done.
    public let approvedBy: String?, reason: String?
  }

  /// How far the log was read.
  public let position: Int64
  /// The last closed month; nil when all are open.
  public let closedThrough: Month?
  /// All closings and reopenings, in order.
  public let entries: [Entry]

  /// As a table.
  public var table: ReportAnswer {
    let title = closedThrough.map { "Closed through \($0); the first open day is \($0.next.days.lowerBound)" } ?? "No month is closed"
    return ReportAnswer(
      asOf: position, title,
      [("position", .count), ("month", .period), ("event", .text), ("by", .text), ("approved_by", .text), ("reason", .text)],
      entries.map { entry in
        [
          .int64(entry.position), .text(entry.month.description), .text(entry.kind.rawValue), .text(entry.by),
          entry.approvedBy.map { .text($0) } ?? .null, entry.reason.map { .text($0) } ?? .null,
        ]
      })
  }
}

extension WritableLog {
  /// When which month was closed and reopened.
  public func periodHistory() async throws -> PeriodHistory {
    let head = try await headPosition()
    var state = CalendarState()
    var entries: [PeriodHistory.Entry] = []
    for read in try await ledgerEvents(of: .calendar) {
      state.evolve(read.event)
      if let entry = PeriodHistory.Entry(read) { entries.append(entry) }
    }
    return PeriodHistory(position: head, closedThrough: state.closedThrough, entries: entries)
  }
}

extension PeriodHistory.Entry {
  fileprivate init?(_ read: ReadEvent) {
    position = read.position
    switch read.event {
    case .periodClosed(let event): (month, kind, by, approvedBy, reason) = (event.month, .closed, event.closedBy, nil, nil)
    case .periodReopened(let event):
      (month, kind, by, approvedBy, reason) = (event.month, .reopened, event.requestedBy, event.approvedBy, event.reason)
    default: return nil
    }
  }
}
