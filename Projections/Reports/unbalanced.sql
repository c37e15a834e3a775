-- Which events are booked with debits and credits that differ
-- None, ever: the rules of each kind of line come to the same on both sides, and an adjustment that does not balance is refused. Looked at anyway, from the
-- lines themselves. difference is debits less credits in the book's currency.
-- columns  position count, occurred_on date, type text, difference money
WITH sort AS (
  -- The sorts of line there are, as far as rules tell them apart.
  SELECT e.kind, e.purpose, e.producer IS NOT NULL AS has_producer, e.book_gross < 0 AS is_negative,
         bool_and(e.book_net = e.book_gross - e.book_discount - e.book_commission - e.book_fee) AS adds_up
  FROM   entry AS e
  WHERE  e.book_gross IS NOT NULL
  GROUP  BY 1, 2, 3, 4
), suspect AS (
  -- Those whose rules do not cancel each other, whatever the amounts are: sums of signs, for amount, commission and fee; net is made of all three.
  SELECT s.kind
  FROM   sort AS s
         JOIN posting_rule AS r ON r.kind = s.kind
          AND coalesce(r.purpose = s.purpose, r.purpose IS NULL)
          AND coalesce(r.has_producer = s.has_producer, true)
          AND coalesce(r.is_negative = s.is_negative, true)
         CROSS JOIN LATERAL (SELECT CASE r.side WHEN 'debit' THEN 1 ELSE -1 END AS sign) AS side
  GROUP  BY s.kind, s.purpose, s.has_producer, s.is_negative, s.adds_up
  HAVING NOT s.adds_up
      OR sum(CASE WHEN r.measure IN ('amount', 'net') THEN sign ELSE 0 END) <> 0
      OR sum(CASE r.measure WHEN 'commission' THEN sign WHEN 'net' THEN -sign ELSE 0 END) <> 0
      OR sum(CASE r.measure WHEN 'fee'        THEN sign WHEN 'net' THEN -sign ELSE 0 END) <> 0
)
-- The others balance line by line, so only these need to be added up.
SELECT e.position, e.occurred_on,
       (SELECT event.type FROM event WHERE event.position = e.position) AS type,
       sum(e.book_amount)                                               AS difference
FROM   posting AS e
WHERE  e.kind = ANY (ARRAY(SELECT suspect.kind FROM suspect))
GROUP  BY e.position, e.occurred_on
HAVING sum(e.book_amount) <> 0
ORDER  BY e.position
