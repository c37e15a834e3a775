import Projections
import ReadModels

/// What must hold at every position, asked of the lines and the posting rules of a book in SQL, and of nothing that is summed up beforehand.
struct Conservation {
  private let book: RecordedBook

  init(_ book: RecordedBook) { self.book = book }

  /// All that does not hold, in words.
  func findings() async throws -> [String] {
    var findings: [String] = []
    for (name, question) in Self.questions {
      for row in try await book.answer(named: name, question) { findings.append("\(name): \(row.sorted { $0.key < $1.key })") }
    }
    return findings
  }

  /// Each finds nothing in a book that is right.
  private static let questions: [(name: String, sql: String)] = [
    (
      "every-event-balances",
      """
      -- columns  position count, amount money
      SELECT position, sum(book_amount) AS amount FROM posting GROUP BY position HAVING sum(book_amount) <> 0 ORDER BY position
      """
    ),
    (
      "assets-are-liabilities-and-result",
      """
      -- columns  position count, assets money, others money
      SELECT position, assets, others
      FROM  (SELECT position, sum(sum(book_amount) FILTER (WHERE account < '2000' AND account NOT IN ('1090', '1900'))) OVER so_far AS assets,
                    sum(sum(-book_amount) FILTER (WHERE account >= '2000' OR account IN ('1090', '1900'))) OVER so_far AS others
             FROM posting GROUP BY position WINDOW so_far AS (ORDER BY position)) AS stood
      WHERE coalesce(assets, 0) <> coalesce(others, 0) ORDER BY position
      """
    ),
    (
      "what-channels-owe-is-owed-by-somebody",
      """
      -- columns  position count, line count
      SELECT position, line FROM posting WHERE account IN ('1200', '1210', '1290', '2400') AND channel IS NULL ORDER BY position
      """
    ),
    (
      "what-producers-have-is-somebodys",
      """
      -- columns  position count, line count
      SELECT position, line FROM posting WHERE account IN ('1090', '1110', '2100', '2110') AND producer IS NULL ORDER BY position
      """
    ),
    (
      "no-receipt-gives-more-than-it-has",
      """
      -- columns  position count, payout text, amount money
      SELECT position, payout, amount
      FROM  (SELECT position, payout, sum(-sum(book_amount)) OVER (PARTITION BY payout ORDER BY position) AS amount
             FROM  (SELECT position, book_amount, CASE WHEN kind = 'banked' THEN document ELSE reference END AS payout
                    FROM posting WHERE account = '1900') AS moved
             GROUP BY position, payout) AS stood
      WHERE amount < 0 ORDER BY position
      """
    ),
    (
      "nobody-is-paid-what-was-not-approved",
      """
      -- columns  position count, producer text, run text, amount money
      SELECT position, producer, document AS run, amount
      FROM  (SELECT position, producer, document, sum(-sum(book_amount)) OVER (PARTITION BY producer, document ORDER BY position) AS amount
             FROM posting WHERE account = '1090' GROUP BY position, producer, document) AS stood
      WHERE amount < 0 ORDER BY position
      """
    ),
    (
      "a-sale-is-claimed-once",
      """
      -- columns  sale text, returned text, claims count
      SELECT sale, "return" AS returned, count(*) FILTER (WHERE kind = 'matched') - count(*) FILTER (WHERE kind = 'unmatched') AS claims
      FROM   entry WHERE kind IN ('matched', 'unmatched') GROUP BY sale, "return"
      HAVING count(*) FILTER (WHERE kind = 'matched') - count(*) FILTER (WHERE kind = 'unmatched') NOT IN (0, 1)
      """
    ),
    (
      "a-producer-is-paid-once-by-a-run",
      """
      -- columns  run text, producer text, payments count
      SELECT document AS run, producer, count(*) AS payments FROM entry WHERE kind = 'paid' GROUP BY document, producer HAVING count(*) > 1
      """
    ),
    (
      // Value and goods of a batch that was bought, whenever goods have moved: never less than nothing, and no value without goods.
      "own-stock-is-worth-what-it-cost",
      """
      -- columns  position count, batch text, quantity quantity, value money
      SELECT position, batch, quantity, value
      FROM  (SELECT position, batch,
                    sum(sum(CASE WHEN kind IN ('accepted', 'restocked', 'adjusted', 'over') THEN quantity
                                 WHEN kind IN ('drawn', 'short', 'written_off') THEN -quantity END)) OVER so_far AS quantity,
                    sum(sum(CASE kind WHEN 'bought' THEN book_gross WHEN 'cost' THEN -book_gross END)) OVER so_far AS value,
                    bool_or(place IS NOT NULL) AS has_moved
             FROM entry WHERE batch IS NOT NULL GROUP BY position, batch WINDOW so_far AS (PARTITION BY batch ORDER BY position)) AS stood
      WHERE has_moved AND (value < 0 OR value <> 0 AND quantity <= 0) ORDER BY position
      """
    ),
    (
      "what-sales-gave-is-somewhere",
      """
      -- columns  producer text, given money, found money
      SELECT producer, given, found
      FROM  (SELECT producer,
                    coalesce(sum(book_net) FILTER (WHERE kind IN ('sold', 'returned', 'reversed', 'allocated')), 0)
                      + coalesce(sum(book_gross) FILTER (WHERE kind = 'released' AND purpose = 'exchange' OR kind = 'bought'), 0)
                      - coalesce(sum(book_gross) FILTER (WHERE kind = 'adjusted' AND purpose = '2100'), 0) AS given
             FROM entry WHERE producer IS NOT NULL GROUP BY producer) AS gave
             JOIN (SELECT producer,
                          -coalesce(sum(book_amount) FILTER (WHERE account IN ('2110', '2100', '1090')), 0)
                            + coalesce(sum(CASE kind WHEN 'paid' THEN book_amount ELSE 0 END) FILTER (WHERE account = '1090'), 0)
                            - coalesce(sum(book_amount) FILTER (WHERE account = '1010' AND kind = 'sent_back'), 0)
                            + coalesce(sum(book_amount) FILTER (WHERE account = '2100' AND kind IN ('deducted', 'tax_back', 'netted')), 0)
                            - coalesce(sum(book_amount) FILTER (WHERE account = '1110' AND kind = 'withdrawn'), 0) AS found
                   FROM posting WHERE producer IS NOT NULL GROUP BY producer) AS has USING (producer)
      WHERE given <> found
      """
    ),
  ]
}

extension RecordedBook {
  /// Asks the book something that no report of it asks.
  func answer(named name: String, _ sql: String) async throws -> [[String: String]] {
    let file = ProjectionFile(path: "Reports/\(name).sql", text: "-- \(name)\n\(sql)\n")
    return try await answer(ReportDefinition(file))
  }
}
