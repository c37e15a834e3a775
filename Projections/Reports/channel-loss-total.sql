-- What the loss of a channel would cost all producers together
-- The sum of channel-loss: how many producers it would touch, what they would lose, and how many would fall below income_floor.
-- periodwise
-- columns  period period, channel text, recapture_percent count, producers count, lost money, falls count
-- key  period, channel, recapture_percent
WITH taken_up AS (
  -- At most three cases, side by side: a row for each of them and each producer would take twice as long.
  SELECT p.by_period, p.channel, p.income_floor, coalesce(p.recapture_percent, 0) AS r1,
         CASE WHEN p.recapture_percent IS NULL THEN 25 END AS r2,
         CASE WHEN p.recapture_percent IS NULL THEN 50 END AS r3
  FROM   parameter AS p
), period AS (
  -- One after the other, so that a page looks at no more of them than it shows.
  SELECT DISTINCT start_of(c.month, p.by_period) AS month
  FROM   sales_by_channel AS c CROSS JOIN parameter AS p
  WHERE  c.month BETWEEN p.from_month AND p.to_month
)
SELECT period_of(m.month, t.by_period) AS period, s.channel, c.recapture_percent, s.producers, c.lost, c.falls
FROM   period AS m CROSS JOIN taken_up AS t
       CROSS JOIN LATERAL (
         SELECT l.channel, count(*) AS producers, total(l.l1) AS l1, total(l.l2) AS l2, total(l.l3) AS l3,
                count(*) FILTER (WHERE l.before >= t.income_floor AND l.before - l.l1 < t.income_floor) AS f1,
                count(*) FILTER (WHERE l.before >= t.income_floor AND l.before - l.l2 < t.income_floor) AS f2,
                count(*) FILTER (WHERE l.before >= t.income_floor AND l.before - l.l3 < t.income_floor) AS f3
         FROM   (
                  -- Rounded: what is earned is more than nothing here. What she earned through all channels is in her account.
                  SELECT i.channel, a.earned AS before,
                         (i.net * (100 - t.r1) + 50) / 100 AS l1,
                         (i.net * (100 - t.r2) + 50) / 100 AS l2,
                         (i.net * (100 - t.r3) + 50) / 100 AS l3
                  FROM   sales_by_producer_by_period AS i
                         JOIN producer_account_by_period AS a ON a.producer = i.producer AND a.month = i.month
                  WHERE  i.month = m.month AND a.month = m.month AND i.net > 0 AND (t.channel IS NULL OR i.channel = t.channel)
                ) AS l
         GROUP  BY l.channel
       ) AS s
       CROSS JOIN LATERAL (VALUES (t.r1, s.l1, s.f1), (t.r2, s.l2, s.f2), (t.r3, s.l3, s.f3)) AS c(recapture_percent, lost, falls)
WHERE  c.recapture_percent IS NOT NULL
ORDER  BY m.month, s.channel, c.recapture_percent
