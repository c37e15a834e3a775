-- Which events are booked with debits and credits that differ
-- None, ever: the rules of each kind of line come to the same on both sides, and an adjustment that does not balance is refused. Looked at anyway, from the
-- lines themselves. difference is debits less credits in the book's currency.
-- columns  position count, occurred_on date, type text, difference money
WITH sort AS (
  SELECT b.kind, b.purpose, b.has_producer, b.is_negative, b.has_commission, b.has_fee, b.adds_up,
         min(b.first_position) AS first_position, max(b.last_position) AS last_position
  FROM   booked_sorts AS b
  GROUP  BY b.kind, b.purpose, b.has_producer, b.is_negative, b.has_commission, b.has_fee, b.adds_up
), suspect AS (
  -- The sorts of line whose rules do not cancel each other, whatever the amounts are: sums of signs, for amount, commission and fee where the lines have
  -- them; net is made of all three.
  SELECT s.kind, s.first_position, s.last_position
  FROM   sort AS s
         JOIN posting_rule AS r ON r.kind = s.kind
          AND coalesce(r.purpose = s.purpose, r.purpose IS NULL)
          AND coalesce(r.has_producer = s.has_producer, true)
          AND coalesce(r.is_negative = s.is_negative, true)
         CROSS JOIN LATERAL (SELECT CASE r.side WHEN 'debit' THEN 1 ELSE -1 END AS sign) AS side
  GROUP  BY s.kind, s.purpose, s.has_producer, s.is_negative, s.has_commission, s.has_fee, s.adds_up, s.first_position, s.last_position
  HAVING NOT s.adds_up
      OR sum(CASE WHEN r.measure IN ('amount', 'net') THEN sign ELSE 0 END) <> 0
      OR s.has_commission AND sum(CASE r.measure WHEN 'commission' THEN sign WHEN 'net' THEN -sign ELSE 0 END) <> 0
      OR s.has_fee        AND sum(CASE r.measure WHEN 'fee'        THEN sign WHEN 'net' THEN -sign ELSE 0 END) <> 0
), place AS (
  -- Adjustments balance among themselves only, and there are few. Of other kinds there is nothing to look at unless a rule is wrong.
  SELECT s.kind, min(s.first_position) AS first_position, max(s.last_position) AS last_position
  FROM   suspect AS s
  WHERE  s.kind <> 'adjusted'
  GROUP  BY s.kind
), line AS (
  SELECT e.position, e.occurred_on, e.book_amount
  FROM   posting AS e
  WHERE  e.kind = 'adjusted'
  UNION ALL
  SELECT e.position, e.occurred_on, e.book_amount
  FROM   place AS s
         CROSS JOIN LATERAL (
           SELECT l.position, l.occurred_on, l.book_amount
           FROM   posting AS l
           WHERE  l.position >= s.first_position AND l.position <= s.last_position AND l.kind = s.kind
           OFFSET 0
         ) AS e
)
SELECT l.position, l.occurred_on,
       (SELECT event.type FROM event WHERE event.position = l.position) AS type,
       sum(l.book_amount)                                               AS difference
FROM   line AS l
GROUP  BY l.position, l.occurred_on
HAVING sum(l.book_amount) <> 0
ORDER  BY l.position
