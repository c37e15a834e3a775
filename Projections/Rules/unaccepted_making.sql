-- Who made goods in batches of which nothing is accepted: rejected as a whole, or not inspected yet
-- Such batches are few. Those that an inspection refused are known; those that wait are looked for only among products of which anything waits.
-- dated
WITH candidate AS (
  SELECT w.product, w.refused_batch AS batch
  FROM   goods_waiting AS w
  WHERE  w.refused_batch IS NOT NULL
  UNION
  SELECT m.product, m.batch
  FROM   (
           SELECT w.product
           FROM   goods_waiting AS w CROSS JOIN parameter AS p
           WHERE  w.month <= p.to_month
           GROUP  BY w.product
           HAVING sum(w.waiting) > 0
         ) AS waiting
         JOIN stock_moves AS m ON m.product = waiting.product
), unaccepted AS (
  SELECT m.batch
  FROM   candidate AS c
         JOIN stock_moves AS m ON m.product = c.product AND m.batch = c.batch
         CROSS JOIN parameter AS p
  WHERE  m.month <= p.to_month
  GROUP  BY m.product, m.batch
  HAVING sum(m.accepted) <= 0
)
SELECT month_of(e.occurred_on) AS month, e.producer, count(*) AS batches
FROM   unaccepted AS u
       JOIN entry AS e ON e.batch = u.batch AND e.place IS NOT NULL AND e.kind = 'produced'
       CROSS JOIN parameter AS p
WHERE  e.occurred_on <= coalesce(p.to_day, 'infinity')
GROUP  BY 1, e.producer
