-- One producer's account, line by line: from the sale to the payment
-- producer says whose. Each line adds to what is accrued, to what is available or in transit, to what she owes, or to what she was paid; the other columns
-- are what they then stand at. A sale's line names the batch; a release the statement and the receipt that paid for it; a payment the bank's reference.
-- cumulative
-- columns  position count, occurred_on date, what text, sale text, batch text, channel text, document text, reference text, amount money, accrued money, available money, in_transit money, owed money, paid money
WITH line AS (
  SELECT e.position, e.line, e.occurred_on, e.kind, e.purpose, e.sale, e."return", e.batch, e.channel, e.document, e.reference,
         coalesce(sum(-e.book_amount) FILTER (WHERE e.account = '2110'), 0) AS accrued,
         coalesce(sum(-e.book_amount) FILTER (WHERE e.account = '2100'), 0) AS available,
         coalesce(sum(-e.book_amount) FILTER (WHERE e.account = '1090'), 0) AS in_transit,
         coalesce(sum(e.book_amount)  FILTER (WHERE e.account = '1110'), 0) AS owed,
         coalesce(sum(-e.book_amount) FILTER (WHERE e.account = '1010' AND e.kind IN ('paid', 'sent_back')), 0) AS paid
  FROM   posting AS e CROSS JOIN parameter AS p
  WHERE  e.producer = p.producer COLLATE "C"
  GROUP  BY e.position, e.line, e.occurred_on, e.kind, e.purpose, e.sale, e."return", e.batch, e.channel, e.document, e.reference
), running AS (
  SELECT l.position, l.line, l.occurred_on, l.kind, l.purpose, l.sale, l."return", l.batch, l.channel, l.document, l.reference,
         CASE WHEN l.paid <> 0 THEN l.paid WHEN l.available <> 0 THEN l.available WHEN l.accrued <> 0 THEN l.accrued ELSE l.owed END AS amount,
         sum(l.accrued) OVER so_far AS accrued, sum(l.available) OVER so_far AS available, sum(l.in_transit) OVER so_far AS in_transit,
         sum(l.owed) OVER so_far AS owed, sum(l.paid) OVER so_far AS paid
  FROM   line AS l
  WHERE  l.accrued <> 0 OR l.available <> 0 OR l.in_transit <> 0 OR l.owed <> 0 OR l.paid <> 0
  WINDOW so_far AS (ORDER BY l.occurred_on, l.position, l.line)
)
SELECT r.position, r.occurred_on,
       r.kind || coalesce(' ' || r.purpose, '') AS what,
       r.sale, r.batch, r.channel, coalesce(r.document, r."return") AS document, r.reference,
       r.amount, r.accrued, r.available, r.in_transit, r.owed, r.paid
FROM   running AS r CROSS JOIN parameter AS p
WHERE  r.occurred_on >= coalesce(p.from_day, '-infinity') AND r.occurred_on <= coalesce(p.to_day, 'infinity')
ORDER  BY r.occurred_on, r.position, r.line
