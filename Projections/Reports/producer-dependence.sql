-- Who depends on one channel
-- The largest part of a producer's income that comes through one channel; flagged from one half on. producer asks about one producer only.
-- periodwise
-- columns  period period, producer text, net money, top_channel text, top_share share, flagged text
-- explain  sales_by_producer by period = period_of(month, by_period), producer = producer cells net
WITH ranked AS (
  SELECT s.month, s.producer, s.channel, s.net,
         row_number() OVER (PARTITION BY s.month, s.producer ORDER BY s.net DESC, s.channel) AS rank,
         sum(s.net)   OVER (PARTITION BY s.month, s.producer)                                AS total
  FROM   sales_by_producer_by_period AS s
)
SELECT period_of(r.month, p.by_period)       AS period,
       r.producer,
       r.total                               AS net,
       r.channel                             AS top_channel,
       round(r.net / nullif(r.total, 0), 6)  AS top_share,
       CASE WHEN r.total > 0 AND 2 * r.net >= r.total THEN 'yes' ELSE 'no' END AS flagged
FROM   ranked AS r CROSS JOIN parameter AS p
WHERE  r.rank < 2
ORDER  BY r.month, r.producer
