-- What each producer would lose if a channel went
-- If other channels took up none, a quarter or a half of what it sold (or recapture_percent of it). A producer falls when her income was at
-- least income_floor before and is below it after. channel asks about one channel only.
-- columns  period period, channel text, recapture_percent count, producer text, before money, lost money, after money, falls text
WITH earned AS (
  SELECT period_of(s.month, p.by_period) AS period, s.producer, s.channel, sum(s.net) AS net
  FROM   sales_by_producer AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY 1, 2, 3
), income AS (
  SELECT *, sum(net) OVER (PARTITION BY period, producer) AS before
  FROM   earned
), lost AS (
  SELECT i.period, i.channel, r.recapture_percent, i.producer, i.before,
         round(i.net * (100 - r.recapture_percent) / 100) AS lost,
         p.income_floor
  FROM   income AS i
         CROSS JOIN parameter AS p
         CROSS JOIN LATERAL unnest(CASE WHEN p.recapture_percent IS NULL THEN ARRAY[0, 25, 50] ELSE ARRAY[p.recapture_percent] END)
                    AS r(recapture_percent)
  WHERE  i.net > 0 AND (p.channel IS NULL OR i.channel = p.channel)
)
SELECT period, channel, recapture_percent, producer, before, lost,
       before - lost AS after,
       CASE WHEN before >= income_floor AND before - lost < income_floor THEN 'yes' ELSE 'no' END AS falls
FROM   lost
ORDER  BY period, channel, recapture_percent, producer
