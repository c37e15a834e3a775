-- What the loss of a channel would cost all producers together
-- The sum of channel-loss: how many producers it would touch, what they would lose, and how many would fall below income_floor.
-- periodwise
-- columns  period period, channel text, recapture_percent count, producers count, lost money, falls count
WITH income AS (
  SELECT s.month, s.producer, s.channel, s.net, sum(s.net) OVER (PARTITION BY s.month, s.producer)::bigint AS before
  FROM   sales_by_producer_by_period AS s
), taken_up AS (
  -- At most three cases, side by side: a row for each of them and each producer would take twice as long.
  SELECT p.by_period, p.channel, p.income_floor, coalesce(p.recapture_percent, 0) AS r1,
         CASE WHEN p.recapture_percent IS NULL THEN 25 END AS r2,
         CASE WHEN p.recapture_percent IS NULL THEN 50 END AS r3
  FROM   parameter AS p
), lost AS (
  -- Rounded: what is earned is more than nothing here.
  SELECT i.month, i.channel, i.before, t.income_floor, t.by_period, t.r1, t.r2, t.r3,
         (i.net * (100 - t.r1) + 50) / 100 AS l1,
         (i.net * (100 - t.r2) + 50) / 100 AS l2,
         (i.net * (100 - t.r3) + 50) / 100 AS l3
  FROM   income AS i CROSS JOIN taken_up AS t
  WHERE  i.net > 0 AND (t.channel IS NULL OR i.channel = t.channel)
), summed AS (
  SELECT month, by_period, channel, count(*) AS producers, r1, r2, r3, sum(l1) AS l1, sum(l2) AS l2, sum(l3) AS l3,
         count(*) FILTER (WHERE before >= income_floor AND before - l1 < income_floor) AS f1,
         count(*) FILTER (WHERE before >= income_floor AND before - l2 < income_floor) AS f2,
         count(*) FILTER (WHERE before >= income_floor AND before - l3 < income_floor) AS f3
  FROM   lost
  GROUP  BY month, by_period, channel, r1, r2, r3
)
SELECT period_of(s.month, s.by_period) AS period, s.channel, c.recapture_percent, s.producers, c.lost, c.falls
FROM   summed AS s
       CROSS JOIN LATERAL (VALUES (s.r1, s.l1, s.f1), (s.r2, s.l2, s.f2), (s.r3, s.l3, s.f3)) AS c(recapture_percent, lost, falls)
WHERE  c.recapture_percent IS NOT NULL
ORDER  BY s.month, s.channel, c.recapture_percent
