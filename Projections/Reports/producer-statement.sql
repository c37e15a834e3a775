-- One producer's account, line by line: from the sale to the payment
-- producer says whose. Each line adds to what is accrued, to what is available or in transit, to what she owes, or to what she was paid; the other columns
-- are what they then stand at. A sale's line names the batch; a release the statement and the receipt that paid for it; a payment the bank's reference.
-- What was before each month is known from producer_account, so a month's page costs what its lines cost, and not what was before them.
-- cumulative
-- columns  position count, occurred_on date, what text, sale text, batch text, channel text, document text, reference text, amount money, accrued money, available money, in_transit money, owed money, paid money
WITH month AS (
  SELECT m.month,
         total(m.earned - m.cleared) OVER until - (m.earned - m.cleared) AS accrued,
         total(m.available) OVER until - m.available                     AS available,
         total(m.in_transit) OVER until - m.in_transit                   AS in_transit,
         total(m.advances + m.debt) OVER until - (m.advances + m.debt)   AS owed,
         total(m.paid) OVER until - m.paid                               AS paid
  FROM   producer_account AS m CROSS JOIN parameter AS p
  WHERE  m.producer = p.producer COLLATE "C" AND m.month <= p.to_month
  WINDOW until AS (ORDER BY m.month ROWS UNBOUNDED PRECEDING)
)
SELECT r.position, r.occurred_on,
       r.kind || coalesce(' ' || r.purpose, '') AS what,
       r.sale, r.batch, r.channel, coalesce(r.document, r."return") AS document, r.reference, r.amount,
       m.accrued + r.accrued       AS accrued,
       m.available + r.available   AS available,
       m.in_transit + r.in_transit AS in_transit,
       m.owed + r.owed             AS owed,
       m.paid + r.paid             AS paid
FROM   month AS m CROSS JOIN parameter AS p
       CROSS JOIN LATERAL (
         SELECT l.position, l.line, l.occurred_on, l.kind, l.purpose, l.sale, l."return", l.batch, l.channel, l.document, l.reference,
                CASE WHEN l.paid <> 0 THEN l.paid WHEN l.available <> 0 THEN l.available WHEN l.accrued <> 0 THEN l.accrued ELSE l.owed END AS amount,
                total(l.accrued) OVER so_far AS accrued, total(l.available) OVER so_far AS available, total(l.in_transit) OVER so_far AS in_transit,
                total(l.owed) OVER so_far AS owed, total(l.paid) OVER so_far AS paid
         FROM   (
                  SELECT e.occurred_on, e.position, e.line, e.kind, e.purpose, e.sale, e."return", e.batch, e.channel, e.document, e.reference,
                         coalesce(total(-e.book_amount) FILTER (WHERE e.account = '2110'), 0) AS accrued,
                         coalesce(total(-e.book_amount) FILTER (WHERE e.account = '2100'), 0) AS available,
                         coalesce(total(-e.book_amount) FILTER (WHERE e.account = '1090'), 0) AS in_transit,
                         coalesce(total(e.book_amount)  FILTER (WHERE e.account = '1110'), 0) AS owed,
                         coalesce(total(-e.book_amount) FILTER (WHERE e.account = '1010' AND e.kind IN ('paid', 'sent_back')), 0) AS paid
                  FROM   posting AS e CROSS JOIN parameter AS q
                  WHERE  e.producer = q.producer COLLATE "C" AND e.occurred_on >= m.month AND e.occurred_on <= last_day_of(m.month)
                     AND e.occurred_on <= coalesce(q.to_day, 'infinity')
                  GROUP  BY e.occurred_on, e.position, e.line, e.kind, e.purpose, e.sale, e."return", e.batch, e.channel, e.document, e.reference
                ) AS l
         WHERE  l.accrued <> 0 OR l.available <> 0 OR l.in_transit <> 0 OR l.owed <> 0 OR l.paid <> 0
         WINDOW so_far AS (ORDER BY l.occurred_on, l.position, l.line ROWS UNBOUNDED PRECEDING)
       ) AS r
WHERE  m.month >= p.from_month AND r.occurred_on >= coalesce(p.from_day, '-infinity')
ORDER  BY m.month, r.occurred_on, r.position, r.line
