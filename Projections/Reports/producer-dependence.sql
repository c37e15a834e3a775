-- Who depends on one channel
-- The largest part of a producer's income that comes through one channel; flagged from one half on.
-- columns  period period, producer text, net money, top_channel text, top_share share, flagged text
-- explain  sales_by_producer by period = period_of(month, by_period), producer = producer cells net
WITH earned AS (
  SELECT period_of(s.month, p.by_period) AS period, s.producer, s.channel, sum(s.net) AS net
  FROM   sales_by_producer AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY 1, 2, 3
), ranked AS (
  SELECT *,
         row_number() OVER (PARTITION BY period, producer ORDER BY net DESC, channel) AS rank,
         sum(net)     OVER (PARTITION BY period, producer)                            AS total
  FROM   earned
)
SELECT period,
       producer,
       total                             AS net,
       channel                           AS top_channel,
       round(net / nullif(total, 0), 6)  AS top_share,
       CASE WHEN total > 0 AND 2 * net >= total THEN 'yes' ELSE 'no' END AS flagged
FROM   ranked
WHERE  rank = 1
ORDER  BY period, producer
