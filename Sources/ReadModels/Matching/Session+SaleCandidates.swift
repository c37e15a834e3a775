public import Ledger
public import Postgres

extension Session {
  /// Sales and returns of a channel that a line of its statements may stand for, oldest first: all of them, also those that stand on a statement.
  ///
  /// Goods of a sale that was taken back as a whole are none. Bounded by days, which an index of a few bytes a megabyte finds in the entries.
  /// - Parameters:
  ///   - days: of the sale, or of the return.
  /// - Throws: `PostgresError`.
  public func saleCandidates(channel: ChannelCode, currency: Currency, days: ClosedRange<CalendarDate>) throws -> [Candidate] {
    // An event's lines are one a producer; a return has them negative, and a candidate counts goods either way.
    let rows = try query(
      """
      SELECT entry.sale, entry."return", entry.occurred_on, min(entry.product), abs(total(entry.quantity)), total(entry.gross - entry.discount),
             min(event.payload ->> 'receipt')
      FROM   entry JOIN event ON event.position = entry.position
      WHERE  entry.kind IN ('sold', 'sold_own', 'returned', 'returned_own') AND entry.channel = $1 AND entry.currency = $2 AND entry.occurred_on BETWEEN $3 AND $4
        AND  NOT EXISTS (SELECT FROM event AS reversal WHERE reversal.stream = 'sale/' || entry.sale AND reversal.type = 'SaleReversed')
      GROUP  BY entry.position, entry.sale, entry."return", entry.occurred_on
      ORDER  BY entry.occurred_on, entry.position
      """,
      [
        .text(channel.text), .text(currency.code), .date(daysSince1970: days.lowerBound.daysSince1970),
        .date(daysSince1970: days.upperBound.daysSince1970),
      ])
    return try rows.map { row in
      Candidate(
        sale: SaleCode(try row.text(0)), returned: try row.optionalText(1).map { ReturnCode($0) },
        date: CalendarDate(daysSince1970: try row.day(2)), product: ProductCode(try row.text(3)),
        quantity: Quantity(thousandths: try row.int64(4)), netSales: try row.int64(5), receipt: try row.optionalText(6))
    }
  }
}
