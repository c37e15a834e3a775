/// What an account stood at when a month was closed, in minor units of the book's currency.
public struct AccountTotal: Hashable, Sendable {
  /// The account's code.
  public let account: String
  /// The balance through the last day of the month, on the side that it has; the other is zero.
  public let debit: Int64, credit: Int64

  /// One line of a trial balance.
  public init(account: String, debit: Int64, credit: Int64) { (self.account, self.debit, self.credit) = (account, debit, credit) }
}

/// What was still open when a month was closed: it does not hinder closing, but it is on record.
public struct OpenItems: Hashable, Sendable {
  /// Statements with lines that nobody has matched, and with disputes that are not resolved.
  public let unmatchedStatements: Int64, disputes: Int64
  /// What channels owe, and what waits in suspense on the bank account, in minor units of the book's currency.
  public let receivable: Int64, suspense: Int64
  /// Sold goods whose makers are not known, in minor units of the book's currency.
  public let unallocated: Int64

  /// What is open.
  public init(unmatchedStatements: Int64, disputes: Int64, receivable: Int64, suspense: Int64, unallocated: Int64) {
    (self.unmatchedStatements, self.disputes, self.receivable) = (unmatchedStatements, disputes, receivable)
    (self.suspense, self.unallocated) = (suspense, unallocated)
  }
}

/// A month was closed: no fact of goods or money may carry one of its days any more.
public struct PeriodClosed: EventPayload {
  /// Its name in the log.
  public static let type = "PeriodClosed"
  /// Which month, and who closed it.
  public let month: Month, closedBy: String
  /// The position up to which the totals count.
  public let asOfPosition: Int64
  /// The trial balance and what was open, through the last day of the month.
  public let totals: [AccountTotal], openItems: OpenItems

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("as_of_position", asOfPosition)
    writer.member("closed_by", closedBy)
    writer.member("month", month.description)
    writer.member("open_disputes", openItems.disputes)
    writer.member("open_receivable", openItems.receivable)
    writer.member("open_suspense", openItems.suspense)
    writer.member("open_unallocated", openItems.unallocated)
    writer.member("open_unmatched_statements", openItems.unmatchedStatements)
    writer.member("totals", totals) { writer, total in
      writer.member("account", total.account)
      writer.member("credit", total.credit)
      writer.member("debit", total.debit)
    }
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var totals: [AccountTotal] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "totals" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let total = try PayloadFields(&reader)
        totals.append(try AccountTotal(account: total.text("account"), debit: total.number("debit"), credit: total.number("credit")))
      }
      return true
    }
    let openItems = try OpenItems(
      unmatchedStatements: fields.number("open_unmatched_statements"), disputes: fields.number("open_disputes"),
      receivable: fields.number("open_receivable"),
      suspense: fields.number("open_suspense"), unallocated: fields.number("open_unallocated"))
    try self.init(
      month: fields.month("month"), closedBy: fields.text("closed_by"), asOfPosition: fields.number("as_of_position"), totals: totals,
      openItems: openItems)
  }

  init(month: Month, closedBy: String, asOfPosition: Int64, totals: [AccountTotal], openItems: OpenItems) {
    (self.month, self.closedBy, self.asOfPosition) = (month, closedBy, asOfPosition)
    (self.totals, self.openItems) = (totals, openItems)
  }
}

/// A closed month, and with it all after it, was opened again by two people.
public struct PeriodReopened: EventPayload {
  /// Its name in the log.
  public static let type = "PeriodReopened"
  /// Which month, and why.
  public let month: Month, reason: String
  /// Who asked for it and who agreed: two people.
  public let requestedBy: String, approvedBy: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("approved_by", approvedBy)
    writer.member("month", month.description)
    writer.member("reason", reason)
    writer.member("requested_by", requestedBy)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      month: fields.month("month"), reason: fields.text("reason"), requestedBy: fields.text("requested_by"), approvedBy: fields.text("approved_by"))
  }

  init(month: Month, reason: String, requestedBy: String, approvedBy: String) {
    (self.month, self.reason, self.requestedBy, self.approvedBy) = (month, reason, requestedBy, approvedBy)
  }
}

extension PayloadFields {
  /// A month, as `YYYY-MM`.
  func month(_ name: String) throws(PayloadProblem) -> Month {
    guard let month = Month(try text(name)) else { throw PayloadProblem(description: "\(name) is no month") }
    return month
  }
}
