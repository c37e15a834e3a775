/// What must hold of goods at every position, asked in SQL of the lines and the events of a book, and of nothing that is summed up beforehand.
struct Conservation {
  private let book: RecordedBook

  init(_ book: RecordedBook) { self.book = book }

  /// All that does not hold, in words.
  func findings() async throws -> [String] {
    var findings: [String] = []
    for (name, question) in Self.questions { for row in try await book.sql(Self.moved + question) { findings.append("\(name): \(row)") } }
    return findings
  }

  /// What each event did to each batch at each place, and where that stood after it.
  private static let moved = """
    WITH line AS (
      SELECT position, batch, place, kind, quantity,
             CASE WHEN kind IN ('accepted', 'restocked', 'adjusted', 'arrived', 'over', 'moved_in') THEN quantity
                  WHEN kind IN ('drawn', 'sent', 'written_off', 'short', 'moved_out') THEN -quantity ELSE 0 END AS here,
             CASE kind WHEN 'dispatched' THEN quantity WHEN 'arrived' THEN -quantity ELSE 0 END AS coming
      FROM   entry WHERE batch IS NOT NULL AND place IS NOT NULL AND kind NOT IN ('bought', 'cost')
    ), stood AS (
      SELECT position, batch, place,
             sum(sum(here)) OVER so_far AS here, sum(sum(coming)) OVER so_far AS coming
      FROM   line GROUP BY position, batch, place
      WINDOW so_far AS (PARTITION BY batch, place ORDER BY position)
    ), total AS (
      SELECT position, batch, kind, sum(quantity) AS quantity, sum(here) AS here, sum(coming) AS coming
      FROM   line GROUP BY position, batch, kind
    )

    """

  /// Each finds nothing in a book that is right.
  private static let questions: [(name: String, sql: String)] = [
    ("nothing is ever less than nothing", "SELECT * FROM stood WHERE here < 0 OR coming < 0"),
    (
      "accepted and rejected are never more than produced",
      """
      SELECT * FROM (
        SELECT position, batch,
               sum(coalesce(sum(quantity) FILTER (WHERE kind = 'produced'), 0)) OVER so_far AS made,
               sum(coalesce(sum(quantity) FILTER (WHERE kind = 'accepted'), 0)) OVER so_far AS accepted,
               sum(coalesce(sum(quantity) FILTER (WHERE kind = 'rejected'), 0)) OVER so_far AS rejected
        FROM   total GROUP BY position, batch WINDOW so_far AS (PARTITION BY batch ORDER BY position)
      ) AS looked WHERE accepted + rejected > made OR accepted < 0 OR rejected < 0
      """
    ),
    (
      "accepted, returned to stock and found is sold, on hand, in transit, written off and missing",
      """
      SELECT * FROM (
        SELECT position, batch,
               sum(coalesce(sum(quantity) FILTER (WHERE kind IN ('accepted', 'restocked', 'adjusted', 'over')), 0)) OVER so_far AS came,
               sum(coalesce(sum(quantity) FILTER (WHERE kind IN ('drawn', 'written_off', 'short')), 0)) OVER so_far AS went,
               sum(sum(here)) OVER so_far AS here, sum(sum(coming)) OVER so_far AS coming
        FROM   total GROUP BY position, batch WINDOW so_far AS (PARTITION BY batch ORDER BY position)
      ) AS whole WHERE came <> went + here + coming
      """
    ),
    (
      "every event of a batch says what its lines and all before come to",
      """
      , told AS (
        SELECT e.position, e.payload->>'batch' AS batch, p.place, p.here, p.coming
        FROM   event AS e CROSS JOIN LATERAL (
                 SELECT place, sum(here) AS here, sum(coming) AS coming
                 FROM  (SELECT 'hub' AS place, (e.payload->>'on_hand')::bigint AS here, 0 AS coming
                        UNION ALL
                        SELECT there->>'place', (there->>'on_hand')::bigint, (there->>'in_transit')::bigint
                        FROM   json_array_elements(e.payload->'places') AS there) AS parts
                 GROUP BY place) AS p
        WHERE  e.stream LIKE 'batch/%' AND e.type <> 'BatchProduced'
      ), here AS (
        SELECT e.position, w.batch, w.place, w.here, w.coming
        FROM   event AS e JOIN LATERAL (
                 SELECT DISTINCT ON (s.place) s.batch, s.place, s.here, s.coming
                 FROM   stood AS s WHERE s.batch = substr(e.stream, 7) AND s.position <= e.position ORDER BY s.place, s.position DESC) AS w ON true
        WHERE  e.stream LIKE 'batch/%' AND e.type <> 'BatchProduced'
      )
      SELECT coalesce(t.position, h.position), coalesce(t.batch, h.batch), coalesce(t.place, h.place), t.here, t.coming, h.here, h.coming
      FROM   told AS t FULL JOIN here AS h ON h.position = t.position AND h.batch = t.batch AND h.place = t.place
      WHERE  coalesce(t.here, 0) <> coalesce(h.here, 0) OR coalesce(t.coming, 0) <> coalesce(h.coming, 0)
      """
    ),
  ]
}
