public import Ledger
public import Postgres

/// A receipt of the bank of which something still waits in suspense.
public struct WaitingReceipt: Hashable, Sendable {
  /// Its number, the bank's reference, and the day it came.
  public let payout: PayoutCode, reference: String?, receivedOn: CalendarDate
  /// From whom; nil where nobody knows yet.
  public let channel: ChannelCode?
  /// What came, bank fee included, and what of it waits; minor units of the currency.
  public let amount: Int64, left: Int64, currency: Currency
}

extension Session {
  /// What came from a channel, or from nobody knows whom, and does not pay for a statement yet; oldest first. Reads the receipts alone, by an index.
  /// - Parameters:
  ///   - channel: nil for what came from anybody.
  ///   - position: what is later in the log does not count.
  ///   - day: what is of a later day does not count.
  /// - Throws: `PostgresError`.
  public func waitingReceipts(channel: ChannelCode?, at position: Int64 = .max, through day: CalendarDate? = nil) throws -> [WaitingReceipt] {
    let rows = try query(
      """
      WITH applied AS (
        SELECT stream, total((payload->>'amount')::bigint) AS amount FROM event
        WHERE type = 'BankEntryApplied' AND position <= $2 AND occurred_on <= coalesce($3::date, occurred_on) GROUP BY stream
      ), receipt AS (
        SELECT e.payload->>'payout' AS payout, e.payload->>'reference' AS reference, e.occurred_on, e.payload->>'channel' AS channel,
               (e.payload->>'amount')::bigint + (e.payload->>'bank_fee')::bigint AS amount,
               (e.payload->>'amount')::bigint + (e.payload->>'bank_fee')::bigint - coalesce(a.amount, 0) AS "left",
               e.payload->>'currency' AS currency
        FROM   event AS e LEFT JOIN applied AS a ON a.stream = e.stream
        WHERE  e.type = 'BankEntryRecorded' AND e.position <= $2 AND e.occurred_on <= coalesce($3::date, e.occurred_on)
      )
      SELECT payout, reference, occurred_on, channel, amount, "left", currency
      FROM   receipt WHERE "left" <> 0 AND ($1::text IS NULL OR coalesce(channel, $1) = $1) ORDER BY occurred_on, payout
      """,
      [
        channel.map { .text($0.text) } ?? .null, .int64(position), day.map { .date(daysSince1970: $0.daysSince1970) } ?? .null,
      ])
    return try rows.map { row in
      let currency = try row.text(6)
      guard let known = Currency(currency) else { throw PostgresError(.unexpectedData, "a receipt is in no currency") }
      return WaitingReceipt(
        payout: PayoutCode(try row.text(0)), reference: try row.optionalText(1), receivedOn: CalendarDate(daysSince1970: try row.day(2)),
        channel: try row.optionalText(3).map { ChannelCode($0) }, amount: try row.int64(4), left: try row.int64(5), currency: known)
    }
  }
}
