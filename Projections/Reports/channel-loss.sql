-- What each producer would lose if a channel went
-- If other channels took up none, a quarter or a half of what it sold (or recapture_percent of it). A producer falls when her income was at
-- least income_floor before and is below it after. channel asks about one channel only.
-- periodwise
-- columns  period period, producer text, channel text, recapture_percent count, before money, lost money, after money, falls text
-- key  period, producer, channel, recapture_percent
WITH income AS (
  SELECT s.month, s.producer, s.channel, s.net, sum(s.net) OVER (PARTITION BY s.month, s.producer)::bigint AS before
  FROM   sales_by_producer_by_period AS s
), lost AS (
  SELECT i.month, i.producer, i.channel, r.recapture_percent, i.before,
         (i.net * (100 - r.recapture_percent) + 50) / 100 AS lost,  -- rounded: what is earned is more than nothing here
         p.income_floor, p.by_period
  FROM   income AS i
         CROSS JOIN parameter AS p
         CROSS JOIN LATERAL unnest(CASE WHEN p.recapture_percent IS NULL THEN ARRAY[0, 25, 50] ELSE ARRAY[p.recapture_percent] END)
                    AS r(recapture_percent)
  WHERE  i.net > 0 AND (p.channel IS NULL OR i.channel = p.channel)
)
SELECT period_of(month, by_period) AS period, producer, channel, recapture_percent, before, lost,
       before - lost AS after,
       CASE WHEN before >= income_floor AND before - lost < income_floor THEN 'yes' ELSE 'no' END AS falls
FROM   lost
ORDER  BY month, producer, channel, recapture_percent
