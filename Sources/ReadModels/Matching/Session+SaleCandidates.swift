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
    // An event's lines are one a producer; a return has them negative, and a candidate counts goods either way. They are added up before their event is
    // looked at, one by one: a payload is many times an entry, and joined with all events the planner reads the whole log in order.
    let rows = try query(
      """
      WITH sold AS MATERIALIZED (
        SELECT position, sale, "return", occurred_on, min(product) AS product, abs(total(quantity)) AS quantity, total(gross - discount) AS net_sales
        FROM   entry
        WHERE  kind IN ('sold', 'sold_own', 'returned', 'returned_own') AND channel = $1 AND currency = $2 AND occurred_on BETWEEN $3 AND $4
        GROUP  BY position, sale, "return", occurred_on
      )
      SELECT sold.sale, sold."return", sold.occurred_on, sold.product, sold.quantity, sold.net_sales,
             (SELECT event.payload ->> 'receipt' FROM event WHERE event.position = sold.position)
      FROM   sold
      WHERE  NOT EXISTS (SELECT FROM event AS reversal WHERE reversal.stream = 'sale/' || sold.sale AND reversal.type = 'SaleReversed')
      ORDER  BY sold.occurred_on, sold.position
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
